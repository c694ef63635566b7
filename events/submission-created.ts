import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { Attempt, BadgeVersion, EmployeeId, Slug } from './ids.ts';

/** An earner sent evidence: the first attempt opens a submission, a later one answers a return. */
export const SubmissionCreated = defineEvent(
  'submission.created',
  1,
  z.object({
    submissionId: z.uuid(),
    attempt: Attempt,
    badgeId: Slug,
    badgeVersion: BadgeVersion,
    earnerId: EmployeeId,
    sourceId: Slug,
  }),
  { summary: 'An earner sent evidence for a badge.', key: (data) => data.submissionId },
);
