/** What other capabilities may read of intake. */
import { indexes, keys, waitingFor } from '../platform/table/keys.ts';
import type { PageOf, PageQuery, Table } from '../platform/table/table.ts';
import { QuarantinedPost } from './quarantine/quarantined-post.ts';
import { TALLIED, tallyOf } from './quarantine/tally.ts';

export type { Tally } from './quarantine/tally.ts';
export { problems as problemsEn, reasons as reasonsEn } from './quarantine/texts/en-posts.ts';
export { problems as problemsEs, reasons as reasonsEs } from './quarantine/texts/es-posts.ts';

export type IntakeReader = ReturnType<typeof intakeReader>;

export const intakeReader = (table: Pick<Table, 'get' | 'page'>) => ({
  /** A post that waits or waited: why, since when, and (`earnerId`) the member it names, if there is one. */
  quarantined: (programId: string, receiptId: string) =>
    table.get(keys.quarantined(programId, receiptId), QuarantinedPost),
  /** All that waits, newest last. */
  waiting: (programId: string, part: Pick<PageQuery, 'limit' | 'after'>): Promise<PageOf<QuarantinedPost>> =>
    table.page({ pk: waitingFor.quarantine(programId), index: indexes.waiting, ...part }, QuarantinedPost),
  /** How much waits, and why. What waits or is resolved since a moment ago may not be counted yet: an index lags. */
  tally: async (programId: string) => {
    const { items, next } = await table.page(
      { pk: waitingFor.quarantine(programId), index: indexes.waiting, limit: TALLIED },
      QuarantinedPost,
    );
    return tallyOf(items, next !== undefined);
  },
});
