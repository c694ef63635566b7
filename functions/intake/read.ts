/** What other capabilities may read of intake. */
import { indexes, keys, waitingFor } from '../platform/table/keys.ts';
import type { PageOf, PageQuery, Table } from '../platform/table/table.ts';
import { QuarantinedPost, WaitingPost } from './receipt.ts';

export { problems as problemsEn, reasons as reasonsEn } from './quarantine/texts/en-posts.ts';
export { problems as problemsEs, reasons as reasonsEs } from './quarantine/texts/es-posts.ts';

export type IntakeReader = ReturnType<typeof intakeReader>;

export const intakeReader = (table: Pick<Table, 'get' | 'page'>) => ({
  /** A post that waits: why, since when, and (`earnerId`) the member it names, if there is one. */
  quarantined: (programId: string, receiptId: string) =>
    table.get(keys.quarantined(programId, receiptId), QuarantinedPost),
  /** All that waits, newest last, without what was sent. */
  waiting: (programId: string, part: Pick<PageQuery, 'limit' | 'after'>): Promise<PageOf<WaitingPost>> =>
    table.page({ pk: waitingFor.quarantine(programId), index: indexes.waiting, ...part }, WaitingPost),
});
