/** What other capabilities may read of intake. */
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { QuarantinedPost } from './receipt.ts';

export type { QuarantinedPost } from './receipt.ts';

export type IntakeReader = ReturnType<typeof intakeReader>;

export const intakeReader = (table: Pick<Table, 'get'>) => ({
  /** A post that waits: why, since when, and (`earnerId`) the member it names, if there is one. */
  quarantined: (programId: string, receiptId: string) =>
    table.get(keys.quarantined(programId, receiptId), QuarantinedPost),
});
