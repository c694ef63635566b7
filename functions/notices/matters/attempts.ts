/** Who hears of an attempt and its review, and what they may know of it. */

import { withBadge } from './badge.ts';
import type { Read } from './matter.ts';
import type { OccasionOf } from './occasion.ts';
import type { Program, Readers } from './readers.ts';
import { answerable, isNot, only } from './recipients.ts';

interface OfAttempt {
  badgeName: string;
  submissionId: string;
  attempt: number;
}

/** A word of the reviewer, by criterion. */
export interface Comment {
  criterion: string;
  level: string;
  text: string;
}

export interface Reviewed extends OfAttempt {
  /** What the reviewer says to the whole. */
  remark: string | undefined;
  comments: Comment[];
  mayTryAgain: boolean;
}

export interface OfAttempts {
  'submission-received': OfAttempt;
  /** Without the earner's name: it stands on the page, behind the sign-in. A mail is forwarded, and kept where nothing is erased. */
  'review-wanted': OfAttempt;
  'reviewer-missing': OfAttempt;
  returned: Reviewed;
  'not-yet': Reviewed;
}

type Submitted = OccasionOf<'submission-received' | 'review-wanted' | 'reviewer-missing'>;

export const submitted = async (
  readers: Readers,
  program: Program,
  occasion: Submitted,
): Promise<Read<Submitted['kind']>> => {
  const { programId, submissionId, attempt } = occasion;
  const found = await submissionOf(readers, programId, submissionId);
  if (!found) return undefined;
  const { earnerId, badge } = found;
  const known = { badgeName: badge.name, submissionId, attempt };
  if (occasion.kind === 'submission-received') return { recipients: await only(readers, programId, earnerId), known };
  const reviewers = (await readers.programs.membersWithRole(programId, 'reviewer')).filter(isNot(earnerId));
  if (occasion.kind === 'review-wanted') return { recipients: reviewers, known };
  return { recipients: reviewers.length > 0 ? [] : await answerable(readers, programId, program), known };
};

export const reviewed = async (
  readers: Readers,
  { policy }: Program,
  { programId, submissionId, attempt }: OccasionOf<'returned' | 'not-yet'>,
): Promise<Read<'returned' | 'not-yet'>> => {
  const [found, review] = await Promise.all([
    submissionOf(readers, programId, submissionId),
    readers.submissions.review(submissionId, attempt),
  ]);
  if (!found || !review) return undefined;
  const { badge, earnerId } = found;
  const comments = review.criteria.flatMap(({ criterion, level, comment }): Comment[] => {
    const of = badge.rubric.find(({ id }) => id === criterion);
    const reached = of?.levels.find(({ id }) => id === level);
    return comment === undefined
      ? []
      : [{ criterion: of?.name ?? criterion, level: reached?.name ?? level, text: comment }];
  });
  const mayTryAgain = policy.resubmitAfterDenial;
  const known = { badgeName: badge.name, submissionId, attempt, remark: review.comment, comments, mayTryAgain };
  return { recipients: await only(readers, programId, earnerId), known };
};

const submissionOf = async ({ submissions, programs }: Readers, programId: string, submissionId: string) => {
  const submission = await submissions.get(submissionId);
  if (!submission) return undefined;
  return withBadge(await programs.badgeVersion(programId, submission.badgeId, submission.badgeVersion), submission);
};
