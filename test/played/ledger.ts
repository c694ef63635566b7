/** The ledger table as it stands: what the tests here count, and compare before and after. */
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Host } from '../../lib/local/host.ts';

export type Item = Record<string, unknown>;

/** Every item of the table. */
export const itemsOf = async (host: Host): Promise<Item[]> => {
  const TableName = host.resolve(host.find('AWS::DynamoDB::GlobalTable', 'Ledger'));
  const items: Item[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = (await host.dynamoDb.call('Scan', { TableName, ConsistentRead: true, ExclusiveStartKey })) as {
      Items: Parameters<typeof unmarshall>[0][];
      LastEvaluatedKey?: unknown;
    };
    items.push(...page.Items.map((item) => unmarshall(item)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};

/** The whole table in an order of its own: two that are equal mean that nothing was written between them. */
export const stateOf = async (host: Host): Promise<Item[]> => {
  const key = ({ pk, sk }: Item) => `${pk} ${sk}`;
  return (await itemsOf(host)).toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
};

export const ofEntity = (items: readonly Item[], entity: string) => items.filter((item) => item.entity === entity);
