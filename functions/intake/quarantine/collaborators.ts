import type { Principal } from '../../platform/http/route.ts';
import type { asLead, Member, ProgramReader } from '../../programs/read.ts';
import type { Replaying } from './replay.ts';

export interface Collaborators extends Replaying {
  programs: Replaying['programs'] & Pick<ProgramReader, 'badges'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
}

/** The member and the program, for its owner or its deputy: nobody else sees what waits, or decides on it. */
export type AsLead = (principal: Principal, programId: string) => ReturnType<typeof asLead>;
