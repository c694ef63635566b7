/** DynamoDB for intake: the only file of this capability with expressions. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PostQuarantined } from '../../events/post-quarantined.ts';
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import type { Stamp } from '../platform/stamp.ts';
import { eventWrite } from '../platform/table/event-item.ts';
import { keys, waitingFor } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import { intakeReader } from './read.ts';
import { type KeptPost, type QuarantinedPost, Receipt } from './receipt.ts';

export type IntakeStore = ReturnType<typeof intakeStore>;

const compressed = promisify(gzip);

/** A sender that repeats a post does so within days; TTL removes receipts a month after. */
const RECEIPT_DAYS = 30;

export const intakeStore = (table: Table, stamp: Stamp) => ({
  ...intakeReader(table),

  receipt: (sourceId: string, webhookId: string) => table.get(keys.receipt(sourceId, webhookId), Receipt),

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
  /** The post and the event that tells the owner of it. `body` is raw here and compressed in the table. */
  async quarantineWrites(post: QuarantinedPost, cause: Cause): Promise<Write[]> {
    const { receiptId, sourceId, reason } = post;
    const event = draftEvent(PostQuarantined, { receiptId, sourceId, reason }, cause, stamp);
    const key = keys.quarantined(post.programId, receiptId);
    const body = await compressed(post.body);
    const waiting = { waitingFor: waitingFor.quarantine(post.programId), waitingSince: post.receivedAt };
    return [
      { put: { ...key, entity: 'QuarantinedPost', ...post, body, ...waiting }, ...isNew },
      eventWrite(keys.post(receiptId), 1, event),
    ];
  },
  /** As above, without an event: nobody waits for it. */
  async keptWrite(post: KeptPost): Promise<Write> {
    const body = await compressed(post.body);
    return { put: { ...keys.keptPost(post.programId, post.receiptId), entity: 'KeptPost', ...post, body }, ...isNew };
  },
  save: (writes: readonly Write[]) => table.transact(writes),
});
