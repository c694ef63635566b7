/** Events are items beside the state they tell of: the outbox is the audit trail. */
import * as z from 'zod';
import { Metadata } from '../../../events/define-event.ts';
import type { EventDraft } from '../draft-event.ts';
import { type Key, keys, waitingFor } from './keys.ts';
import { isNew, type Write } from './transact.ts';

export const EventItem = z.object({
  pk: z.string(),
  sk: z.string(),
  entity: z.literal('Event'),
  detailType: z.string(),
  detail: z.object({ metadata: Metadata, data: z.record(z.string(), z.unknown()) }),
  /** Present until the relay has put the event on the bus. */
  waitingFor: z.string().optional(),
});
export type EventItem = z.infer<typeof EventItem>;

/** The write that belongs into the same transaction as the change of state. A taken sequence number means a stale view. */
export const eventWrite = (aggregate: Pick<Key, 'pk'>, sequence: number, event: EventDraft): Write => ({
  put: {
    ...keys.event(aggregate, sequence),
    entity: 'Event',
    detailType: event.detailType,
    key: event.key,
    detail: event.detail,
    waitingFor: waitingFor.relay(event.detail.metadata.id),
    waitingSince: event.detail.metadata.time,
  },
  ...isNew,
});
