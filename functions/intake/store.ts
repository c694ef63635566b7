/** DynamoDB for intake: the only file of this capability with expressions. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Stamp } from '../platform/stamp.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import { quarantineStore } from './quarantine/store.ts';
import type { KeptPost, Receipt } from './receipt.ts';

export type IntakeStore = ReturnType<typeof intakeStore>;

const compressed = promisify(gzip);

/** A sender that repeats a post does so within days; TTL removes receipts a month after. */
const RECEIPT_DAYS = 30;

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
  /** Without an event: nobody waits for it. `body` is raw here and compressed in the table. */
  async keptWrite(post: KeptPost): Promise<Write> {
    const body = await compressed(post.body);
    return { put: { ...keys.keptPost(post.programId, post.receiptId), entity: 'KeptPost', ...post, body }, ...isNew };
  },
});
