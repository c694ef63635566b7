/** DynamoDB for the quarantine: the only file of it with expressions. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Cause, draftEvent } from '../../platform/draft-event.ts';
import type { Stamp } from '../../platform/stamp.ts';
import { eventWrite } from '../../platform/table/event-item.ts';
import { keys, waitingFor } from '../../platform/table/keys.ts';
import type { Table } from '../../platform/table/table.ts';
import { isNew, type Write } from '../../platform/table/transact.ts';
import { intakeReader } from '../read.ts';
import { Receipt } from '../receipt.ts';
import type { Step } from './model.ts';
import { QuarantinedBody, type QuarantinedPost } from './quarantined-post.ts';

export type QuarantineStore = ReturnType<typeof quarantineStore>;

const compressed = promisify(gzip);

export const quarantineStore = (table: Table, stamp: Stamp) => ({
  ...intakeReader(table),

  /** What was sent: undefined once it has become a submission. */
  sent: (programId: string, receiptId: string) =>
    table.get(keys.quarantinedBody(programId, receiptId), QuarantinedBody),
  receipt: (sourceId: string, webhookId: string) => table.get(keys.receipt(sourceId, webhookId), Receipt),

  /** A post that changed meanwhile fails them as `Stale`: read again and decide again. */
  writesOf({ next, event, data }: Step, cause: Cause, eventId = stamp.newId()): Write[] {
    const draft = draftEvent(event, data, cause, { ...stamp, newId: () => eventId });
    return [postWrite(next), eventWrite(keys.post(next.receiptId), next.sequence, draft)];
  },
  /** `body` is raw here and compressed in the table. */
  async bodyWrite({ programId, receiptId }: QuarantinedPost, body: Uint8Array): Promise<Write> {
    const key = keys.quarantinedBody(programId, receiptId);
    return { put: { ...key, entity: 'QuarantinedBody', body: await compressed(body) }, ...isNew };
  },
  bodyRemoval: ({ programId, receiptId }: QuarantinedPost): Write => ({
    key: keys.quarantinedBody(programId, receiptId),
    remove: true,
  }),
  /** The receipt says what became of its post. It must still be there, and be this post's: webhook ids may come again. */
  receiptUpdate: ({ sourceId, webhookId, receiptId }: QuarantinedPost, submissionId: string): Write => ({
    key: keys.receipt(sourceId, webhookId),
    update: 'SET outcome = :submission, submissionId = :submissionId',
    where: 'receiptId = :receiptId',
    values: { ':submission': 'submission', ':submissionId': submissionId, ':receiptId': receiptId },
  }),
  save: (writes: readonly Write[]) => table.transact(writes),
});

/** It stands in the `waiting` index by when it came, for as long as it waits. */
const postWrite = (next: QuarantinedPost): Write => {
  const { programId, receiptId, receivedAt, sequence, state } = next;
  const waits = { waitingFor: waitingFor.quarantine(programId), waitingSince: receivedAt };
  return {
    put: {
      ...keys.quarantined(programId, receiptId),
      entity: 'QuarantinedPost',
      ...next,
      ...(state === 'waiting' && waits),
    },
    ...(sequence === 1 ? isNew : isAt(sequence - 1)),
  };
};

const isAt = (was: number) => ({
  where: '#sequence = :was',
  names: { '#sequence': 'sequence' },
  values: { ':was': was },
});
