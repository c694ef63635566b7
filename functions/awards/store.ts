/** DynamoDB for awards: the only file of this capability with expressions. */
import { AwardDeclined } from '../../events/award-declined.ts';
import { BadgeAwarded } from '../../events/badge-awarded.ts';
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import type { Stamp } from '../platform/stamp.ts';
import { eventWrite } from '../platform/table/event-item.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import type { Approval, Award } from './award.ts';
import { awardReader } from './read.ts';

export type AwardStore = ReturnType<typeof awardStore>;

export const awardStore = (table: Pick<Table, 'get' | 'query' | 'transact'>, stamp: Stamp) => ({
  ...awardReader(table),

  /** Writes the award, what the earner holds, and `badge.awarded`. `Stale` when either was answered meanwhile. */
  save(award: Award, { repeatable }: { repeatable: boolean }, cause: Cause) {
    const { awardId, programId, badgeId, badgeVersion, earnerId, submissionId } = award;
    const data = { awardId, badgeId, badgeVersion, earnerId, submissionId };
    const held = { ...keys.heldBadge(programId, earnerId, badgeId), entity: 'HeldBadge', ...data };
    return table.transact([
      { put: { ...keys.award(awardId), entity: 'Award', ...award }, ...isNew },
      { put: held, ...(!repeatable && isNew) },
      approvalWrite({ submissionId, outcome: 'awarded', awardId }),
      eventWrite(keys.award(awardId), award.sequence, draftEvent(BadgeAwarded, data, cause, stamp)),
    ]);
  },

  /** Writes that this approval awarded nothing, and says so once. `Stale` when it was answered meanwhile. */
  decline(data: { submissionId: string; heldAwardId: string; badgeId: string; earnerId: string }, cause: Cause) {
    const { submissionId, heldAwardId } = data;
    const event = draftEvent(AwardDeclined, { ...data, reason: 'badge-already-held' }, cause, stamp);
    return table.transact([
      approvalWrite({ submissionId, outcome: 'declined', awardId: heldAwardId }),
      eventWrite(keys.approval(submissionId), 1, event),
    ]);
  },

  /** The earner holds this badge no more, and may earn it again. `Stale` when another award took its place meanwhile. */
  release: ({ programId, earnerId, badgeId, awardId }: Pick<Award, 'programId' | 'earnerId' | 'badgeId' | 'awardId'>) =>
    table.transact([
      {
        key: keys.heldBadge(programId, earnerId, badgeId),
        remove: true,
        where: 'awardId = :award',
        values: { ':award': awardId },
      },
    ]),
});

const approvalWrite = (approval: Approval): Write => ({
  put: { ...keys.approval(approval.submissionId), entity: 'Approval', ...approval },
  ...isNew,
});
