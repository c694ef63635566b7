/** What an earner does to make a credential public, and to take it back. */
import { forbidden, notFound } from '../../platform/errors.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { ProgramReader } from '../../programs/read.ts';
import type { Credential } from '../credential.ts';
import type { CredentialStore } from '../store.ts';
import { standingIn } from '../viewing.ts';
import { type Acting, actingOn, type Request } from './acting.ts';

export interface Collaborators extends Acting {
  credentials: Acting['credentials'] & Pick<CredentialStore, 'setShared'>;
  programs: Pick<ProgramReader, 'program'>;
}

/** Sets who can see the credential of an award. Only its earner may; asking for what is already so changes nothing. */
export const setShared = (
  collaborators: Collaborators,
  awardId: string,
  shared: boolean,
  { principal, correlationId, traceparent }: Request,
): Promise<Credential> =>
  decideAgain(async () => {
    const { member, award, credential } = await actingOn(collaborators, awardId, principal);
    const standing = await standingIn(collaborators, award, member);
    if (!standing) throw notFound('award');
    if (standing !== 'earner') throw forbidden('not-yours', 'Only the earner of a badge shares it or takes it back.');
    const signed = credential();
    if (signed.shared === shared) return signed;
    const { programId } = award;
    await collaborators.credentials.setShared(signed, shared, { programId, correlationId, traceparent });
    return { ...signed, shared };
  });
