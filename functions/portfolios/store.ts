/** DynamoDB for portfolios: the only file of this capability with expressions. */
import { EarnerNamed } from '../../events/earner-named.ts';
import { EarnerUnnamed } from '../../events/earner-unnamed.ts';
import { PortfolioClosed } from '../../events/portfolio-closed.ts';
import { PortfolioOpened } from '../../events/portfolio-opened.ts';
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import type { Stamp } from '../platform/stamp.ts';
import { eventWrite } from '../platform/table/event-item.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import type { Change, EarnerProfile } from './model.ts';
import { profileReader } from './read.ts';

export type ProfileStore = ReturnType<typeof profileStore>;

export const profileStore = (table: Pick<Table, 'get' | 'transact'>, stamp: Stamp) => ({
  ...profileReader(table),

  /** Writes the profile, the address of its portfolio, and what changed. `Stale` when it changed meanwhile. */
  save(was: EarnerProfile, profile: EarnerProfile, changes: readonly Change[], cause: Cause) {
    const { programId, earnerId } = profile;
    const key = keys.earnerProfile(programId, earnerId);
    const asRead = {
      where: '#sequence = :was',
      names: { '#sequence': 'sequence' },
      values: { ':was': was.sequence },
    };
    return table.transact([
      { put: { ...key, entity: 'EarnerProfile', ...profile }, ...(was.sequence === 0 ? isNew : asRead) },
      ...addressWrites(was, profile),
      ...changes.map((change, index) =>
        eventWrite(key, was.sequence + 1 + index, draft(change, profile, cause, stamp)),
      ),
    ]);
  },
});

/** Written once, with the first opening. */
const addressWrites = (was: EarnerProfile, { portfolioId, programId, earnerId }: EarnerProfile): Write[] =>
  portfolioId === undefined || was.portfolioId !== undefined
    ? []
    : [{ put: { ...keys.portfolio(portfolioId), entity: 'Portfolio', programId, earnerId }, ...isNew }];

const draft = (change: Change, { earnerId, portfolioId }: EarnerProfile, cause: Cause, stamp: Stamp) => {
  if (change === 'named' || change === 'unnamed') {
    return draftEvent(change === 'named' ? EarnerNamed : EarnerUnnamed, { earnerId }, cause, stamp);
  }
  if (portfolioId === undefined) throw new Error('A portfolio that was opened or closed has an address.');
  return draftEvent(change === 'opened' ? PortfolioOpened : PortfolioClosed, { portfolioId, earnerId }, cause, stamp);
};
