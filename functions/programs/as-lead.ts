/** Who answers for a program, where nobody else may act. */
import { forbidden } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import { leads, type Member, type ProgramReader } from './read.ts';

interface Collaborators {
  programs: Pick<ProgramReader, 'program'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
}

/** The member and the program, for its owner or its deputy. Refuses everybody else with 403 `not-the-owner-or-deputy`. */
export const asLead = async ({ programs, identify }: Collaborators, principal: Principal, programId: string) => {
  const member = await identify(principal, programId);
  const program = await programs.program(programId);
  if (program && leads(program, member.employeeId)) return { member, program };
  throw forbidden('not-the-owner-or-deputy', 'This is for the owner of the program and the deputy.');
};
