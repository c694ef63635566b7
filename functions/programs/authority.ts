/** Who may see and change program files. */
import { forbidden, notFound } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import type { MemberFile } from './program-file.ts';
import { leads, type Program, type ProgramReader } from './read.ts';

export interface Authority {
  programs: Pick<ProgramReader, 'program'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Pick<MemberFile, 'employeeId'>>;
  /** The verified e-mail addresses of the administrators of the deployment. */
  administrators: readonly string[];
}

/** Whether an administrator of the deployment calls: they create programs, and help where an owner is missing. */
const isAdministrator = async ({ administrators }: Authority, principal: Principal) => {
  const address = (await principal.verifiedEmail())?.toLowerCase();
  return address !== undefined && administrators.some((one) => one.trim().toLowerCase() === address);
};

/**
 * The program, for its owner, its deputy or an administrator of the deployment. Refuses with 403: `not-a-member`,
 * `not-the-owner`; an administrator is told with 404 that there is no such program.
 */
export const changing = async (authority: Authority, principal: Principal, programId: string): Promise<Program> => {
  const program = await authority.programs.program(programId);
  if (await isAdministrator(authority, principal)) {
    if (!program) throw notFound('program');
    return program;
  }
  const { employeeId } = await authority.identify(principal, programId);
  if (program && leads(program, employeeId)) return program;
  throw forbidden(
    'not-the-owner',
    'This is for the owner of the program, the deputy, and the administrators of the deployment.',
  );
};

/** As `changing`, and where there is no such program yet, for an administrator of the deployment who creates it. */
export const putting = async (authority: Authority, principal: Principal, programId: string): Promise<void> => {
  if ((await authority.programs.program(programId)) !== undefined) {
    await changing(authority, principal, programId);
  } else if (!(await isAdministrator(authority, principal))) {
    throw forbidden(
      'not-a-deployment-administrator',
      'There is no such program, and only an administrator of the deployment creates one. Ask one of them.',
    );
  }
};
