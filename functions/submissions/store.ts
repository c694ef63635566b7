/** DynamoDB for submissions: the only file of this capability with expressions. */
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import type { Stamp } from '../platform/stamp.ts';
import { EventItem, eventWrite } from '../platform/table/event-item.ts';
import { indexes, keys } from '../platform/table/keys.ts';
import type { PageOf, PageQuery, Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import type { Step } from './model.ts';
import { submissionReader } from './read.ts';
import { type AttemptRecord, type Review, Submission, type SubmissionState } from './submission.ts';

export type SubmissionStore = ReturnType<typeof submissionStore>;

export const submissionStore = (table: Table, stamp: Stamp) => ({
  ...submissionReader(table),

  /**
   * The writes of a step: the submission, its event, and what is kept beside. A submission that changed meanwhile fails
   * them as `Stale`: read again and decide again.
   */
  writesOf(step: Step, cause: Cause): Write[] {
    const event = draftEvent(step.event, step.data, cause, stamp);
    return [
      submissionWrite(step.next, step.next.sequence - 1),
      eventWrite(keys.submission(step.next.submissionId), step.next.sequence, event),
    ];
  },
  attemptWrite: (submissionId: string, attempt: AttemptRecord): Write => ({
    put: { ...keys.attempt(submissionId, attempt.attempt), entity: 'Attempt', ...attempt },
    ...isNew,
  }),
  reviewWrite: (submissionId: string, review: Review): Write => ({
    put: { ...keys.review(submissionId, review.attempt), entity: 'Review', ...review },
    ...isNew,
  }),
  /** Points the earner's slot for this badge at a new submission; `replaces` is the one it must still point at. */
  currentWrite: ({ programId, earnerId, badgeId, submissionId }: Submission, replaces: string | undefined): Write => ({
    put: { ...keys.currentSubmission(programId, earnerId, badgeId), entity: 'CurrentSubmission', submissionId },
    ...(replaces === undefined ? isNew : { where: 'submissionId = :replaces', values: { ':replaces': replaces } }),
  }),
  save: (writes: readonly Write[]) => table.transact(writes),
  /** A change that no event of its own tells of. */
  saveState: (next: Submission) => table.transact([submissionWrite(next, next.sequence)]),

  /** Longest in this state first. */
  inState: (
    programId: string,
    state: SubmissionState,
    part: Pick<PageQuery, 'limit' | 'after'>,
  ): Promise<PageOf<Submission>> =>
    table.page({ pk: programState(programId, state), index: indexes.submissionsByState, ...part }, Submission),
  /** Everything that happened to it, oldest first. */
  history: (submissionId: string) =>
    table.query({ pk: keys.submission(submissionId).pk, prefix: keys.events.prefix }, EventItem),
});

const programState = (programId: string, state: SubmissionState) => `${encodeURIComponent(programId)}#${state}`;

const submissionWrite = (next: Submission, was: number): Write => ({
  put: {
    ...keys.submission(next.submissionId),
    entity: 'Submission',
    ...next,
    programState: programState(next.programId, next.state),
  },
  ...(was === 0 ? isNew : { where: '#sequence = :was', names: { '#sequence': 'sequence' }, values: { ':was': was } }),
});
