/** What other capabilities may read of awards. */
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { Approval, Award, HeldBadge } from './award.ts';

export type { Award } from './award.ts';
export type AwardReader = ReturnType<typeof awardReader>;

export const awardReader = (table: Pick<Table, 'get' | 'query'>) => ({
  get: (awardId: string) => table.get(keys.award(awardId), Award),
  /** What the earner holds for this badge, whatever its version; of a repeatable badge, the newest award. */
  held: (programId: string, earnerId: string, badgeId: string) =>
    table.get(keys.heldBadge(programId, earnerId, badgeId), HeldBadge),
  /** Everything the earner holds, one award for each badge. */
  heldBadges: (programId: string, earnerId: string) => table.query(keys.heldBadges(programId, earnerId), HeldBadge),
  /** What this submission's approval led to; undefined until it is answered. */
  approval: (submissionId: string) => table.get(keys.approval(submissionId), Approval),
});
