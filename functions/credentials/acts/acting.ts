/** What every act upon an award begins with: the award, who acts, and the credential once it is signed. */
import type { Award, AwardReader } from '../../awards/read.ts';
import { notFound, Refused } from '../../platform/errors.ts';
import type { Principal } from '../../platform/http/route.ts';
import type { Member } from '../../programs/read.ts';
import type { Credential } from '../credential.ts';
import type { CredentialReader } from '../read.ts';

export interface Acting {
  awards: Pick<AwardReader, 'get'>;
  credentials: Pick<CredentialReader, 'ofAward'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
}

export interface Request {
  principal: Principal;
  correlationId: string;
  traceparent: string | undefined;
}

export interface Act {
  member: Member;
  award: Award;
  /** Refuses (409 `credential-not-signed`) while there is none: ask once it is known that the member may act. */
  credential: () => Credential;
}

/** To somebody who is no member of the program the award does not exist (404). */
export const actingOn = async (
  { awards, credentials, identify }: Acting,
  awardId: string,
  principal: Principal,
): Promise<Act> => {
  const award = await awards.get(awardId);
  if (!award) throw notFound('award');
  const member = await identify(principal, award.programId).catch(asStranger);
  const found = await credentials.ofAward(awardId);
  const credential = () => {
    if (found) return found;
    throw new Refused('credential-not-signed', { message: 'This badge is not signed yet. Try again in a minute.' });
  };
  return { member, award, credential };
};

const asStranger = (error: unknown): never => {
  throw error instanceof Refused && error.status === 403 ? notFound('award') : error;
};
