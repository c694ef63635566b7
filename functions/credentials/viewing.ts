/** Who may see a credential: its earner, whoever has the holder's link, the program's staff; everybody once it is shared. */
import { notFound, Refused } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import { sameSecret } from '../platform/same-secret.ts';
import { leads, type Member, type ProgramReader } from '../programs/read.ts';
import type { Credential } from './credential.ts';
import type { CredentialReader } from './read.ts';

export interface Authority {
  credentials: Pick<CredentialReader, 'get' | 'ofAward'>;
  programs: Pick<ProgramReader, 'program'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
}

/** How the reader of a credential stands to it. `holder`: has the private link, and may be anybody it was given to. */
export type Standing = 'earner' | 'holder' | 'staff' | 'public';

export interface Viewer {
  credential: Credential;
  as: Standing;
}

interface Caller {
  principal: Principal | undefined;
  key: string | undefined;
}

/** The credential and how the caller stands to it. To everybody else it does not exist. */
export const viewing = async (authority: Authority, credentialId: string, caller: Caller): Promise<Viewer> => {
  const credential = await authority.credentials.get(credentialId);
  const as = credential && (await standingOf(authority, credential, caller));
  if (!as) throw notFound('credential');
  return { credential, as };
};

const standingOf = async (
  authority: Authority,
  credential: Credential,
  { principal, key }: Caller,
): Promise<Standing | undefined> => {
  const standing = principal && (await memberStanding(authority, credential, principal));
  if (standing) return standing;
  if (key !== undefined && sameSecret(key, credential.holderKey)) return 'holder';
  return credential.shared ? 'public' : undefined;
};

/** As its earner, or as staff of its program. */
export const memberStanding = async (
  { identify, programs }: Omit<Authority, 'credentials'>,
  { programId, earnerId }: Pick<Credential, 'programId' | 'earnerId'>,
  principal: Principal,
): Promise<'earner' | 'staff' | undefined> => {
  const member = await identify(principal, programId).catch(asNobody);
  if (!member) return undefined;
  if (member.employeeId === earnerId) return 'earner';
  if (member.roles.includes('reviewer')) return 'staff';
  return leads(await programs.program(programId), member.employeeId) ? 'staff' : undefined;
};

/** Somebody who is signed in and no member is a stranger here, not an error. */
const asNobody = (error: unknown): undefined => {
  if (error instanceof Refused && error.status === 403) return undefined;
  throw error;
};
