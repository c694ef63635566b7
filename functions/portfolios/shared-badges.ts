/** The badges that an earner shares, as a list of them shows each. */
import type { AwardReader } from '../awards/read.ts';
import type { Credential, CredentialReader } from '../credentials/read.ts';

export interface SharedBadge {
  credentialId: string;
  badgeId: string;
  name: string;
  /** The language that the badge is written in. */
  language: string;
  image: { src: string; caption: string | undefined } | undefined;
  awardedAt: string;
  /** A badge that was revoked stays listed, and says so. */
  revokedAt: string | undefined;
}

export interface Readers {
  awards: Pick<AwardReader, 'heldBadges'>;
  credentials: Pick<CredentialReader, 'ofAward'>;
}

/** Newest first. What is not shared is not in it. */
export const sharedBadges = async (
  { awards, credentials }: Readers,
  programId: string,
  earnerId: string,
): Promise<SharedBadge[]> => {
  const held = await awards.heldBadges(programId, earnerId);
  const all = await Promise.all(held.map(({ awardId }) => credentials.ofAward(awardId)));
  const shared = all.flatMap((credential) => (credential?.shared ? [listed(credential)] : []));
  return shared.toSorted((a, b) => Date.parse(b.awardedAt) - Date.parse(a.awardedAt));
};

const listed = ({ credentialId, badgeId, document, revokedAt }: Credential): SharedBadge => {
  const { inLanguage, image } = document.credentialSubject.achievement;
  return {
    credentialId,
    badgeId,
    name: document.name,
    language: inLanguage,
    image: image && { src: image.id, caption: image.caption },
    awardedAt: document.awardedDate,
    revokedAt,
  };
};
