/** What other capabilities may read of submissions. */
import * as z from 'zod';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { AttemptRecord, Review, Submission } from './submission.ts';

export { isOpen } from './model.ts';
export type { AttemptRecord, Review, Submission } from './submission.ts';

export type SubmissionReader = ReturnType<typeof submissionReader>;

const Current = z.object({ submissionId: z.uuid() });

export const submissionReader = (table: Pick<Table, 'get'>) => {
  const get = (submissionId: string) => table.get(keys.submission(submissionId), Submission);
  return {
    get,
    /** The newest submission of this earner for this badge, in whatever state. */
    async current(programId: string, earnerId: string, badgeId: string) {
      const current = await table.get(keys.currentSubmission(programId, earnerId, badgeId), Current);
      return current && get(current.submissionId);
    },
    attempt: (submissionId: string, attempt: number) => table.get(keys.attempt(submissionId, attempt), AttemptRecord),
    /** The review that decided this attempt. */
    review: (submissionId: string, attempt: number) => table.get(keys.review(submissionId, attempt), Review),
  };
};
