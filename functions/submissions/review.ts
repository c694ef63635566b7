/** The commands of people on a submission: start a review, decide, withdraw. */
import type { AwardReader } from '../awards/read.ts';
import { notFound, Refused } from '../platform/errors.ts';
import type { Stamp } from '../platform/stamp.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { PostedReview } from './api-routes.ts';
import { decide, startReview as startReviewStep, withdraw as withdrawStep } from './model.ts';
import { judge } from './rubric.ts';
import type { SubmissionStore } from './store.ts';
import type { Review, Submission } from './submission.ts';

export interface Collaborators extends Stamp {
  submissions: Pick<SubmissionStore, 'writesOf' | 'reviewWrite' | 'save'>;
  programs: Pick<ProgramReader, 'badgeVersion'>;
  awards: Pick<AwardReader, 'held'>;
}

/** What an outside act brings along beside its command. */
export interface Act {
  correlationId: string;
  traceparent?: string | undefined;
}

const causeOf = (submission: Submission, { correlationId, traceparent }: Act) => ({
  programId: submission.programId,
  correlationId,
  traceparent,
});

export const startReview =
  ({ submissions, now }: Collaborators) =>
  async (submission: Submission, reviewerId: string, act: Act): Promise<Submission> => {
    const step = startReviewStep(submission, reviewerId, now().toISOString());
    if (!step) return submission;
    await submissions.save(submissions.writesOf(step, causeOf(submission, act)));
    return step.next;
  };

/**
 * An approval of a badge that is held would award nothing: it is refused, so that nobody waits for a second badge.
 * `award-badge` keeps the promise where two approvals meet.
 */
const assertNotHeld = async (awards: Collaborators['awards'], { programId, earnerId, badgeId }: Submission) => {
  if (!(await awards.held(programId, earnerId, badgeId))) return;
  throw new Refused('badge-already-held', {
    message:
      'The earner holds this badge already: a second approval awards nothing. Return or deny the submission instead.',
  });
};

/** Judges against the badge version the submission began with. */
export const review =
  ({ submissions, programs, awards, now, newId }: Collaborators) =>
  async (submission: Submission, reviewerId: string, posted: PostedReview, act: Act): Promise<Review> => {
    const reviewId = newId();
    const at = now().toISOString();
    const { attempt, decision, comment, studentsNotIdentifiable } = posted;
    const step = decide(submission, { reviewId, reviewerId, attempt, decision, at });
    const badge = await programs.badgeVersion(submission.programId, submission.badgeId, submission.badgeVersion);
    if (!badge) throw notFound('badge version');
    const criteria = judge(badge.rubric, posted.criteria, decision);
    if (decision === 'approve' && !badge.repeatable) await assertNotHeld(awards, submission);
    const review: Review = { reviewId, attempt, reviewerId, criteria, decision, comment, studentsNotIdentifiable, at };
    await submissions.save([
      ...submissions.writesOf(step, causeOf(submission, act)),
      submissions.reviewWrite(submission.submissionId, review),
    ]);
    return review;
  };

export const withdraw =
  ({ submissions, now }: Collaborators) =>
  async (submission: Submission, earnerId: string, act: Act): Promise<Submission> => {
    const step = withdrawStep(submission, earnerId, now().toISOString());
    await submissions.save(submissions.writesOf(step, causeOf(submission, act)));
    return step.next;
  };
