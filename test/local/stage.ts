import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { type Host, type HostOptions, startHost } from '../../lib/local/host.ts';
import { sampleAssembly } from './sample-assembly.ts';

const Items = z.object({ Items: z.array(z.record(z.string(), z.record(z.string(), z.unknown()))) });

/** The sample played by one host for a whole test file; without options it keeps nothing and works only in `settle`. */
export function stage(options: Partial<HostOptions> = {}) {
  let host: Host | undefined;
  beforeAll(async () => {
    host = await startHost({ assemblyDir: await sampleAssembly(), ...options });
  }, 60_000);
  afterAll(async () => host?.close());

  function playing(): Host {
    if (!host) throw new Error('the host is not up');
    return host;
  }

  return {
    host: playing,
    functionId: (name: string) => playing().find('AWS::Lambda::Function', `Fn${name}`),
    queueName: (name: string) => playing().resolve(playing().find('AWS::SQS::Queue', name), 'QueueName'),
    post: (noteId: string, body: string) =>
      fetch(`${playing().apiUrl}/v1/notes/${noteId}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body,
      }),
    items: (pk: string) => itemsOf(playing(), pk),
  };
}

/** The items under a partition key, in DynamoDB's own JSON. */
export async function itemsOf(host: Host, pk: string) {
  const answer = await host.dynamoDb.call('Query', {
    TableName: host.resolve(host.find('AWS::DynamoDB::GlobalTable', 'Ledger')),
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
    ConsistentRead: true,
  });
  return Items.parse(answer).Items;
}
