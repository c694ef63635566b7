/**
 * A claim says who is being told of what, before the mail is sent: an e-mail cannot be undone, and SES knows no idempotency
 * token. Pure.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { EmployeeId, Slug } from '../../../events/ids.ts';
import { naturalKey, Occasion } from '../matters/occasion.ts';

/**
 * What is wrong with a notice, for whoever answers for the program to see. refused: by SES, for this address. bounced: by the
 * other side. unreachable: no address of the recipient is left that takes mail, and nothing was sent. unknown: two sendings,
 * and nothing was ever heard of either. complained: it arrived, and was marked as spam.
 */
export const Trouble = z.enum(['refused', 'bounced', 'unreachable', 'unknown', 'complained']);
export type Trouble = z.infer<typeof Trouble>;

/**
 * claimed: somebody sends it now, or died doing so. sent: SES took it. gone: what it tells of, or the recipient, is no
 * longer there. gathered: it stands in a digest, or will.
 */
export const ClaimState = z.enum(['claimed', 'sent', 'gone', 'gathered', ...Trouble.options]);
export type ClaimState = z.infer<typeof ClaimState>;
export type Outcome = Exclude<ClaimState, 'claimed' | 'gathered'>;

/** A notice in this trouble did not arrive, and may be sent again by hand. */
export const didNotArrive = (state: ClaimState) => state !== 'complained' && Trouble.safeParse(state).success;

export const Claim = z.object({
  claimId: z.string(),
  programId: Slug,
  /** Absent where the recipient is no member: then the occasion alone says who it is. */
  employeeId: EmployeeId.optional(),
  occasion: Occasion,
  /** Which sending: 1, or 2 by the settler. There is no third. */
  attempt: z.union([z.literal(1), z.literal(2)]),
  /** How often somebody had it sent again by hand: what SES says of an earlier sending does not count any more. */
  resent: z.int().nonnegative().default(0),
  state: ClaimState,
  claimedAt: z.iso.datetime(),
  /** Nobody who sends it is at it any longer than this. */
  leaseUntil: z.iso.datetime(),
  messageId: z.string().optional(),
  reason: z.string().optional(),
  settledAt: z.iso.datetime().optional(),
});
export type Claim = z.infer<typeof Claim>;

/** Longer than any function runs that sends mail (2 minutes, the settler). */
const LEASE_MINUTES = 3;
/** SES tells of a sending within seconds, as a rule; its events are best effort. */
const PATIENCE_MINUTES = 15;

const plusMinutes = (time: Date, minutes: number) => new Date(time.getTime() + minutes * 60_000);

export const leaseFrom = (now: Date): string => plusMinutes(now, LEASE_MINUTES).toISOString();

/** Claims whose lease ended by this time and which are still unsettled must be decided. */
export const dueBefore = (now: Date): Date => plusMinutes(now, -PATIENCE_MINUTES);

/** The same for the same person and occasion; 43 letters that a message tag may hold, and that say nothing of either. */
export const claimIdOf = (occasion: Occasion, employeeId: string | undefined): string =>
  createHash('sha256')
    .update([occasion.programId, naturalKey(occasion), employeeId ?? ''].join('\n'))
    .digest('base64url');

export const firstClaim = (occasion: Occasion, employeeId: string | undefined, now: Date): Claim => ({
  claimId: claimIdOf(occasion, employeeId),
  programId: occasion.programId,
  employeeId,
  occasion,
  attempt: 1,
  resent: 0,
  state: 'claimed',
  claimedAt: now.toISOString(),
  leaseUntil: leaseFrom(now),
});

/** What a claim may have been before an outcome: what is heard late or twice never undoes what is known better. */
export const MAY_BECOME: Readonly<Record<Outcome, readonly ClaimState[]>> = {
  sent: ['claimed', 'unknown'],
  refused: ['claimed', 'unknown', 'sent'],
  bounced: ['claimed', 'unknown', 'sent'],
  gone: ['claimed'],
  unreachable: ['claimed'],
  unknown: ['claimed'],
  complained: ['claimed', 'unknown', 'sent'],
};
