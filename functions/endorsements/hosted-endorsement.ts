/**
 * An endorsement of somebody without a key, as a credential of the program's issuer. It says what it is: the key that signs is the
 * issuer's, so the issuer is named as such, and the endorser only in what the endorsement says of itself. Pure.
 */
import { achievementId, issuerProfile } from '../credentials/read.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../open-badges/contexts.ts';
import type { EndorsementCredential } from '../open-badges/endorsement.ts';
import type { Program } from '../programs/read.ts';
import type { Endorsement } from './endorsement.ts';
import { textsIn } from './texts/texts.ts';

export const endorsementUrl = (publicUrl: string, endorsementId: string) =>
  `${publicUrl}/endorsements/${endorsementId}`;

/** Undefined for one that nobody confirmed. In the language of the program, as its credentials are. */
export const hostedEndorsement = (
  publicUrl: string,
  program: Pick<Program, 'programId' | 'name' | 'issuer' | 'languages'>,
  { endorsementId, badgeId, badgeVersion, invitation, confirmedAt, comment }: Endorsement,
): EndorsementCredential | undefined => {
  if (!invitation || !confirmedAt) return undefined;
  const { name, url } = invitation;
  const texts = textsIn(program.languages[0]);
  return {
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    id: endorsementUrl(publicUrl, endorsementId),
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: texts.hostedName(name),
    description: texts.hostedDescription(name, url, program.name),
    issuer: issuerProfile(publicUrl, program),
    validFrom: confirmedAt,
    credentialSubject: {
      id: achievementId(publicUrl, program.programId, { id: badgeId, version: badgeVersion }),
      type: ['EndorsementSubject'],
      ...(comment && { endorsementComment: comment }),
    },
  };
};
