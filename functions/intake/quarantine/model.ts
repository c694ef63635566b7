/** What may become of a post in quarantine. Pure: (post, what was decided) -> the next post and the event that tells of it. */
import type { DataOf, EventDefinition } from '../../../events/define-event.ts';
import { PostAttributed } from '../../../events/post-attributed.ts';
import { type Dismissal, PostDismissed } from '../../../events/post-dismissed.ts';
import { PostQuarantined } from '../../../events/post-quarantined.ts';
import { PostReplayed } from '../../../events/post-replayed.ts';
import { Refused } from '../../platform/errors.ts';
import type { Quarantined } from '../model.ts';
import type { QuarantinedPost } from './quarantined-post.ts';

/** A change of a post and what it is told with. */
export interface Step<E extends EventDefinition = EventDefinition> {
  next: QuarantinedPost;
  event: E;
  data: DataOf<E>;
}

export type Obstacle = Pick<Quarantined, 'reason' | 'problems'> & Partial<Pick<Quarantined, 'earnerId'>>;
export type Arrived = Pick<QuarantinedPost, 'receiptId' | 'programId' | 'sourceId' | 'webhookId' | 'receivedAt'>;

/** Who decided, and when. */
export interface By {
  by: string;
  at: string;
}

const told = (next: QuarantinedPost): Step<typeof PostQuarantined> => {
  const { receiptId, sourceId, reason } = next;
  return { next, event: PostQuarantined, data: { receiptId, sourceId, reason } };
};

/** A post that just came and cannot be mapped. */
export const setAside = (arrived: Arrived, obstacle: Obstacle, correlationId: string): Step<typeof PostQuarantined> =>
  told({ ...arrived, ...standing(obstacle), correlationId, state: 'waiting', sequence: 1 });

/** What stands in its way today; undefined where that is what stood there before. */
export const stillWaits = (post: QuarantinedPost, obstacle: Obstacle): Step<typeof PostQuarantined> | undefined => {
  const found = standing(obstacle);
  const before = standing(post);
  if (JSON.stringify(found) === JSON.stringify(before)) return undefined;
  return told({ ...advanced(post), ...found });
};

const standing = ({
  reason,
  problems,
  earnerId,
}: Obstacle): Pick<QuarantinedPost, 'reason' | 'problems' | 'earnerId'> => ({
  reason,
  problems: distinct(problems).map(({ at, code, words }) => ({ at, code, ...(words !== undefined && { words }) })),
  earnerId,
});

/** Each once, and no more than a person reads: a list that is wrong in every element would not fit into an item (400 KB). */
const MOST_PROBLEMS = 50;
const distinct = (problems: Obstacle['problems']) =>
  [...new Map(problems.map((one) => [`${one.at} ${one.code}`, one])).values()].slice(0, MOST_PROBLEMS);

/** It became this submission. */
export const replayed = (post: QuarantinedPost, submissionId: string, { by, at }: By): Step<typeof PostReplayed> => {
  const { receiptId, sourceId } = post;
  const next = { ...advanced(post), state: 'replayed', resolvedAt: at, resolvedBy: by, submissionId } as const;
  return { next, event: PostReplayed, data: { receiptId, sourceId, submissionId, replayedBy: by } };
};

/** Nothing is to come of it. Undefined when that was said before: the first word stands. */
export const dismissed = (
  post: QuarantinedPost,
  dismissal: Dismissal,
  { by, at }: By,
): Step<typeof PostDismissed> | undefined => {
  if (post.state === 'dismissed') return undefined;
  const { receiptId, sourceId } = post;
  const next = { ...advanced(post), state: 'dismissed', resolvedAt: at, resolvedBy: by, dismissal } as const;
  return { next, event: PostDismissed, data: { receiptId, sourceId, dismissal, dismissedBy: by } };
};

/** Whether its earner may be named here. Whom the post itself names, if the program knows them, always goes before. */
export const mayAttribute = ({ state, earnerId, attributedTo }: QuarantinedPost) =>
  state === 'waiting' && (earnerId === undefined || attributedTo !== undefined);

/** It is this member's, by the owner's word. Undefined when that was said before. */
export const attributed = (
  post: QuarantinedPost,
  earnerId: string,
  attributedBy: string,
): Step<typeof PostAttributed> | undefined => {
  demandWaiting(post);
  if (!mayAttribute(post)) {
    throw new Refused('post-earner-known', { message: 'This post names its earner already. It stays that member’s.' });
  }
  if (post.attributedTo === earnerId) return undefined;
  const { receiptId, sourceId } = post;
  const next = { ...advanced(post), attributedTo: earnerId };
  return { next, event: PostAttributed, data: { receiptId, sourceId, earnerId, attributedBy } };
};

const advanced = (post: QuarantinedPost): QuarantinedPost => {
  demandWaiting(post);
  return { ...post, sequence: post.sequence + 1 };
};

/** Refuses with `post-resolved`. */
export const demandWaiting = ({ state }: QuarantinedPost) => {
  if (state === 'waiting') return;
  throw new Refused('post-resolved', {
    message: `This post is ${state} already: nothing was changed. Read it again.`,
    details: { state },
  });
};
