/** What is kept of an award. */
import * as z from 'zod';
import { Attempt, BadgeVersion, EmployeeId, Slug } from '../../events/ids.ts';

/** The fact that an earner holds a badge. It never changes. */
export const Award = z.object({
  awardId: z.uuid(),
  programId: Slug,
  badgeId: Slug,
  /** The version that the evidence was judged by. */
  badgeVersion: BadgeVersion,
  earnerId: EmployeeId,
  submissionId: z.uuid(),
  /** The attempt that was approved. */
  attempt: Attempt,
  awardedAt: z.iso.datetime(),
  /** The number of its last event. */
  sequence: z.int().positive(),
});
export type Award = z.infer<typeof Award>;

/** Which award an earner holds for a badge; of a repeatable badge, the newest. */
export const HeldBadge = z.object({ awardId: z.uuid() });
export type HeldBadge = z.infer<typeof HeldBadge>;

/** What an approval led to. `awardId`: the award it made, or, where it was declined, the one held before. */
export const Approval = z.object({
  submissionId: z.uuid(),
  outcome: z.enum(['awarded', 'declined']),
  awardId: z.uuid(),
});
export type Approval = z.infer<typeof Approval>;
