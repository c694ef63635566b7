/** What other capabilities may read of endorsements. */
import type { SignedEndorsement } from '../open-badges/endorsement.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { EndorsedBadge, Endorsement } from './endorsement.ts';

export type { Endorsement } from './endorsement.ts';
export type EndorsementReader = ReturnType<typeof endorsementReader>;

/** What a credential can carry: it is mailed, and put into pictures. */
const MOST_EMBEDDED = 4;
const MOST_BYTES = 40 * 1024;

export const endorsementReader = (table: Pick<Table, 'get' | 'query'>) => {
  const get = (endorsementId: string) => table.get(keys.endorsement(endorsementId), Endorsement);
  const ofBadge = (programId: string, badgeId: string) =>
    table.get(keys.endorsedBadge(programId, badgeId), EndorsedBadge);
  return {
    get,
    /** Those of a badge that are open or accepted; undefined where there never were any. */
    ofBadge,
    /** The same of every badge of a program that ever had one, by badge. */
    ofProgram: (programId: string) => table.query(keys.endorsedBadges(programId), EndorsedBadge),

    /**
     * What credentials for this version of a badge carry: the newest that are accepted and signed, at most 4 and 40 KB of them,
     * the newest last. One that does not fit any more is passed over.
     */
    async accepted(programId: string, badgeId: string, badgeVersion: number): Promise<SignedEndorsement[]> {
      const entries = (await ofBadge(programId, badgeId))?.entries ?? [];
      const accepted = entries.filter((one) => one.state === 'accepted' && one.badgeVersion === badgeVersion);
      const chosen: SignedEndorsement[] = [];
      let room = MOST_BYTES;
      for (const { endorsementId } of accepted.toReversed()) {
        if (chosen.length === MOST_EMBEDDED) break;
        const found = await get(endorsementId);
        const size = found?.document && Buffer.byteLength(JSON.stringify(found.document));
        if (!found?.document || found.state !== 'accepted' || size === undefined || size > room) continue;
        room -= size;
        chosen.unshift(found.document);
      }
      return chosen;
    },
  };
};
