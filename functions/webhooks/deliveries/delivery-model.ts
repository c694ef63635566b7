/**
 * What may become of a delivery. Pure.
 *
 *   pending --a 2xx--> delivered          pending --the last try, or the endpoint is disabled--> failed
 *      ^                   |                                                                      |
 *      +------------------ replayed by the owner -------------------------------------------------+
 */
import type { Delivery, Outcome, Try } from './delivery.ts';

/** From a try that failed to the next one, in seconds: ten tries over three days, eight of them in the first 28 hours. */
export const SCHEDULE = [5, 300, 1800, 7200, 18_000, 36_000, 36_000, 86_400, 86_400] as const;
export const MOST_TRIES = SCHEDULE.length + 1;
/** Each wait is up to a tenth longer, so that what failed together does not come again together. */
const JITTER = 0.1;
/** The longest that an endpoint may ask to be left alone, in seconds. */
const LONGEST_PAUSE = 86_400;
const LOGGED_TRIES = 20;

/** A number from 0 up to 1, always the same for the same words. */
export type Spread = (words: string) => number;

/** How a try went, and for how many seconds the endpoint wants to be left alone. */
export interface Tried extends Try {
  pause?: number | undefined;
}

export const enlisted = (
  about: Pick<Delivery, 'webhookId' | 'programId' | 'endpointId' | 'type' | 'body' | 'happenedAt'>,
  now: Date,
): Delivery => ({ ...about, state: 'pending', dueAt: now.toISOString(), tries: 0, log: [], revision: 1 });

/** Whether it may be tried at this time. */
export const isDue = ({ state, dueAt }: Delivery, now: Date): boolean =>
  state === 'pending' && dueAt !== undefined && Date.parse(dueAt) <= now.getTime();

/** Throws for a delivery that was not to be tried: a fault of ours. */
export const afterTry = (delivery: Delivery, { pause, ...tried }: Tried, spread: Spread): Delivery => {
  if (!isDue(delivery, new Date(tried.at))) throw new Error(`${delivery.webhookId} was not to be tried.`);
  const tries = delivery.tries + 1;
  const log = [...delivery.log, tried].slice(-LOGGED_TRIES);
  const before = { ...delivery, tries, log };
  if (tried.outcome === 'accepted') return ended(before, 'delivered');
  const wait = SCHEDULE[tries - 1];
  if (wait === undefined) return ended(before, 'failed', 'out-of-tries');
  const jittered = wait * (1 + JITTER * spread(`${delivery.webhookId} ${tries}`));
  const seconds = Math.max(jittered, Math.min(pause ?? 0, LONGEST_PAUSE));
  return { ...before, dueAt: later(tried.at, seconds), revision: delivery.revision + 1 };
};

/** Nothing is sent to its endpoint any more. Undefined for one that has ended already. */
export const abandoned = (delivery: Delivery): Delivery | undefined =>
  delivery.state === 'pending' ? ended(delivery, 'failed', 'endpoint-disabled') : undefined;

/** From the beginning, under the same id, also where it was delivered once. Undefined for one that is pending already. */
export const replayed = (delivery: Delivery, now: Date): Delivery | undefined => {
  if (delivery.state === 'pending') return undefined;
  const { why: _, ...rest } = delivery;
  return { ...rest, state: 'pending', dueAt: now.toISOString(), tries: 0, revision: delivery.revision + 1 };
};

const ended = (delivery: Delivery, state: 'delivered' | 'failed', why?: Delivery['why']): Delivery => {
  const { dueAt: _, ...rest } = delivery;
  return { ...rest, state, ...(why && { why }), revision: delivery.revision + 1 };
};

const later = (at: string, seconds: number) => new Date(Math.ceil(Date.parse(at) + seconds * 1000)).toISOString();

/** What an answer is, by its status. */
export const outcomeOf = (status: number): Outcome => {
  if (status >= 200 && status < 300) return 'accepted';
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 410) return 'gone';
  return status === 429 || status === 503 ? 'busy' : 'rejected';
};

/** `Retry-After` in seconds from now, whichever of its two forms it has (RFC 9110, section 10.2.3). */
export const pauseOf = (retryAfter: string | undefined, now: Date): number | undefined => {
  if (retryAfter === undefined) return undefined;
  const text = retryAfter.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  return seconds > 0 ? Math.min(seconds, LONGEST_PAUSE) : undefined;
};
