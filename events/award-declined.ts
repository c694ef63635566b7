import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId, Slug } from './ids.ts';

/** An approval that awards nothing, because the earner already holds the badge. It is said, so that nobody waits for a second one. */
export const AwardDeclined = defineEvent(
  'award.declined',
  1,
  z.object({
    submissionId: z.uuid(),
    badgeId: Slug,
    earnerId: EmployeeId,
    heldAwardId: z.uuid(),
    reason: z.enum(['badge-already-held']),
  }),
  { summary: 'An approval awarded nothing: the earner already holds the badge.', key: (data) => data.submissionId },
);
