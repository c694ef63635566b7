/** What the owner and the deputy have sent: a test, one delivery once more, or what failed of a time. */
import { notFound, Refused } from '../../platform/errors.ts';
import type { NewId, Now } from '../../platform/stamp.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { SendWake } from '../lanes/wakes.ts';
import { type Delivery, KEPT_DAYS, webhookIdOf } from './delivery.ts';
import { enlisted, replayed } from './delivery-model.ts';
import type { DeliveryStore, LaneStore } from './delivery-store.ts';
import { TEST_TYPE, testPayload } from './payload.ts';

export interface SendingAgain {
  deliveries: DeliveryStore;
  lanes: Pick<LaneStore, 'wake'>;
  wake: SendWake;
  newId: NewId;
  now: Now;
}

/** A request has 20 seconds. */
export const MOST_REPLAYS = 200;

/** Throws `webhook-endpoint-disabled`: what is begun for it would be given up at once. */
const demandEnabled = ({ disabled }: Endpoint): void => {
  if (!disabled) return;
  throw new Refused('webhook-endpoint-disabled', { message: 'Nothing is sent to this endpoint. Enable it first.' });
};

const stir = async ({ lanes, wake, now }: SendingAgain, endpoint: Endpoint) => {
  await lanes.wake(endpoint, now());
  await wake(endpoint);
};

export const sendTest = async (again: SendingAgain, endpoint: Endpoint): Promise<Delivery> => {
  demandEnabled(endpoint);
  const { programId, endpointId } = endpoint;
  const now = again.now();
  const happenedAt = now.toISOString();
  const webhookId = webhookIdOf(endpointId, { id: again.newId(), time: happenedAt });
  const body = testPayload({ programId, endpointId }, now);
  const delivery = enlisted({ webhookId, programId, endpointId, type: TEST_TYPE, body, happenedAt }, now);
  await again.deliveries.begin(delivery);
  await stir(again, endpoint);
  return delivery;
};

/** Throws 404. */
export const replayOne = async (again: SendingAgain, endpoint: Endpoint, webhookId: string): Promise<void> => {
  const delivery = await again.deliveries.get(endpoint.endpointId, webhookId);
  if (!delivery) throw notFound('delivery');
  demandEnabled(endpoint);
  await replay(again, delivery);
  await stir(again, endpoint);
};

/** Whoever came first: a delivery that is being tried already is left alone. */
const replay = async ({ deliveries, now }: SendingAgain, delivery: Delivery): Promise<boolean> => {
  const after = replayed(delivery, now());
  return after !== undefined && (await deliveries.save(delivery, after));
};

interface Replayed {
  replayed: number;
  next?: string;
}

interface Time {
  from: string;
  to: string;
}

/** How many are sent; with the time to go on from, where there may be more. */
export const replayFailed = async (again: SendingAgain, endpoint: Endpoint, time: Time): Promise<Replayed> => {
  demandEnabled(endpoint);
  const part = await replayPart(again, endpoint, time);
  // Also where none failed: a run before this one may have died between its writes and this.
  await stir(again, endpoint);
  return part;
};

const replayPart = async (again: SendingAgain, { endpointId }: Endpoint, { from, to }: Time): Promise<Replayed> => {
  const found = await again.deliveries.between(endpointId, from, to, MOST_REPLAYS);
  const failed = found.filter(({ state }) => state === 'failed');
  let count = 0;
  for (const delivery of failed) if (await replay(again, delivery)) count++;
  const last = found.length === MOST_REPLAYS ? found.at(-1) : undefined;
  return { replayed: count, ...(last && { next: nextAfter(last, found[0]) }) };
};

/** Sends what failed of all that is kept, from the oldest on, until that were at least as many as at a time: how many. */
export const replayMissed = async (again: SendingAgain, endpoint: Endpoint): Promise<number> => {
  demandEnabled(endpoint);
  const now = again.now();
  const to = now.toISOString();
  let from: string | undefined = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
  let count = 0;
  while (from !== undefined && count < MOST_REPLAYS) {
    const { replayed, next }: Replayed = await replayPart(again, endpoint, { from, to });
    count += replayed;
    from = next;
  }
  // Once for all, also where none failed: as for `replayFailed`.
  await stir(again, endpoint);
  return count;
};

/** What happened in the same millisecond as the last is looked at again: replaying twice sends once. */
const nextAfter = (last: Delivery, first: Delivery | undefined): string =>
  last.happenedAt === first?.happenedAt ? new Date(Date.parse(last.happenedAt) + 1).toISOString() : last.happenedAt;
