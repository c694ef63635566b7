import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { Attempt, EmployeeId, Slug } from './ids.ts';

/** The earner took the submission back before it was decided. */
export const SubmissionWithdrawn = defineEvent(
  'submission.withdrawn',
  1,
  z.object({ submissionId: z.uuid(), attempt: Attempt, badgeId: Slug, earnerId: EmployeeId }),
  { summary: 'An earner withdrew a submission before a decision.', key: (data) => data.submissionId },
);
