/**
 * The state machine of a submission. Pure: (submission, command) -> the next submission and the event that tells of it, or
 * a refusal. Nothing here knows of tables, clocks or people's names.
 */
import type { DataOf, EventDefinition } from '../../events/define-event.ts';
import { EvidenceApproved } from '../../events/evidence-approved.ts';
import { EvidenceDenied } from '../../events/evidence-denied.ts';
import { EvidenceReturned } from '../../events/evidence-returned.ts';
import { ReviewStarted } from '../../events/review-started.ts';
import { SubmissionCreated } from '../../events/submission-created.ts';
import { SubmissionWithdrawn } from '../../events/submission-withdrawn.ts';
import { Refused } from '../platform/errors.ts';
import type { Decision, Submission, SubmissionState } from './submission.ts';

/** A change of state and what it is told with. */
export interface Step<E extends EventDefinition = EventDefinition> {
  next: Submission;
  event: E;
  data: DataOf<E>;
}

type Command = 'send' | 'open' | 'approve' | 'return' | 'deny' | 'withdraw' | 'mark-awarded';

/** Every legal step. What is not here is refused and changes nothing. */
const STEPS: Readonly<Record<SubmissionState, Partial<Record<Command, SubmissionState>>>> = {
  submitted: { open: 'in-review', approve: 'approved', return: 'returned', deny: 'denied', withdraw: 'withdrawn' },
  'in-review': { approve: 'approved', return: 'returned', deny: 'denied', withdraw: 'withdrawn' },
  returned: { send: 'submitted', withdraw: 'withdrawn' },
  approved: { 'mark-awarded': 'awarded' },
  denied: {},
  withdrawn: {},
  awarded: {},
};

/** Whether a post for the same badge finds this submission in its way. */
export const isOpen = ({ state }: Pick<Submission, 'state'>) =>
  state === 'submitted' || state === 'in-review' || state === 'approved';

const advance = (submission: Submission, command: Command, at: string): Submission => {
  const state = STEPS[submission.state][command];
  if (!state) {
    throw new Refused('transition-illegal', {
      message: `This submission is ${submission.state}: it cannot take "${command}" any more. Read it again.`,
      details: { state: submission.state },
    });
  }
  return { ...submission, state, sequence: submission.sequence + 1, changedAt: at };
};

interface Opening extends Pick<Submission, 'submissionId' | 'programId' | 'badgeId' | 'badgeVersion' | 'earnerId'> {
  sourceId: string;
  at: string;
}

/** The first attempt of a new submission. */
export const open = ({ sourceId, at, ...ids }: Opening): Step<typeof SubmissionCreated> =>
  created({ ...ids, state: 'submitted', attempt: 1, sequence: 1, submittedAt: at, changedAt: at }, sourceId);

/** The next attempt of a returned submission. */
export const sendAgain = (submission: Submission, { sourceId, at }: Pick<Opening, 'sourceId' | 'at'>) =>
  created({ ...advance(submission, 'send', at), attempt: submission.attempt + 1 }, sourceId);

const created = (next: Submission, sourceId: string): Step<typeof SubmissionCreated> => {
  const { submissionId, attempt, badgeId, badgeVersion, earnerId } = next;
  return { next, event: SubmissionCreated, data: { submissionId, attempt, badgeId, badgeVersion, earnerId, sourceId } };
};

/** A reviewer opened the attempt. Undefined when it is open already: reading twice is no step. */
export const startReview = (
  submission: Submission,
  reviewerId: string,
  at: string,
): Step<typeof ReviewStarted> | undefined => {
  notOwnWork(submission, reviewerId);
  if (submission.state === 'in-review') return undefined;
  const { submissionId, attempt } = submission;
  return { next: advance(submission, 'open', at), event: ReviewStarted, data: { submissionId, attempt, reviewerId } };
};

interface Judged {
  reviewId: string;
  reviewerId: string;
  attempt: number;
  decision: Decision;
  at: string;
}

const DECISIONS = { approve: EvidenceApproved, return: EvidenceReturned, deny: EvidenceDenied } as const;

/** One reviewer decides one attempt. */
export const decide = (submission: Submission, judged: Judged): Step<(typeof DECISIONS)[Decision]> => {
  notOwnWork(submission, judged.reviewerId);
  if (judged.attempt !== submission.attempt) {
    throw new Refused('attempt-outdated', {
      message: `Attempt ${judged.attempt} is not the one to judge: attempt ${submission.attempt} is. Read the submission again.`,
      details: { attempt: submission.attempt },
    });
  }
  const next = advance(submission, judged.decision, judged.at);
  const { submissionId, attempt, badgeId, badgeVersion, earnerId } = next;
  const data = { submissionId, attempt, badgeId, badgeVersion, earnerId, reviewId: judged.reviewId };
  return { next, event: DECISIONS[judged.decision], data };
};

/** The earner takes it back. */
export const withdraw = (submission: Submission, earnerId: string, at: string): Step<typeof SubmissionWithdrawn> => {
  if (submission.earnerId !== earnerId) {
    throw new Refused('not-yours', { status: 403, message: 'Only the earner withdraws a submission.' });
  }
  const next = advance(submission, 'withdraw', at);
  const { submissionId, attempt, badgeId } = next;
  return { next, event: SubmissionWithdrawn, data: { submissionId, attempt, badgeId, earnerId } };
};

/** The badge is held: an answer to `badge.awarded` or `award.declined`, which tell of it already: no event of its own. */
export const markAwarded = (submission: Submission, at: string): Submission | undefined =>
  submission.state === 'awarded'
    ? undefined
    : { ...advance(submission, 'mark-awarded', at), sequence: submission.sequence };

const notOwnWork = (submission: Submission, reviewerId: string) => {
  if (submission.earnerId !== reviewerId) return;
  throw new Refused('own-submission', {
    status: 403,
    message: 'Nobody reviews their own submission. Leave it to another reviewer.',
  });
};
