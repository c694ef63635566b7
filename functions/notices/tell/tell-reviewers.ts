/** Hears `submission.created`: the reviewers are asked, and the owner is told where there is nobody to ask. */
import type { DetailOf } from '../../../events/define-event.ts';
import type { SubmissionCreated } from '../../../events/submission-created.ts';
import type { Tell } from './tell.ts';

export const tellReviewers =
  ({ tell }: { tell: Tell }) =>
  async ({ metadata: { programId }, data: { submissionId, attempt } }: DetailOf<typeof SubmissionCreated>) => {
    const asked = await tell({ kind: 'review-wanted', programId, submissionId, attempt });
    if (asked === 0) await tell({ kind: 'reviewer-missing', programId, submissionId, attempt });
  };
