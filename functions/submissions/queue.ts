/** What a reviewer, the owner or the deputy sees of everything that waits. */
import { notFound } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import { asStaff } from './authority.ts';
import type { Queue, QueueEntry } from './queue-page.ts';
import type { Submission, SubmissionState } from './submission.ts';
import type { ApiCollaborators } from './submissions-api.ts';

export const queueOf = async (
  collaborators: ApiCollaborators,
  principal: Principal,
  programId: string,
): Promise<Queue> => {
  const { submissions, programs, now } = collaborators;
  const { member } = await asStaff(collaborators, principal, programId);
  const program = await programs.program(programId);
  if (!program) throw notFound('program');
  const [waiting, inReview] = await Promise.all([entriesIn('submitted'), entriesIn('in-review')]);
  return { language: member.language, reader: member.name, program, waiting, inReview, now: now() };

  async function entriesIn(state: SubmissionState) {
    return Promise.all((await submissions.inState(programId, state)).map(entryOf));
  }
  async function entryOf(submission: Submission): Promise<QueueEntry> {
    const { badgeId, badgeVersion, earnerId } = submission;
    const [badge, earner] = await Promise.all([
      programs.badgeVersion(programId, badgeId, badgeVersion),
      programs.member(programId, earnerId),
    ]);
    const own = earnerId === member.employeeId;
    return { submission, badgeName: badge?.name ?? badgeId, earnerName: earner?.name ?? earnerId, own };
  }
};
