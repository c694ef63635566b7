import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { Attempt, EmployeeId } from './ids.ts';

/** A reviewer opened the attempt: the earner can see that somebody reads it. */
export const ReviewStarted = defineEvent(
  'review.started',
  1,
  z.object({ submissionId: z.uuid(), attempt: Attempt, reviewerId: EmployeeId }),
  { summary: 'A reviewer opened an attempt.', key: (data) => data.submissionId },
);
