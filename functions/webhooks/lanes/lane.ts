/**
 * The lane of an endpoint: one sender at a time works through what is due there, a slice of time and a few posts at once. So an
 * endpoint that is slow, or has thousands of deliveries, keeps nobody waiting but itself. Pure.
 */
import * as z from 'zod';
import { Slug } from '../../../events/ids.ts';
import type { Try } from '../deliveries/delivery.ts';

/** How it went lately. */
const Health = z.object({
  succeededAt: z.iso.datetime().optional(),
  failedAt: z.iso.datetime().optional(),
  /** The first failure since the last success, and how many there were. */
  failingSince: z.iso.datetime().optional(),
  failures: z.int().nonnegative(),
});
export type Health = z.infer<typeof Health>;
export const UNTRIED: Health = { failures: 0 };

export const Lane = z.object({
  programId: Slug,
  endpointId: z.uuid(),
  /** How often somebody said that there is something to do. */
  wakes: z.int().nonnegative(),
  /** Until when one sender has it. A sender that dies has it no longer than this. */
  leaseUntil: z.iso.datetime().optional(),
  /** The endpoint asked to be left alone until then. */
  pausedUntil: z.iso.datetime().optional(),
  health: Health.default(UNTRIED),
});
export type Lane = z.infer<typeof Lane>;

/** Longer than a function runs that sends. */
const LEASE_SECONDS = 45;
const plus = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1000);
export const leaseFrom = (now: Date): Date => plus(now, LEASE_SECONDS);

export const healthAfter = (health: Health, { at, outcome }: Try): Health =>
  outcome === 'accepted'
    ? { ...health, succeededAt: later(health.succeededAt, at), failingSince: undefined, failures: 0 }
    : {
        ...health,
        failedAt: later(health.failedAt, at),
        failingSince: health.failingSince ?? at,
        failures: health.failures + 1,
      };

const later = (one: string | undefined, other: string) => (one !== undefined && one > other ? one : other);

const PATIENCE_DAYS = 5;
/** All tries of one delivery: one failure before a silence of a week, and one after it, are no reason. */
const PATIENCE_FAILURES = 10;

/** Whether an endpoint that is enabled since then has taken nothing for so long, although it was tried often enough. */
export const isHopeless = ({ failingSince, failures }: Health, now: Date): boolean =>
  failingSince !== undefined &&
  failures >= PATIENCE_FAILURES &&
  plus(new Date(failingSince), PATIENCE_DAYS * 86_400) <= now;

/** A pause that was asked for before the endpoint was enabled, or had this address, is over. */
export const pauseSince = ({ failedAt }: Health, pausedUntil: string | undefined, since: string) =>
  failedAt !== undefined && failedAt < since ? undefined : pausedUntil;

/** What counts since an endpoint is enabled, or has its address: what failed before is forgiven. */
export const healthSince = (health: Health, since: string): Health =>
  health.failingSince !== undefined && health.failingSince < since
    ? { ...health, failingSince: undefined, failures: 0 }
    : health;
