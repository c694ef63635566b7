/** How much waits, why, and since when. Pure. */
import type { QuarantineReason } from '../../../events/post-quarantined.ts';
import type { QuarantinedPost } from './quarantined-post.ts';

/** So many are counted, and no more: to a person, a thousand is many. */
export const TALLIED = 1000;

export interface Tally {
  total: number;
  /** There are more than were counted. */
  more: boolean;
  /** The most frequent first. */
  reasons: { reason: QuarantineReason; count: number }[];
  /** When the oldest came, as an ISO time; undefined when nothing waits. */
  oldest: string | undefined;
}

/** `posts` are the oldest first. */
export const tallyOf = (posts: readonly Pick<QuarantinedPost, 'reason' | 'receivedAt'>[], more: boolean): Tally => ({
  total: posts.length,
  more,
  reasons: [...Map.groupBy(posts, ({ reason }) => reason)]
    .map(([reason, of]) => ({ reason, count: of.length }))
    .toSorted((one, other) => other.count - one.count),
  oldest: posts[0]?.receivedAt,
});
