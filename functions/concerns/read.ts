/** What other capabilities may read of concerns. */
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { Concern } from './model.ts';

export type { ConcernKind } from './model.ts';
export type ConcernReader = ReturnType<typeof concernReader>;

export const concernReader = (table: Pick<Table, 'get'>) => ({
  /** Undefined once it has expired. */
  get: (concernId: string) => table.get(keys.concern(concernId), Concern),
});
