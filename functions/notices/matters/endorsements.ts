/** Who hears of endorsements, and what they may know of them. */
import type { Read } from './matter.ts';
import type { OccasionOf } from './occasion.ts';
import type { Program, Readers } from './readers.ts';
import { answerable } from './recipients.ts';

export interface OfEndorsements {
  /** With the secret link of the one who is asked. */
  'endorsement-wanted': { badgeName: string; competency: string; endorsementId: string; key: string; until: string };
  'endorsement-proposed': { badgeName: string; endorserName: string; kind: 'signed' | 'hosted' };
}

/** Nobody is told of what is settled: an invitation that was answered, a proposal that was decided on. */
export const endorsed = async (
  readers: Readers,
  program: Program,
  { kind, programId, endorsementId }: OccasionOf<'endorsement-wanted' | 'endorsement-proposed'>,
): Promise<Read<'endorsement-wanted' | 'endorsement-proposed'>> => {
  const endorsement = await readers.endorsements.get(endorsementId);
  const { badgeId, badgeVersion, state, invitation, document } = endorsement ?? {};
  const badge = badgeId && badgeVersion && (await readers.programs.badgeVersion(programId, badgeId, badgeVersion));
  if (!endorsement || !badge) return undefined;
  const { name: badgeName, competency } = badge;
  if (kind === 'endorsement-proposed') {
    const endorserName = invitation?.name ?? document?.issuer.name ?? '';
    const recipients = state === 'proposed' ? await answerable(readers, programId, program) : [];
    return { recipients, known: { badgeName, endorserName, kind: endorsement.kind } };
  }
  if (!invitation) return undefined;
  const { name, email, language, key, validUntil: until } = invitation;
  const recipients = state === 'invited' ? [{ name, addresses: [email], language }] : [];
  return { recipients, known: { badgeName, competency, endorsementId, key, until } };
};
