import type { Table } from './table.ts';
import { Stale, type Write } from './transact.ts';

/** Whether the writes were the ones that counted: false when a condition says that somebody was there before. */
export const wins = async (table: Pick<Table, 'transact'>, ...writes: readonly Write[]): Promise<boolean> => {
  try {
    await table.transact(writes);
    return true;
  } catch (error) {
    if (error instanceof Stale) return false;
    throw error;
  }
};
