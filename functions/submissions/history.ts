/** Who did what, when and why: the events of a submission, with what the review said and the names that may be seen. */
import type { EventItem } from '../platform/table/event-item.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { Viewer } from './authority.ts';
import type { SubmissionStore } from './store.ts';
import type { Submission } from './submission.ts';

interface Collaborators {
  submissions: Pick<SubmissionStore, 'history' | 'review'>;
  programs: Pick<ProgramReader, 'member'>;
}

export interface HistoryEntry {
  what: string;
  when: string;
  attempt?: number;
  /** Left out for the earner where it was a reviewer. */
  who?: { employeeId: string; name?: string };
  /** The comment of the decision. */
  why?: string;
}

const DECISIONS = ['evidence.approved', 'evidence.returned', 'evidence.denied'];
const BY_REVIEWERS = ['review.started', ...DECISIONS];

export const historyOf =
  ({ submissions, programs }: Collaborators) =>
  async (submission: Submission, as: Viewer['as']): Promise<HistoryEntry[]> => {
    const items = await submissions.history(submission.submissionId);
    return Promise.all(items.map((item) => entryOf(item)));

    async function entryOf(item: EventItem): Promise<HistoryEntry> {
      const { data, metadata } = item.detail;
      const what = item.detailType.replace(/\.v\d+$/, '');
      const attempt = typeof data.attempt === 'number' ? data.attempt : undefined;
      const review =
        DECISIONS.includes(what) && attempt ? await submissions.review(submission.submissionId, attempt) : undefined;
      const employeeId = review?.reviewerId ?? String(data.reviewerId ?? data.earnerId);
      const hidden = as === 'earner' && BY_REVIEWERS.includes(what);
      const member = hidden ? undefined : await programs.member(submission.programId, employeeId);
      return {
        what,
        when: metadata.time,
        ...(attempt && { attempt }),
        ...(!hidden && { who: { employeeId, ...(member && { name: member.name }) } }),
        ...(review?.comment && { why: review.comment }),
      };
    }
  };
