/** Who may see a credential: its earner, whoever has the holder's link, the program's staff; everybody once it is shared. */
import { notFound, Refused } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import { sameSecret } from '../platform/same-secret.ts';
import { leads, type Member, type ProgramReader } from '../programs/read.ts';
import type { Credential } from './credential.ts';
import type { CredentialReader } from './read.ts';

export interface Authority {
  credentials: Pick<CredentialReader, 'get'>;
  programs: Pick<ProgramReader, 'program'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
}

/** How the reader of a credential stands to it. `holder`: has the private link, and may be anybody it was given to. */
export type Standing = 'earner' | 'holder' | 'staff' | 'public';

export interface Viewer {
  credential: Credential;
  as: Standing;
  /** Whoever is signed in, if a member of the program. */
  member: Member | undefined;
}

interface Caller {
  principal: Principal | undefined;
  key: string | undefined;
}

/** The credential and how the caller stands to it. To everybody else it does not exist. */
export const viewing = async (
  authority: Authority,
  credentialId: string,
  { principal, key }: Caller,
): Promise<Viewer> => {
  const credential = await authority.credentials.get(credentialId);
  if (!credential) throw notFound('credential');
  const member = principal && (await memberBehind(authority, credential.programId, principal));
  const as = (member && (await standingIn(authority, credential, member))) ?? strangerStanding(credential, key);
  if (!as) throw notFound('credential');
  return { credential, as, member };
};

/** As its earner, or as staff of its program. */
export const standingIn = async (
  { programs }: Pick<Authority, 'programs'>,
  { programId, earnerId }: Pick<Credential, 'programId' | 'earnerId'>,
  { employeeId, roles }: Member,
): Promise<'earner' | 'staff' | undefined> => {
  if (employeeId === earnerId) return 'earner';
  if (roles.includes('reviewer')) return 'staff';
  return leads(await programs.program(programId), employeeId) ? 'staff' : undefined;
};

const strangerStanding = ({ holderKey, shared }: Credential, key: string | undefined) => {
  if (key !== undefined && sameSecret(key, holderKey)) return 'holder';
  return shared ? 'public' : undefined;
};

const memberBehind = ({ identify }: Pick<Authority, 'identify'>, programId: string, principal: Principal) =>
  identify(principal, programId).catch(asNobody);

/** Somebody who is signed in and no member is a stranger here, not an error. */
const asNobody = (error: unknown): undefined => {
  if (error instanceof Refused && error.status === 403) return undefined;
  throw error;
};
