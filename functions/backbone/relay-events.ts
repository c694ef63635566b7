/** Stream -> bus: puts each new event on the bus and marks it. Nobody else calls the bus, so no state change is ever unsaid. */
import { Unavailable } from '../platform/errors.ts';
import type { EventItem } from '../platform/table/event-item.ts';
import type { EventBus } from './event-bus.ts';
import type { Outbox } from './outbox.ts';

export interface Collaborators {
  bus: EventBus;
  outbox: Pick<Outbox, 'relayed'>;
}

/**
 * Puts the events on the bus, in their order, and returns the first that was not taken. An event that is on the bus but
 * not yet marked goes out again after a crash: whoever hears it is idempotent by its id.
 */
export const relay = async (
  { bus, outbox }: Collaborators,
  events: readonly EventItem[],
): Promise<EventItem | undefined> => {
  const { taken, failed } = await bus.put(events);
  await Promise.all(taken.map((event) => outbox.relayed(event)));
  return failed[0];
};

/** Schedule -> bus: what the stream never delivered (24 hours of retention, a relay that was down) is put out again. */
export const sweep =
  (collaborators: Collaborators & { outbox: Pick<Outbox, 'waitingSince'> }) =>
  async (time: Date): Promise<number> => {
    const overdue = await collaborators.outbox.waitingSince(new Date(time.getTime() - OVERDUE_MS), SWEEP_LIMIT);
    const failed = overdue.length > 0 && (await relay(collaborators, overdue));
    if (failed) throw new Unavailable('bus-refused-events', { message: 'The bus did not take every event.' });
    return overdue.length;
  };

/** A relay that works needs seconds; what is older was missed. */
const OVERDUE_MS = 2 * 60_000;
/** Of each shard, so that one run ends well within its timeout. */
const SWEEP_LIMIT = 100;
