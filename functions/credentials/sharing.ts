/** What an earner does to make a credential public, and to take it back. */
import type { AwardReader } from '../awards/read.ts';
import { forbidden, notFound, Refused } from '../platform/errors.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { Request } from './acting.ts';
import type { Credential } from './credential.ts';
import type { CredentialStore } from './store.ts';
import { type Authority, memberStanding } from './viewing.ts';

export interface Collaborators extends Authority {
  awards: Pick<AwardReader, 'get'>;
  credentials: Pick<CredentialStore, 'get' | 'ofAward' | 'setShared'>;
}

/** Sets who can see the credential of an award. Only its earner may; asking for what is already so changes nothing. */
export const setShared = (
  collaborators: Collaborators,
  awardId: string,
  shared: boolean,
  { principal, correlationId, traceparent }: Request,
): Promise<Credential> =>
  decideAgain(async () => {
    const award = await collaborators.awards.get(awardId);
    const standing = award && (await memberStanding(collaborators, award, principal));
    if (!standing) throw notFound('award');
    if (standing !== 'earner') throw forbidden('not-yours', 'Only the earner of a badge shares it or takes it back.');
    const credential = await collaborators.credentials.ofAward(awardId);
    if (!credential) {
      throw new Refused('credential-not-signed', { message: 'This badge is not signed yet. Try again in a minute.' });
    }
    if (credential.shared === shared) return credential;
    await collaborators.credentials.setShared(credential, shared, {
      programId: award.programId,
      correlationId,
      traceparent,
    });
    return { ...credential, shared };
  });
