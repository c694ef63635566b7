/** Whoever answers for a program, and nobody else, sees what waits and decides on it. */
import { forbidden } from '../../platform/errors.ts';
import type { Principal } from '../../platform/http/route.ts';
import { leads, type Member, type ProgramReader } from '../../programs/read.ts';
import type { Replaying } from './replay.ts';

export interface Collaborators extends Replaying {
  programs: Replaying['programs'] & Pick<ProgramReader, 'badges'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
}

/** The member and the program, for its owner or its deputy. */
export type AsLead = (principal: Principal, programId: string) => ReturnType<typeof asLead>;

export const asLead = async ({ programs, identify }: Collaborators, principal: Principal, programId: string) => {
  const member = await identify(principal, programId);
  const program = await programs.program(programId);
  if (program && leads(program, member.employeeId)) return { member, program };
  throw forbidden('not-the-owner-or-deputy', 'This is for the owner of the program and the deputy.');
};

export const signInFor = (page: string) => ({
  status: 303,
  headers: { location: `/sign-in?return=${encodeURIComponent(page)}` },
});
