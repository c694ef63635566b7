/** All that the owner and the deputy see of one post: what stands in its way today, and what was sent. */

import { notFound } from '../../platform/errors.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { Badge } from '../../programs/read.ts';
import type { Outcome } from '../map-post.ts';
import { payloadOf } from '../payload.ts';
import type { JsonObject } from '../post-body.ts';
import type { QuarantinedPost } from './quarantined-post.ts';
import { outcomeToday, type Replaying } from './replay.ts';

export interface Look {
  post: QuarantinedPost;
  /** The source's name; its id, once the program has dropped it. */
  sourceName: string;
  /** The names of the members whom the post has to do with, by employee id. */
  names: Readonly<Record<string, string>>;
  /** What would become of it now; undefined once it waits no longer. */
  today: Outcome | undefined;
  /** The badge that the post names, as it is now. */
  badge: Badge | undefined;
  /** Undefined once it has become a submission. */
  sent: JsonObject | undefined;
}

type Looking = Pick<Replaying, 'quarantine' | 'programs' | 'submissions' | 'awards'>;

export const lookAt = (looking: Looking, programId: string, receiptId: string): Promise<Look> =>
  decideAgain(async () => {
    const { quarantine, programs } = looking;
    const post = await quarantine.quarantined(programId, receiptId);
    if (!post) throw notFound('post');
    const [source, body] = await Promise.all([programs.source(post.sourceId), quarantine.sent(programId, receiptId)]);
    const today = post.state === 'waiting' ? await outcomeToday(looking, post) : undefined;
    const badgeId = today && badgeOf(today);
    return {
      post,
      sourceName: source?.name ?? post.sourceId,
      names: await namesOf(looking, post, today),
      today,
      badge: badgeId === undefined ? undefined : await programs.badge(programId, badgeId),
      sent: body && (await payloadOf(body)),
    };
  });

const badgeOf = (outcome: Outcome) => {
  if (outcome.kind === 'submission') return outcome.badgeId;
  return outcome.kind === 'quarantined' ? outcome.named?.badge : undefined;
};

const namesOf = async ({ programs }: Looking, post: QuarantinedPost, today: Outcome | undefined) => {
  const earnerId = today && 'earnerId' in today ? today.earnerId : undefined;
  const ids = [post.earnerId, earnerId, post.attributedTo, post.resolvedBy].filter((id) => id !== undefined);
  const named = [...new Set(ids)].map(async (id) => [id, (await programs.member(post.programId, id))?.name ?? id]);
  return Object.fromEntries(await Promise.all(named));
};
