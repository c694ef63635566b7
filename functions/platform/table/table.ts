/** The ledger table: typed reads with zod on the way out, and one way to write. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Counter, countOne } from './count.ts';
import { cursorAfter, orForeignCursor, startKeyOf } from './cursor.ts';
import type { Key } from './keys.ts';
import { orTableBusy } from './table-outage.ts';
import { transact as transactWrites, type Write } from './transact.ts';

export interface Query {
  pk: string;
  /** Sort keys that begin with this. */
  prefix?: string;
  /** Sort keys (of an index: its sort key) up to and including this. */
  until?: string;
  /** Beside `until`: sort keys from this on. */
  from?: string;
  index?: { name: string; pk: string; sk: string };
  /** Newest first. */
  descending?: boolean;
  /** At most this many items in all; without it, all are read. */
  limit?: number;
}

/** A part of a long list. */
export interface PageQuery extends Query {
  limit: number;
  /** `next` of the page before. */
  after?: string | undefined;
}

export interface PageOf<Item> {
  items: Item[];
  /** Opaque; there while there is more. */
  next?: string;
}

export interface Table {
  /** One item, strongly consistent, or undefined. An item that does not fit its schema throws: never trust a cast. */
  get<Schema extends z.ZodType>(key: Key, schema: Schema): Promise<z.infer<Schema> | undefined>;
  query<Schema extends z.ZodType>(query: Query, schema: Schema): Promise<z.infer<Schema>[]>;
  /** Refuses a cursor that is none of this list's with 400 `query-invalid`. */
  page<Schema extends z.ZodType>(query: PageQuery, schema: Schema): Promise<PageOf<z.infer<Schema>>>;
  /** All of it or nothing. See `transact.ts` for what is thrown. */
  transact(writes: readonly Write[]): Promise<void>;
  /** Counts one more, or answers false where the counter is full. See `count.ts`. */
  count(counter: Counter): Promise<boolean>;
}

export const documentClient = () =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });

export const ledgerTable = (tableName: string, client: DynamoDBDocumentClient = documentClient()): Table => ({
  async get(key, schema) {
    if (isTooLong(key)) return undefined;
    const command = new GetCommand({ TableName: tableName, Key: { pk: key.pk, sk: key.sk }, ConsistentRead: true });
    const { Item } = await client.send(command).catch(orTableBusy);
    return Item && schema.parse(Item);
  },
  query: async (query, schema) => z.array(schema).parse(await read(client, tableName, query)),
  async page({ limit, after, ...list }, schema) {
    // One more than asked for tells whether there is more.
    const start = after === undefined ? undefined : startKeyOf(list, after);
    const asked = read(client, tableName, { ...list, limit: limit + 1 }, start);
    const found = await (start === undefined ? asked : asked.catch(orForeignCursor));
    const last = found.length > limit ? found[limit - 1] : undefined;
    return { items: z.array(schema).parse(found.slice(0, limit)), ...(last && { next: cursorAfter(list, last) }) };
  },
  transact: (writes) => transactWrites(client, tableName, writes),
  count: (counter) => countOne(client, tableName, counter),
});

type Item = Record<string, unknown>;

/**
 * Nothing stands under a key that is longer than DynamoDB takes (2,048 bytes, 1,024 of the sort key), which it would refuse to
 * look for: paths hold what strangers type.
 */
const isTooLong = ({ pk, sk = '' }: { pk: string; sk?: string | undefined }) =>
  Buffer.byteLength(pk) > 2048 || Buffer.byteLength(sk) > 1024;

const read = async (client: DynamoDBDocumentClient, tableName: string, query: Query, after?: Item): Promise<Item[]> => {
  if (isTooLong({ pk: query.pk, sk: query.prefix })) return [];
  const items: Item[] = [];
  let startKey = after;
  do {
    const command = new QueryCommand({ TableName: tableName, ...conditions(query), ExclusiveStartKey: startKey });
    const page = await client.send(command).catch(orTableBusy);
    items.push(...(page.Items ?? []));
    startKey = page.LastEvaluatedKey;
  } while (startKey && items.length < (query.limit ?? Number.POSITIVE_INFINITY));
  return items.slice(0, query.limit);
};

const conditions = ({ pk, prefix, from, until, index, descending, limit }: Query) => ({
  IndexName: index?.name,
  // A global secondary index has no strongly consistent read.
  ConsistentRead: index === undefined,
  ScanIndexForward: !descending,
  Limit: limit,
  KeyConditionExpression: `#pk = :pk${prefix === undefined ? '' : ' AND begins_with(#sk, :prefix)'}${upTo(from, until)}`,
  ExpressionAttributeNames: {
    '#pk': index?.pk ?? 'pk',
    ...((prefix !== undefined || until !== undefined) && { '#sk': index?.sk ?? 'sk' }),
  },
  ExpressionAttributeValues: {
    ':pk': pk,
    ...(prefix !== undefined && { ':prefix': prefix }),
    ...(from !== undefined && { ':from': from }),
    ...(until !== undefined && { ':until': until }),
  },
});

const upTo = (from: string | undefined, until: string | undefined) => {
  if (until === undefined) return '';
  return from === undefined ? ' AND #sk <= :until' : ' AND #sk BETWEEN :from AND :until';
};
