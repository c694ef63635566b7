/** The ledger table: typed reads with zod on the way out, and one way to write. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Key } from './keys.ts';
import { transact as transactWrites, type Write } from './transact.ts';

export interface Query {
  pk: string;
  /** Sort keys that begin with this. */
  prefix?: string;
  /** Sort keys (of an index: its sort key) up to and including this. */
  until?: string;
  index?: { name: string; pk: string; sk: string };
  /** Newest first. */
  descending?: boolean;
  /** At most this many items in all; without it, every page is read. */
  limit?: number;
}

export interface Table {
  /** One item, strongly consistent, or undefined. An item that does not fit its schema throws: never trust a cast. */
  get<Schema extends z.ZodType>(key: Key, schema: Schema): Promise<z.infer<Schema> | undefined>;
  query<Schema extends z.ZodType>(query: Query, schema: Schema): Promise<z.infer<Schema>[]>;
  /** All of it or nothing. See `transact.ts` for what is thrown. */
  transact(writes: readonly Write[]): Promise<void>;
}

export const documentClient = () =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });

export const ledgerTable = (tableName: string, client: DynamoDBDocumentClient = documentClient()): Table => ({
  async get(key, schema) {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { pk: key.pk, sk: key.sk }, ConsistentRead: true }),
    );
    return Item && schema.parse(Item);
  },
  async query(query, schema) {
    const items: unknown[] = [];
    let startKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({ TableName: tableName, ...conditions(query), ExclusiveStartKey: startKey }),
      );
      items.push(...(page.Items ?? []));
      startKey = page.LastEvaluatedKey;
    } while (startKey && items.length < (query.limit ?? Number.POSITIVE_INFINITY));
    return z.array(schema).parse(items.slice(0, query.limit));
  },
  transact: (writes) => transactWrites(client, tableName, writes),
});

const conditions = ({ pk, prefix, until, index, descending, limit }: Query) => ({
  IndexName: index?.name,
  // A global secondary index has no strongly consistent read.
  ConsistentRead: index === undefined,
  ScanIndexForward: !descending,
  Limit: limit,
  KeyConditionExpression: `#pk = :pk${prefix === undefined ? '' : ' AND begins_with(#sk, :prefix)'}${until === undefined ? '' : ' AND #sk <= :until'}`,
  ExpressionAttributeNames: {
    '#pk': index?.pk ?? 'pk',
    ...((prefix !== undefined || until !== undefined) && { '#sk': index?.sk ?? 'sk' }),
  },
  ExpressionAttributeValues: {
    ':pk': pk,
    ...(prefix !== undefined && { ':prefix': prefix }),
    ...(until !== undefined && { ':until': until }),
  },
});
