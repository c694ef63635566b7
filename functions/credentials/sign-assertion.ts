/** Hears `badge.awarded`: signs the credential that proves the award. */

import type { BadgeAwarded } from '../../events/badge-awarded.ts';
import type { DetailOf } from '../../events/define-event.ts';
import type { AwardReader } from '../awards/read.ts';
import { signCredential } from '../open-badges/data-integrity.ts';
import { causedBy } from '../platform/draft-event.ts';
import { Unavailable, Unprocessable } from '../platform/errors.ts';
import type { Signer } from '../platform/signer.ts';
import type { NewId, Stamp } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { SubmissionReader } from '../submissions/read.ts';
import type { Deployment } from './achievement.ts';
import { composeCredential, type Grounds } from './compose-credential.ts';
import { demandIssuerHost } from './issuer-host.ts';
import { keepSigningKey } from './published-keys.ts';
import type { CredentialStore } from './store.ts';

export interface Collaborators extends Stamp, Deployment {
  credentials: Pick<CredentialStore, 'ofAward' | 'save' | 'issuerHost' | 'fixIssuerHost' | 'isKeptKey' | 'keepKey'>;
  awards: Pick<AwardReader, 'get'>;
  programs: Pick<ProgramReader, 'program' | 'badgeVersion'>;
  submissions: Pick<SubmissionReader, 'review' | 'attempt'>;
  signer: Pick<Signer, 'signingKey' | 'sign'>;
  newSecretId: NewId;
}

/**
 * One credential for each award, whatever is repeated. A run that dies after KMS has signed leaves nothing: the next one
 * composes and signs again, and only what is written counts.
 */
export const signAssertion =
  (collaborators: Collaborators) =>
  ({ data: { awardId }, metadata }: DetailOf<typeof BadgeAwarded>): Promise<void> =>
    decideAgain(async () => {
      const { credentials, now, newId, newSecretId } = collaborators;
      if (await credentials.ofAward(awardId)) return;
      await demandIssuerHost(collaborators);
      await keepSigningKey(collaborators);
      const { award, ...grounds } = await groundsOf(collaborators, awardId);
      const credentialId = newSecretId();
      const unsigned = composeCredential(collaborators, { award, ...grounds }, { credentialId, subjectId: newId() });
      const { programId, earnerId, badgeId, badgeVersion } = award;
      const credential = {
        ...{ credentialId, awardId, programId, earnerId, badgeId, badgeVersion },
        holderKey: newSecretId(),
        shared: false,
        signedAt: now().toISOString(),
        document: await signCredential(collaborators)(unsigned),
        sequence: 1,
      };
      await credentials.save(credential, causedBy(metadata));
    });

const groundsOf = async ({ awards, programs, submissions }: Collaborators, awardId: string) => {
  const award = await awards.get(awardId);
  if (!award) throw new Unavailable('award-not-visible', { message: 'The award cannot be read yet.' });
  const { programId, badgeId, badgeVersion, submissionId, attempt: number } = award;
  const [program, badge, review, attempt] = await Promise.all([
    programs.program(programId),
    programs.badgeVersion(programId, badgeId, badgeVersion),
    submissions.review(submissionId, number),
    submissions.attempt(submissionId, number),
  ]);
  if (!program || !badge) {
    throw new Unprocessable('badge-version-unknown', {
      message: `Program ${programId} has no version ${badgeVersion} of badge ${badgeId}: its award cannot be signed.`,
    });
  }
  return { award, program, badge, review, attempt } satisfies Grounds;
};
