/** What is kept of one thing that one endpoint is told: what, and how each try went. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Slug } from '../../../events/ids.ts';

/** Longer than all tries take, and long enough to find out what went wrong, and replay it. */
export const KEPT_DAYS = 30;

/**
 * accepted: a 2xx. gone: a 410. busy: a 429 or 503. redirected: a 3xx, which is not followed. rejected: any other status. The
 * others: there was no answer.
 */
export const Outcome = z.enum([
  'accepted',
  'gone',
  'busy',
  'redirected',
  'rejected',
  'timed-out',
  'unreachable',
  'address-refused',
]);
export type Outcome = z.infer<typeof Outcome>;

export const Try = z.object({
  at: z.iso.datetime(),
  outcome: Outcome,
  status: z.int().optional(),
  milliseconds: z.int().nonnegative(),
  /** The beginning of an answer that was no 2xx: somebody else's words. */
  excerpt: z.string().optional(),
});
export type Try = z.infer<typeof Try>;

export const DeliveryState = z.enum(['pending', 'delivered', 'failed']);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const Delivery = z.object({
  /** The header `webhook-id`: the same on every try and every replay. */
  webhookId: z.string().regex(/^msg_[0-9a-z]{9}_[A-Za-z0-9_-]{22}$/),
  programId: Slug,
  endpointId: z.uuid(),
  type: z.string(),
  /** The body, as it is sent each time. */
  body: z.string(),
  /** When it happened. */
  happenedAt: z.iso.datetime(),
  state: DeliveryState,
  /** Of one that is pending: no try before this. */
  dueAt: z.iso.datetime().optional(),
  /** Of one that failed: all tries were in vain, or nothing is sent there any more. */
  why: z.enum(['out-of-tries', 'endpoint-disabled']).optional(),
  /** Since it was begun, or replayed. */
  tries: z.int().nonnegative(),
  /** The last of them, over all replays. */
  log: z.array(Try),
  /** How often it was written. */
  revision: z.int().positive(),
});
export type Delivery = z.infer<typeof Delivery>;

const TIME_DIGITS = 9;

/** The beginning of the webhook ids of whatever happened at this time. */
export const webhookIdsAt = (happenedAt: string): string =>
  `msg_${Date.parse(happenedAt).toString(36).padStart(TIME_DIGITS, '0')}`;

/** The same for the same event and endpoint, so that a subscriber knows it again; in the order of what happened. */
export const webhookIdOf = (endpointId: string, event: { id: string; time: string }): string => {
  const hash = createHash('sha256').update(`${endpointId}\n${event.id}`).digest('base64url').slice(0, 22);
  return `${webhookIdsAt(event.time)}_${hash}`;
};
