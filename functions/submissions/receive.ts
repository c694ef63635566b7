/** What a mapped post becomes here: the writes that open a submission or send its next attempt. */
import type { Cause } from '../platform/draft-event.ts';
import type { Stamp } from '../platform/stamp.ts';
import type { Write } from '../platform/table/transact.ts';
import { open, sendAgain } from './model.ts';
import type { SubmissionStore } from './store.ts';
import type { Evidence, Submission } from './submission.ts';

export interface MappedPost {
  programId: string;
  badgeId: string;
  badgeVersion: number;
  earnerId: string;
  sourceId: string;
  receiptId: string;
  privacyStatement: true;
  evidence: Evidence[];
}

interface Collaborators extends Stamp {
  submissions: Pick<SubmissionStore, 'writesOf' | 'attemptWrite' | 'currentWrite'>;
}

/**
 * Decides from the earner's current submission for the badge: a returned one takes the next attempt, otherwise a new one
 * opens. The caller puts the writes into one transaction with its receipt; if they fail as `Stale`, it reads and asks again.
 */
export const receive =
  ({ submissions, now, newId }: Collaborators) =>
  (
    post: MappedPost,
    cause: Cause,
    current: Submission | undefined,
  ): { submissionId: string; attempt: number; writes: Write[] } => {
    const at = now().toISOString();
    const step =
      current?.state === 'returned'
        ? sendAgain(current, { sourceId: post.sourceId, at })
        : open({ ...idsOf(post), submissionId: newId(), sourceId: post.sourceId, at });
    const { next } = step;
    const { sourceId, receiptId, privacyStatement, evidence } = post;
    const attempt = { attempt: next.attempt, sourceId, receiptId, sentAt: at, privacyStatement, evidence };
    const writes = [...submissions.writesOf(step, cause), submissions.attemptWrite(next.submissionId, attempt)];
    if (next.attempt === 1) writes.push(submissions.currentWrite(next, current?.submissionId));
    return { submissionId: next.submissionId, attempt: next.attempt, writes };
  };

const idsOf = ({ programId, badgeId, badgeVersion, earnerId }: MappedPost) => ({
  programId,
  badgeId,
  badgeVersion,
  earnerId,
});
