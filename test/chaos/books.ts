/** What the clients remember of what they sent and what they were answered: the other side of the books. */
import type { Decision } from '../../functions/submissions/submission.ts';

/** What a post is meant to become, whatever the moment. `submission`: or quarantine, where another one is open. */
export type Meant = 'submission' | 'unknown-earner' | 'evidence-missing' | 'kept';

export interface SentPost {
  webhookId: string;
  /** Undefined where nobody of the program is meant. */
  employeeId: string | undefined;
  badgeId: string;
  meant: Meant;
  /** Of every answer, in order: a repetition is answered with the first receipt. */
  receiptIds: string[];
  /** What was answered instead of 202 or 200, other than failures of ours: nothing should be. */
  refusals: string[];
  /** How many times it was sent. */
  tries: number;
}

export interface SentDecision {
  submissionId: string;
  attempt: number;
  reviewerId: string;
  decision: Decision;
  /** 201: this one counted. 409: it may have, if the answer of an earlier try was lost. */
  status: number;
}

export interface SentAct {
  kind: 'share' | 'revoke';
  awardId: string;
  status: number;
}

export interface Books {
  posts: SentPost[];
  decisions: SentDecision[];
  acts: SentAct[];
}

export const newBooks = (): Books => ({ posts: [], decisions: [], acts: [] });
