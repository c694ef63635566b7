/** Who may see and do what with a submission. Returns and attempts never reach administrators, principals or sponsors. */
import { forbidden, notFound, Refused } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import { leads, type Member, type ProgramReader } from '../programs/read.ts';
import type { SubmissionStore } from './store.ts';
import type { Submission } from './submission.ts';

export interface Authority {
  submissions: Pick<SubmissionStore, 'get'>;
  programs: Pick<ProgramReader, 'program'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
}

export interface Viewer {
  member: Member;
  /** How the viewer stands to the submission. */
  as: 'earner' | 'reviewer' | 'owner';
}

/** Whether the member reads a program's submissions, beyond their own. */
const standing = async ({ programs }: Pick<Authority, 'programs'>, programId: string, member: Member) => {
  if (member.roles.includes('reviewer')) return 'reviewer';
  return leads(await programs.program(programId), member.employeeId) ? 'owner' : undefined;
};

/** A reviewer, the owner or the deputy of the program. */
export const asStaff = async (authority: Authority, principal: Principal, programId: string): Promise<Viewer> => {
  const member = await authority.identify(principal, programId);
  const as = await standing(authority, programId, member);
  if (!as) throw forbidden('not-a-reviewer', 'This is for reviewers and for the owner of the program.');
  return { member, as };
};

/** The submission and how the caller stands to it. To everybody else it does not exist. */
export const viewing = async (
  authority: Authority,
  principal: Principal,
  submissionId: string,
): Promise<Viewer & { submission: Submission }> => {
  const submission = await authority.submissions.get(submissionId);
  if (!submission) throw notFound('submission');
  const member = await authority.identify(principal, submission.programId).catch(hide);
  if (member.employeeId === submission.earnerId) return { submission, member, as: 'earner' };
  const as = await standing(authority, submission.programId, member);
  if (!as) throw notFound('submission');
  return { submission, member, as };
};

/** As `viewing`, for a reviewer. The earner of the submission passes, to be told that nobody reviews their own. */
export const reviewing = async (authority: Authority, principal: Principal, submissionId: string) => {
  const viewer = await viewing(authority, principal, submissionId);
  if (!viewer.member.roles.includes('reviewer'))
    throw forbidden('not-a-reviewer', 'Only a reviewer of the program decides.');
  return viewer;
};

const hide = (error: unknown): never => {
  throw error instanceof Refused && error.code === 'not-a-member' ? notFound('submission') : error;
};
