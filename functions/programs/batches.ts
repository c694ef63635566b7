/** Many writes that need not happen at once, in transactions as large as DynamoDB takes them. */
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/transact.ts';

/** DynamoDB takes 100 items and 4 MB in a transaction; JSON is about as long as the items are, so half is kept free. */
const MOST_WRITES = 100;
const MOST_BYTES = 2_000_000;
const AT_ONCE = 8;

/** Packs groups into transactions, never splitting one. A group is far smaller than a transaction. */
export const batches = (groups: readonly (readonly Write[])[]): Write[][] => {
  const packed: Write[][] = [];
  let batch: Write[] = [];
  let bytes = 0;
  for (const group of groups) {
    const size = Buffer.byteLength(JSON.stringify(group));
    if (batch.length > 0 && (batch.length + group.length > MOST_WRITES || bytes + size > MOST_BYTES)) {
      packed.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(...group);
    bytes += size;
  }
  return batch.length > 0 ? [...packed, batch] : packed;
};

/** Writes every transaction, a few at once. The first that fails is thrown, and none is begun after it. */
export const writeAll = async (table: Pick<Table, 'transact'>, transactions: readonly Write[][]): Promise<void> => {
  const waiting = [...transactions];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        await table.transact(next);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
};
