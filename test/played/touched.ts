/** Which partitions of the table the functions touch, and what that costs each: what two stories have in common is what gets hot. */
import * as z from 'zod';
import type { OutboundRequest } from '../../lib/local/edge/exchange.ts';

export interface Units {
  read: number;
  write: number;
}
/** By partition key; of an index, `INDEX PARTITION`. */
export type Touched = Map<string, Units>;

const Value = z.record(z.string(), z.unknown());
const Item = z.record(z.string(), Value);
const Keyed = z.object({
  IndexName: z.string().optional(),
  Key: Item.optional(),
  ExpressionAttributeValues: Item.optional(),
  TransactItems: z.array(z.record(z.string(), z.object({ Item: Item.optional(), Key: Item.optional() }))).optional(),
});

const text = (value: Record<string, unknown> | undefined) => String(value?.S ?? '');

/** Adds what one request takes. Of a transaction DynamoDB says the sum alone: an item counts two units for each begun KB. */
export const touch = (
  touched: Touched,
  { operation, body }: Pick<OutboundRequest, 'operation' | 'body'>,
  units: number,
) => {
  const add = (partition: string, units: Partial<Units>) => {
    const { read, write } = touched.get(partition) ?? { read: 0, write: 0 };
    touched.set(partition, { read: read + (units.read ?? 0), write: write + (units.write ?? 0) });
  };
  const { IndexName, Key, ExpressionAttributeValues, TransactItems } = Keyed.parse(JSON.parse(body));
  if (!TransactItems) {
    const pk = text(Key?.pk ?? ExpressionAttributeValues?.[':pk']);
    if (operation === 'UpdateItem') return add(pk, { write: units });
    return add(IndexName ? `${IndexName} ${pk}` : pk, { read: units });
  }
  for (const write of TransactItems.flatMap((one) => Object.values(one))) {
    const kilobytes = Math.ceil(JSON.stringify(write.Item ?? write.Key).length / 1024);
    add(text(write.Item?.pk ?? write.Key?.pk), { write: 2 * kilobytes });
    // Into an index with the item, and out of it again when it is done: a unit each, without the price of a transaction.
    for (const [index, name] of Object.entries({ waiting: 'waitingFor', 'submissions-by-state': 'programState' })) {
      if (write.Item?.[name]) add(`${index} ${text(write.Item[name])}`, { write: 2 * kilobytes });
    }
  }
};

/** Each partition that every one of the stories touched, with what the last of them took of it. */
export const shared = (stories: readonly Touched[]): Touched => {
  const last = stories.at(-1) ?? new Map();
  return new Map([...last].filter(([partition]) => stories.every((story) => story.has(partition))));
};
