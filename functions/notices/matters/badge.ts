/** The badge that something was done for, in its version, and who did it. */
import type { Badge, Readers } from './readers.ts';

export const badgeOfAward = async ({ awards, programs }: Readers, programId: string, awardId: string) => {
  const award = await awards.get(awardId);
  return award && withBadge(await programs.badgeVersion(programId, award.badgeId, award.badgeVersion), award);
};

export const withBadge = (badge: Badge | undefined, { earnerId }: { earnerId: string }) => badge && { badge, earnerId };
