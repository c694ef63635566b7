/** The attempts of a submission and the reviews that answered them, as one viewer sees them. */
import type { Viewer } from './authority.ts';
import type { SubmissionStore } from './store.ts';
import type { AttemptRecord, Review, Submission } from './submission.ts';

/** Without the reviewer where the earner reads it. */
export type SeenReview = Omit<Review, 'reviewerId'> & Partial<Pick<Review, 'reviewerId'>>;

export interface Rounds {
  attempts: AttemptRecord[];
  reviews: SeenReview[];
}

export const rounds = async (
  submissions: Pick<SubmissionStore, 'attempt' | 'review'>,
  { submissionId, attempt }: Submission,
  as: Viewer['as'],
): Promise<Rounds> => {
  const numbers = Array.from({ length: attempt }, (_, at) => at + 1);
  const [attempts, reviews] = await Promise.all([
    Promise.all(numbers.map((number) => submissions.attempt(submissionId, number))),
    Promise.all(numbers.map((number) => submissions.review(submissionId, number))),
  ]);
  const given = reviews.filter((one) => one !== undefined);
  return {
    attempts: attempts.filter((one) => one !== undefined),
    reviews: as === 'earner' ? given.map(({ reviewerId: _, ...review }) => review) : given,
  };
};
