/** Works through what is due at one endpoint, for a slice of time, and says when to come again. */
import type { Cause } from '../../platform/draft-event.ts';
import { log } from '../../platform/log.ts';
import type { Now } from '../../platform/stamp.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { Delivery } from '../deliveries/delivery.ts';
import { abandoned, afterTry, isDue, type Spread, type Tried } from '../deliveries/delivery-model.ts';
import type { DeliveryStore, LaneStore } from '../deliveries/delivery-store.ts';
import type { Send } from '../deliveries/send-delivery.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { disabled } from '../endpoints/endpoint-model.ts';
import type { EndpointStore } from '../endpoints/endpoint-store.ts';
import { type Health, healthAfter, healthSince, isHopeless, type Lane, pauseSince } from './lane.ts';
import { QUEUED_AHEAD, type SendWake, type Wake } from './wakes.ts';

/** So many posts to one endpoint at once. */
export const LANE_WIDTH = 5;
/** No try begins after so many seconds: a function has 30, and a try may take 15. */
const SLICE_SECONDS = 8;

export interface LaneWork {
  endpoints: Pick<EndpointStore, 'webhooks' | 'endpoint' | 'save'>;
  deliveries: DeliveryStore;
  lanes: LaneStore;
  send: Send;
  wake: SendWake;
  spread: Spread;
  now: Now;
}

/** What is known of an endpoint while its lane is worked in. */
interface Slice {
  health: Health;
  pausedUntil: string | undefined;
}

/** Does nothing where somebody else is at it: they will see what came meanwhile. */
export const workLane = (work: LaneWork) => {
  const { lanes, now } = work;
  return async (wake: Wake): Promise<void> => {
    const lane = await lanes.take(wake.endpointId, now());
    if (!lane) return;
    const slice: Slice = { health: lane.health, pausedUntil: lane.pausedUntil };
    try {
      await workSlice(work, wake, slice);
    } catch (error) {
      await lanes.leave(lane, slice.health, { ...slice, until: now().toISOString(), whateverCame: true });
      throw error;
    }
    await leave(work, lane, slice);
  };
};

const workSlice = async (work: LaneWork, { programId, endpointId }: Wake, slice: Slice): Promise<void> => {
  const { endpoints, now } = work;
  const end = now().getTime() + SLICE_SECONDS * 1000;
  while (now().getTime() < end) {
    const endpoint = await endpoints.endpoint(programId, endpointId);
    if (!endpoint) return;
    const did = endpoint.disabled ? await abandonSome(work, endpoint) : await trySome(work, endpoint, slice);
    if (!did) return;
  }
};

/** Whether there was anything to try. */
const trySome = async (work: LaneWork, endpoint: Endpoint, slice: Slice): Promise<boolean> => {
  const now = work.now();
  slice.pausedUntil = pauseSince(slice.health, slice.pausedUntil, endpoint.since);
  if (slice.pausedUntil !== undefined && Date.parse(slice.pausedUntil) > now.getTime()) return false;
  slice.health = healthSince(slice.health, endpoint.since);
  const pending = await pendingAt(work, endpoint, LANE_WIDTH);
  const due = pending.filter((delivery) => isDue(delivery, now));
  const tries = await Promise.allSettled(due.map((delivery) => tryOne(work, endpoint, delivery)));
  const tried = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  for (const one of tried.toSorted((a, b) => (a.at < b.at ? -1 : 1))) note(slice, one);
  await disableIfGone(work, endpoint, slice.health, tried);
  for (const one of tries) if (one.status === 'rejected') throw one.reason;
  return due.length > 0;
};

const tryOne = async ({ send, deliveries, spread }: LaneWork, endpoint: Endpoint, delivery: Delivery) => {
  const tried = await send(endpoint, delivery);
  const { endpointId, webhookId } = delivery;
  log.info('webhook-tried', { endpointId, webhookId, outcome: tried.outcome, status: tried.status });
  await deliveries.save(delivery, afterTry(delivery, tried, spread));
  return tried;
};

const note = (slice: Slice, tried: Tried): void => {
  slice.health = healthAfter(slice.health, tried);
  if (tried.pause === undefined) return;
  const until = new Date(Date.parse(tried.at) + tried.pause * 1000).toISOString();
  if (slice.pausedUntil === undefined || until > slice.pausedUntil) slice.pausedUntil = until;
};

const disableIfGone = async (
  { endpoints, now }: LaneWork,
  { programId, endpointId, url, since }: Endpoint,
  health: Health,
  tried: readonly Tried[],
): Promise<void> => {
  const gone = tried.some(({ outcome }) => outcome === 'gone');
  if (!gone && !isHopeless(health, now())) return;
  const reason = gone ? 'gone' : 'failing';
  const cause: Cause = { programId, correlationId: endpointId };
  const isDisabled = await decideAgain(async () => {
    const webhooks = await endpoints.webhooks(programId);
    const endpoint = await endpoints.endpoint(programId, endpointId);
    // Whoever changed it meanwhile has seen to it: what is known is about the one before.
    if (endpoint?.url !== url || endpoint.since !== since) return false;
    const change = disabled(webhooks, endpoint, now(), { reason });
    if (change) await endpoints.save(change, cause);
    return change !== undefined;
  });
  if (isDisabled) log.warn('webhook-endpoint-disabled', { programId, endpointId, reason });
};

/** Whether there was anything left that nothing will be sent of. */
const abandonSome = async (work: LaneWork, endpoint: Endpoint): Promise<boolean> => {
  const pending = await pendingAt(work, endpoint, 5 * LANE_WIDTH);
  for (const delivery of pending) {
    const after = abandoned(delivery);
    if (after) await work.deliveries.save(delivery, after);
  }
  return pending.length > 0;
};

const pendingAt = async ({ deliveries }: LaneWork, { endpointId }: Endpoint, limit: number): Promise<Delivery[]> => {
  const pointers = await deliveries.pending(endpointId, limit);
  const found = await Promise.all(
    pointers.map(async (due) => {
      const delivery = await deliveries.get(endpointId, due.webhookId);
      // DynamoDB forgets the one and the other when it likes: what points to nothing would stand in the way.
      if (!delivery) await deliveries.forget(endpointId, due);
      return delivery;
    }),
  );
  return found.filter((delivery) => delivery !== undefined);
};

/** What is due soon waits in the queue; the timetable finds the rest by the lane. */
const leave = async (work: LaneWork, lane: Lane & { leaseUntil: string }, slice: Slice): Promise<void> => {
  const { lanes, deliveries, endpoints, wake, now } = work;
  const [endpoint, [next]] = await Promise.all([
    endpoints.endpoint(lane.programId, lane.endpointId),
    deliveries.pending(lane.endpointId, 1),
  ]);
  const at = now().toISOString();
  const pausedUntil = slice.pausedUntil !== undefined && slice.pausedUntil > at ? slice.pausedUntil : undefined;
  const until = next && endpoint && (endpoint.disabled ? at : [next.dueAt, pausedUntil ?? ''].toSorted().at(-1));
  const left = await lanes.leave(lane, slice.health, { until, pausedUntil });
  // Somebody has said that there is more to do.
  if (!left) await lanes.leave(lane, slice.health, { until: at, pausedUntil, whateverCame: true });
  const again = left ? until : at;
  const seconds = again === undefined ? Number.POSITIVE_INFINITY : (Date.parse(again) - Date.parse(at)) / 1000;
  if (seconds <= QUEUED_AHEAD) await wake(lane, Math.max(0, seconds));
};
