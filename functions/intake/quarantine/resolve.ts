/** What the owner and the deputy decide on a post themselves: whose it is, or that nothing is to come of it. */
import type { Dismissal } from '../../../events/post-dismissed.ts';
import { notFound, Refused } from '../../platform/errors.ts';
import type { Now } from '../../platform/stamp.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { ProgramReader } from '../../programs/read.ts';
import { attributed, dismissed, type Step } from './model.ts';
import type { QuarantinedPost } from './quarantined-post.ts';
import type { QuarantineStore } from './store.ts';

export interface Resolving {
  quarantine: Pick<QuarantineStore, 'quarantined' | 'writesOf' | 'save'>;
  programs: Pick<ProgramReader, 'member'>;
  now: Now;
}

/** Which post, and by whom. */
interface Which {
  programId: string;
  receiptId: string;
  by: string;
}

/** Dismissing the same twice is no error: the first reason stands. */
export const dismissPost = (resolving: Resolving, which: Which, dismissal: Dismissal): Promise<QuarantinedPost> => {
  const by = { by: which.by, at: resolving.now().toISOString() };
  return decide(resolving, which, (post) => dismissed(post, dismissal, by));
};

/** Used at the replay, for this post alone: the roster stays as it is. Refuses (422 `earner-unknown`) whoever is no earner. */
export const attributePost = async (
  resolving: Resolving,
  which: Which,
  employeeId: string,
): Promise<QuarantinedPost> => {
  const member = await resolving.programs.member(which.programId, employeeId);
  if (!member?.roles.includes('earner')) {
    throw new Refused('earner-unknown', {
      status: 422,
      message: 'No member with this employee id is an earner in the program.',
    });
  }
  return decide(resolving, which, (post) => attributed(post, employeeId, which.by));
};

const decide = (
  { quarantine }: Resolving,
  { programId, receiptId }: Which,
  step: (post: QuarantinedPost) => Step | undefined,
): Promise<QuarantinedPost> =>
  decideAgain(async () => {
    const post = await quarantine.quarantined(programId, receiptId);
    if (!post) throw notFound('post');
    const taken = step(post);
    if (!taken) return post;
    await quarantine.save(quarantine.writesOf(taken, { programId, correlationId: post.correlationId }));
    return taken.next;
  });
