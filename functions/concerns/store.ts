/** DynamoDB for concerns: the only file of this capability with expressions. */
import * as z from 'zod';
import { ConcernReported } from '../../events/concern-reported.ts';
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import type { Stamp } from '../platform/stamp.ts';
import { eventWrite } from '../platform/table/event-item.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew } from '../platform/table/transact.ts';
import { type Concern, dayOf } from './model.ts';
import { concernReader } from './read.ts';

const ConcernCount = z.object({ count: z.int().positive() });

/** As long as claims of mails: what an owner was told can be looked up while the claim says that they were. */
const CONCERN_DAYS = 400;
const COUNT_DAYS = 2;

export type ConcernStore = ReturnType<typeof concernStore>;

export const concernStore = (table: Pick<Table, 'get' | 'transact'>, stamp: Stamp) => ({
  ...concernReader(table),

  /** How many were reported of this credential on the day of that time. */
  async countOn(credentialId: string, time: Date): Promise<number> {
    return (await table.get(keys.concernCount(credentialId, dayOf(time)), ConcernCount))?.count ?? 0;
  },

  /** Writes the concern, counts it, and says so. `Stale` when another one was counted meanwhile, or it is there already. */
  save(concern: Concern, reportedToday: number, cause: Cause) {
    const { concernId, credentialId, awardId, badgeId, sequence } = concern;
    const reportedAt = new Date(concern.reportedAt);
    const key = keys.concern(concernId);
    const event = draftEvent(ConcernReported, { concernId, credentialId, awardId, badgeId }, cause, stamp);
    const asRead = { where: '#count = :was', names: { '#count': 'count' }, values: { ':was': reportedToday } };
    return table.transact([
      { put: { ...key, entity: 'Concern', ...concern, expiresAt: daysAfter(reportedAt, CONCERN_DAYS) }, ...isNew },
      {
        put: {
          ...keys.concernCount(credentialId, dayOf(reportedAt)),
          ...{ entity: 'ConcernCount', count: reportedToday + 1, expiresAt: daysAfter(reportedAt, COUNT_DAYS) },
        },
        ...(reportedToday === 0 ? isNew : asRead),
      },
      eventWrite(key, sequence, event),
    ]);
  },
});

const daysAfter = (time: Date, days: number) => Math.floor(time.getTime() / 1000) + days * 86_400;
