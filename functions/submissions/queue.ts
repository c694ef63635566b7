/** What a reviewer, the owner or the deputy sees of everything that waits. */
import { askOnce } from '../platform/ask-once.ts';
import { notFound } from '../platform/errors.ts';
import { PAGE } from '../platform/http/paging.ts';
import type { Principal } from '../platform/http/route.ts';
import { asStaff } from './authority.ts';
import type { Queue, QueuePart, QueueState } from './queue-page.ts';
import type { Submission } from './submission.ts';
import type { ApiCollaborators } from './submissions-api.ts';

/** Which part of the queue; without a state, the beginning of both lists. */
interface Part {
  state?: QueueState | undefined;
  after?: string | undefined;
}

export const queueOf = async (
  collaborators: ApiCollaborators,
  principal: Principal,
  programId: string,
  { state, after }: Part = {},
): Promise<Queue> => {
  const { submissions, programs, now } = collaborators;
  const { member } = await asStaff(collaborators, principal, programId);
  const program = await programs.program(programId);
  if (!program) throw notFound('program');
  // A hundred submissions are of a few badges: each version, and each person, is read once.
  const badgeName = askOnce(async (badgeId: string, version: number) => {
    return (await programs.badgeVersion(programId, badgeId, version))?.name ?? badgeId;
  });
  const earnerName = askOnce(
    async (earnerId: string) => (await programs.member(programId, earnerId))?.name ?? earnerId,
  );
  const states: readonly QueueState[] = state ? [state] : ['submitted', 'in-review'];
  const parts = await Promise.all(states.map(partOf));
  return { language: member.language, reader: member.name, program, parts, now: now() };

  async function partOf(one: QueueState): Promise<QueuePart> {
    const page = await submissions.inState(programId, one, { limit: PAGE, after });
    return { state: one, entries: await Promise.all(page.items.map(entryOf)), next: page.next };
  }
  async function entryOf(submission: Submission) {
    const { badgeId, badgeVersion, earnerId } = submission;
    const names = await Promise.all([badgeName(badgeId, badgeVersion), earnerName(earnerId)]);
    return { submission, badgeName: names[0], earnerName: names[1], own: earnerId === member.employeeId };
  }
};
