/** The endorsements of a program that are open or accepted, for whoever answers for it. */
import type { ProgramReader } from '../programs/read.ts';
import type { Listed } from './endorsements-page.ts';
import type { EndorsementReader } from './read.ts';

interface Listing {
  endorsements: Pick<EndorsementReader, 'get' | 'ofProgram'>;
  programs: Pick<ProgramReader, 'badgeVersion'>;
}

/** By badge; of one badge, by the time of their last change. An invitation that was never answered may be forgotten by now. */
export const listOf = async ({ endorsements, programs }: Listing, programId: string): Promise<Listed[]> => {
  const badges = await endorsements.ofProgram(programId);
  const listed = badges.flatMap(({ badgeId, entries }) =>
    entries.map(async ({ endorsementId, badgeVersion }): Promise<Listed[]> => {
      const [endorsement, badge] = await Promise.all([
        endorsements.get(endorsementId),
        programs.badgeVersion(programId, badgeId, badgeVersion),
      ]);
      return endorsement ? [{ ...endorsement, badgeName: badge?.name ?? badgeId }] : [];
    }),
  );
  return (await Promise.all(listed)).flat();
};
