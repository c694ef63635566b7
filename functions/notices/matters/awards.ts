/** Who hears of an award, and what they may know of it. */

import { badgeOfAward } from './badge.ts';
import { hearsOf } from './digests.ts';
import type { Read } from './matter.ts';
import type { OccasionOf } from './occasion.ts';
import type { Readers } from './readers.ts';
import { isNot, only } from './recipients.ts';

export interface OfAwards {
  'badge-awarded': { badgeName: string; competency: string; credentialId: string; holderKey: string };
  /** The reason is for the earner, the owner and finance, and for no other mail. */
  'badge-revoked': { badgeName: string; reason: string; revokedAt: string; credentialId: string; holderKey: string };
  /** Never a submission, an attempt or evidence: learning must not become evaluation data. */
  'award-notice': { badgeName: string; earnerName: string; school: string | undefined };
}

export const awarded = async (
  readers: Readers,
  { programId, awardId, credentialId }: OccasionOf<'badge-awarded'>,
): Promise<Read<'badge-awarded'>> => {
  const [found, credential] = await Promise.all([
    badgeOfAward(readers, programId, awardId),
    readers.credentials.get(credentialId),
  ]);
  if (!found || !credential) return undefined;
  const { badge, earnerId } = found;
  const { name: badgeName, competency } = badge;
  const known = { badgeName, competency, credentialId, holderKey: credential.holderKey };
  return { recipients: await only(readers, programId, earnerId), known };
};

export const revoked = async (
  readers: Readers,
  { programId, awardId, credentialId }: OccasionOf<'badge-revoked'>,
): Promise<Read<'badge-revoked'>> => {
  const { credentials } = readers;
  const [found, credential, revocation] = await Promise.all([
    badgeOfAward(readers, programId, awardId),
    credentials.get(credentialId),
    credentials.revocation(credentialId),
  ]);
  if (!found || !credential || !revocation) return undefined;
  const { reason, revokedAt } = revocation;
  const known = { badgeName: found.badge.name, reason, revokedAt, credentialId, holderKey: credential.holderKey };
  return { recipients: await only(readers, programId, found.earnerId), known };
};

/** Nobody hears as an administrator of an award of their own. */
export const awardOfAnother = async (
  readers: Readers,
  { programId, awardId }: OccasionOf<'award-notice'>,
): Promise<Read<'award-notice'>> => {
  const found = await badgeOfAward(readers, programId, awardId);
  const earner = found && (await readers.programs.member(programId, found.earnerId));
  if (!earner) return undefined;
  const { name: earnerName, school, employeeId } = earner;
  const administrators = await readers.programs.membersWithRole(programId, 'administrator');
  const recipients = administrators.filter(isNot(employeeId)).filter((one) => hearsOf(one, school));
  return { recipients, known: { badgeName: found.badge.name, earnerName, school } };
};
