/** How many posts of a source are taken in a minute. */
import { Refused } from '../platform/errors.ts';
import type { Now } from '../platform/stamp.ts';
import type { Source } from '../programs/read.ts';
import type { IntakeStore } from './store.ts';

const MINUTE_MS = 60_000;

/**
 * Whether a source may post once more in this minute. Exact over all environments of the function, which count in one item; each
 * remembers a minute that is full, so that a flood costs no writes.
 */
export const postLimit = ({ intake, now }: { intake: Pick<IntakeStore, 'countPost'>; now: Now }) => {
  const full = new Map<string, number>();
  return async (source: Pick<Source, 'sourceId' | 'rateLimit'>): Promise<boolean> => {
    const time = now();
    const minute = Math.floor(time.getTime() / MINUTE_MS);
    if (full.get(source.sourceId) === minute) return false;
    if (await intake.countPost(source, time)) return true;
    full.set(source.sourceId, minute);
    return false;
  };
};

export const tooManyPosts = ({ rateLimit }: Pick<Source, 'rateLimit'>, time: Date) =>
  new Refused('too-many-posts', {
    status: 429,
    message: `This source may send ${rateLimit} posts a minute. Send this one again, unchanged, when the next minute begins.`,
    retryAfter: (MINUTE_MS - (time.getTime() % MINUTE_MS)) / 1000,
  });
