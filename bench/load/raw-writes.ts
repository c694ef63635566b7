/** What an accepted post writes, written to DynamoDB Local by nobody but the benchmark: a table of the same form, the same items. */
import * as z from 'zod';
import { createTable } from '../../lib/local/dynamodb/table.ts';
import type { Host } from '../../lib/local/host.ts';
import { readAssembly } from '../../lib/local/template/assembly.ts';

const Text = z.object({ S: z.string() });
const Item = z.looseObject({ pk: Text, entity: Text });
const Transaction = z.object({
  TransactItems: z.array(z.object({ Put: z.object({ Item, ConditionExpression: z.string().optional() }) })),
});
type Written = z.infer<typeof Transaction>['TransactItems'];

const TABLE = 'bench-raw';

/** `post` makes one accepted post, which is looked at on its way. */
export const rawWrites = async (host: Host, assemblyDir: string, post: () => Promise<void>) => {
  const { Resources } = readAssembly(assemblyDir).template;
  const table = Object.values(Resources).find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');
  await createTable(host.dynamoDb.call, TABLE, table?.Properties);
  const { written, requests } = await seenOf(host, post);
  const receipt = written.find(({ Put }) => Put.Item.entity.S === 'Receipt') ?? written[0];
  if (!receipt) throw new Error('The post wrote nothing.');
  const fresh = ({ Put }: Written[number], serial: string) => ({
    TableName: TABLE,
    Item: { ...Put.Item, pk: { S: `${Put.Item.pk.S}~${serial}` } },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  return {
    requests,
    items: written.length,
    bytes: JSON.stringify(written.map(({ Put }) => Put.Item)).length,
    put: async (serial: number) => void (await host.dynamoDb.call('PutItem', fresh(receipt, `put${serial}`))),
    transaction: async (serial: number) => {
      const TransactItems = written.map((one) => ({ Put: fresh(one, `all${serial}`) }));
      await host.dynamoDb.call('TransactWriteItems', { TransactItems });
    },
  };
};

/** The transaction of one post, and how many requests DynamoDB gets of it in all. */
const seenOf = async (host: Host, post: () => Promise<void>): Promise<{ written: Written; requests: number }> => {
  const seen: Written[] = [];
  let requests = 0;
  host.edges.intercept(async (request, forward) => {
    if (request.service === 'dynamodb') requests += 1;
    if (request.operation === 'TransactWriteItems')
      seen.push(Transaction.parse(JSON.parse(request.body)).TransactItems);
    return forward();
  });
  await post();
  host.edges.intercept(undefined);
  return { written: seen.at(-1) ?? [], requests };
};
