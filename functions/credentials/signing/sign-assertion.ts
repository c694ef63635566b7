/** Hears `badge.awarded`: signs the credential that proves the award. */
import type { BadgeAwarded } from '../../../events/badge-awarded.ts';
import type { DetailOf } from '../../../events/define-event.ts';
import { causedBy } from '../../platform/draft-event.ts';
import type { NewId, Stamp } from '../../platform/stamp.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { Write } from '../../platform/table/transact.ts';
import type { StatusPlace } from '../../status/read.ts';
import type { CredentialStore } from '../store.ts';
import { demandIssuerHost } from './issuer-host.ts';
import { type Keeping, keepSigningKeys } from './published-keys.ts';
import { groundsOf, type Signing, signed } from './signing.ts';

export interface Collaborators extends Stamp, Signing {
  credentials: Keeping['credentials'] & Pick<CredentialStore, 'ofAward' | 'save' | 'issuerHost' | 'fixIssuerHost'>;
  /** A free place in a status list of the program, and the write that takes it. */
  findPlace: (programId: string, awardId: string) => Promise<StatusPlace>;
  placeWrite: (programId: string, place: StatusPlace, awardId: string) => Write;
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
      const { credentials, findPlace, placeWrite, now, newId, newSecretId } = collaborators;
      if (await credentials.ofAward(awardId)) return;
      await demandIssuerHost(collaborators);
      await keepSigningKeys(collaborators);
      const grounds = await groundsOf(collaborators, awardId);
      const { programId, earnerId, badgeId, badgeVersion, awardedAt } = grounds.award;
      const status = await findPlace(programId, awardId);
      const lasting = { credentialId: newSecretId(), subjectId: newId(), status, validFrom: awardedAt };
      const credential = {
        ...{ credentialId: lasting.credentialId, awardId, programId, earnerId, badgeId, badgeVersion },
        ...{
          holderKey: newSecretId(),
          shared: false,
          signedAt: now().toISOString(),
          status,
          withheld: [],
          sequence: 1,
        },
        ...(await signed(collaborators, grounds, lasting, [])),
      };
      await credentials.save(credential, placeWrite(programId, status, awardId), causedBy(metadata));
    });
