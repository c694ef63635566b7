/** Hears what changes what a credential may say, and signs it again: the same credential, saying something else from now on. */
import type { DetailOf } from '../../../events/define-event.ts';
import type { EarnerNamed } from '../../../events/earner-named.ts';
import type { EarnerUnnamed } from '../../../events/earner-unnamed.ts';
import type { EvidenceWithheld } from '../../../events/evidence-withheld.ts';
import type { AwardReader } from '../../awards/read.ts';
import { type Cause, causedBy } from '../../platform/draft-event.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import { type Credential, isPresentable } from '../credential.ts';
import type { CredentialStore } from '../store.ts';
import { type Keeping, keepSigningKeys } from './published-keys.ts';
import { groundsOf, type Signing, signed } from './signing.ts';

interface Collaborators extends Signing {
  credentials: Keeping['credentials'] & Pick<CredentialStore, 'ofAward' | 'reissue'>;
  awards: Pick<AwardReader, 'get' | 'heldBadges'>;
}

/** Signs again what says more than it may, or less than it could. What is already right stays as it is, whatever is repeated. */
export const reissueCredential = (collaborators: Collaborators) => ({
  /** Without the evidence that was withheld. */
  withheld: ({ data: { awardId }, metadata }: DetailOf<typeof EvidenceWithheld>): Promise<void> =>
    reissue(collaborators, awardId, causedBy(metadata)),
  /** With or without the school, which tells where a named earner works. */
  async named({ data: { earnerId }, metadata }: DetailOf<typeof EarnerNamed | typeof EarnerUnnamed>): Promise<void> {
    const { awards, programs } = collaborators;
    const { programId } = metadata;
    if ((await programs.program(programId))?.policy.assessedBy !== 'school') return;
    for (const { awardId } of await awards.heldBadges(programId, earnerId)) {
      await reissue(collaborators, awardId, causedBy(metadata));
    }
  },
});

/**
 * The same id, subject, place in the status list and `awardedDate`; a newer `validFrom` tells which of two is the newer one
 * (Open Badges 3.0, section 9, equality and comparison).
 */
const reissue = (collaborators: Collaborators, awardId: string, cause: Cause): Promise<void> =>
  decideAgain(async () => {
    const { credentials, now } = collaborators;
    const credential = await credentials.ofAward(awardId);
    if (!credential) return;
    const grounds = await groundsOf(collaborators, awardId);
    if (isPresentable(credential) && namesSchool(credential) === grounds.school) return;
    await keepSigningKeys(collaborators);
    const { credentialId, status, withheld, document } = credential;
    const subjectId = document.credentialSubject.id.slice('urn:uuid:'.length);
    const at = now().toISOString();
    const fresh = await signed(collaborators, grounds, { credentialId, subjectId, status, validFrom: at }, withheld);
    await credentials.reissue({ ...credential, ...fresh, signedAt: at }, cause);
  });

const namesSchool = ({ document }: Credential) => document.credentialSubject.source?.name;
