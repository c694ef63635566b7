import * as z from 'zod';
import { Attempt, BadgeVersion, EmployeeId, Slug } from './ids.ts';

/** What the three decisions say alike. Comments and levels stay with the review: learning must not become evaluation data. */
export const Decided = z.object({
  submissionId: z.uuid(),
  attempt: Attempt,
  badgeId: Slug,
  badgeVersion: BadgeVersion,
  earnerId: EmployeeId,
  reviewId: z.uuid(),
});
