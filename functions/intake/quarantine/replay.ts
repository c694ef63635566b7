/** Takes up posts that waited: the same mapping as for a post that comes, with the program and the source of today. */
import { notFound, Refused, Unavailable } from '../../platform/errors.ts';
import { faultOf, log } from '../../platform/log.ts';
import type { Stamp } from '../../platform/stamp.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { PageOf, PageQuery } from '../../platform/table/table.ts';
import { Stale } from '../../platform/table/transact.ts';
import type { ProgramReader } from '../../programs/read.ts';
import type { SubmissionReader } from '../../submissions/read.ts';
import { type MappedPost, mapPost, type Opening, type Outcome, type Readers, readSent } from '../map-post.ts';
import { payloadOf } from '../payload.ts';
import { demandWaiting, replayed, stillWaits } from './model.ts';
import type { QuarantinedPost } from './quarantined-post.ts';
import type { QuarantineStore } from './store.ts';

export interface Replaying extends Readers, Stamp {
  quarantine: QuarantineStore;
  programs: Readers['programs'] & Pick<ProgramReader, 'source'>;
  submissions: Pick<SubmissionReader, 'current'> & Opening;
}

export interface Replayed {
  receiptId: string;
  outcome: 'submission' | 'waiting';
  submissionId?: string | undefined;
  /** Why it still waits. */
  reason?: QuarantinedPost['reason'];
  problems?: QuarantinedPost['problems'];
}

/** Which post, and by whom. */
export interface Replay {
  programId: string;
  receiptId: string;
  by: string;
}

/**
 * Replays one post, exactly once: what it becomes, that it waits no longer, and its receipt are one transaction, on the
 * condition that nobody changed the post meanwhile. Whoever comes second reads what the first one made of it. Refuses with
 * `not-found`, and with `post-resolved` where it was set aside for good.
 */
export const replayPost = (replaying: Replaying, { programId, receiptId, by }: Replay): Promise<Replayed> =>
  decideAgain(async () => {
    const post = await replaying.quarantine.quarantined(programId, receiptId);
    if (!post) throw notFound('post');
    if (post.state === 'replayed') return { receiptId, outcome: 'submission', submissionId: post.submissionId };
    demandWaiting(post);
    const outcome = await outcomeToday(replaying, post);
    return outcome.kind === 'submission' ? openFrom(replaying, post, outcome, by) : wait(replaying, post, outcome);
  });

/** What the post would become now; `Stale` where it has become something meanwhile. Nothing is written. */
export const outcomeToday = async (
  replaying: Pick<Replaying, 'quarantine' | 'programs' | 'submissions' | 'awards'>,
  post: QuarantinedPost,
): Promise<Outcome> => {
  const { programId, receiptId, sourceId, reason, earnerId, attributedTo } = post;
  const [source, sent] = await Promise.all([
    replaying.programs.source(sourceId),
    replaying.quarantine.sent(programId, receiptId),
  ]);
  if (!source) {
    return { kind: 'quarantined', reason, problems: [{ at: sourceId, code: 'unknown-source' }], earnerId };
  }
  // It became a submission between the two reads.
  if (!sent) throw new Stale();
  return mapPost(replaying)(programId, readSent(source, await payloadOf(sent), attributedTo), attributedTo);
};

/** The submission follows from the replay, and both from the post: by its correlation id all of it is found. */
const openFrom = async (
  { quarantine, submissions, now, newId }: Replaying,
  post: QuarantinedPost,
  { kind: _kind, current, ...mapped }: MappedPost,
  by: string,
): Promise<Replayed> => {
  const { programId, sourceId, webhookId, receiptId, correlationId } = post;
  const [replayId, cause] = [newId(), { programId, correlationId }];
  const posted = { ...mapped, programId, sourceId, receiptId, privacyStatement: true } as const;
  const { submissionId, writes } = submissions.opening(posted, { ...cause, causationId: replayId }, current);
  const step = replayed(post, submissionId, { by, at: now().toISOString() });
  const receipt = await quarantine.receipt(sourceId, webhookId);
  await quarantine.save([
    ...quarantine.writesOf(step, cause, replayId),
    quarantine.bodyRemoval(post),
    ...(receipt?.receiptId === receiptId ? [quarantine.receiptUpdate(post, submissionId)] : []),
    ...writes,
  ]);
  log.info('post-replayed', { correlationId, programId, receiptId, submissionId });
  return { receiptId, outcome: 'submission', submissionId };
};

/** A new reason is kept, and told to whom it concerns. What would mean nothing here today waits with its old one. */
const wait = async (
  { quarantine }: Replaying,
  post: QuarantinedPost,
  outcome: Exclude<Outcome, MappedPost>,
): Promise<Replayed> => {
  const { programId, receiptId, correlationId } = post;
  const step = outcome.kind === 'quarantined' ? stillWaits(post, outcome) : undefined;
  if (step) await quarantine.save(quarantine.writesOf(step, { programId, correlationId }));
  const { reason, problems } = step?.next ?? post;
  return { receiptId, outcome: 'waiting', reason, problems };
};

/** Replays a part of what waits, the oldest first and one after the other: attempt 1 comes before attempt 2. */
export const replayWaiting = async (
  replaying: Replaying,
  { programId, by }: Omit<Replay, 'receiptId'>,
  part: Pick<PageQuery, 'limit' | 'after'>,
): Promise<PageOf<Replayed>> => {
  const { items, next } = await replaying.quarantine.waiting(programId, part);
  const replayed: Replayed[] = [];
  for (const post of items) {
    const { receiptId } = post;
    const one = await replayPost(replaying, { programId, receiptId, by }).catch(orWaits(post));
    if (one) replayed.push(one);
  }
  return { items: replayed, ...(next && { next }) };
};

/** One post that nobody can read does not keep the others waiting. An index lags: what it shows may be gone by now. */
const orWaits =
  ({ receiptId, reason, problems }: QuarantinedPost) =>
  (error: unknown): Replayed | undefined => {
    if (error instanceof Unavailable) throw error;
    if (error instanceof Refused && (error.code === 'post-resolved' || error.code === 'not-found')) return undefined;
    log.error('replay-failed', { receiptId, ...faultOf(error) });
    return { receiptId, outcome: 'waiting', reason, problems };
  };
