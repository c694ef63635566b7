/** DynamoDB for intake: the only file of this capability with expressions. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Stamp } from '../platform/stamp.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import type { Source } from '../programs/read.ts';
import { quarantineStore } from './quarantine/store.ts';
import type { KeptPost, Receipt } from './receipt.ts';

export type IntakeStore = ReturnType<typeof intakeStore>;

const compressed = promisify(gzip);

/** A sender that repeats a post does so within days; TTL removes receipts a month after. */
const RECEIPT_DAYS = 30;

/** A count means nothing after its minute. */
const COUNT_SECONDS = 2 * 3600;

export const intakeStore = (table: Table, stamp: Stamp) => ({
  ...quarantineStore(table, stamp),

  /** A second post with this id finds the receipt taken: `Stale`, and whoever reads again finds the first answer. */
  receiptWrite: (receipt: Receipt): Write => ({
    put: {
      ...keys.receipt(receipt.sourceId, receipt.webhookId),
      entity: 'Receipt',
      ...receipt,
      expiresAt: Math.floor(Date.parse(receipt.receivedAt) / 1000) + RECEIPT_DAYS * 86_400,
    },
    ...isNew,
  }),
  /** Counts a post of this source in this minute, or answers false where it has sent as many as it may. */
  countPost: ({ sourceId, rateLimit }: Pick<Source, 'sourceId' | 'rateLimit'>, time: Date): Promise<boolean> =>
    table.count({
      key: keys.postCount(sourceId, time.toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length)),
      ...{ entity: 'PostCount', most: rateLimit, expiresAt: Math.floor(time.getTime() / 1000) + COUNT_SECONDS },
    }),
  /** Without an event: nobody waits for it. `body` is raw here and compressed in the table. */
  async keptWrite(post: KeptPost): Promise<Write> {
    const body = await compressed(post.body);
    return { put: { ...keys.keptPost(post.programId, post.receiptId), entity: 'KeptPost', ...post, body }, ...isNew };
  },
});
