import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId, Slug } from './ids.ts';

/** A post left the quarantine as a submission, or as the next attempt of one: `submission.created` follows from it. */
export const PostReplayed = defineEvent(
  'post.replayed',
  1,
  z.object({ receiptId: z.uuid(), sourceId: Slug, submissionId: z.uuid(), replayedBy: EmployeeId }),
  { summary: 'A post that waited in quarantine became a submission.', key: (data) => data.receiptId },
);
