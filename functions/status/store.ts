/** DynamoDB for status lists: the only file of this capability with expressions. */
import * as z from 'zod';
import type { Stamp } from '../platform/stamp.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import { type StatusList, statusReader } from './read.ts';
import type { StatusPlace } from './status-list.ts';

const Taken = z.object({ awardId: z.string() });
const Revoked = z.object({ index: z.int().nonnegative() });

export type StatusStore = ReturnType<typeof statusStore>;

export const statusStore = (table: Pick<Table, 'get' | 'query' | 'transact'>, { now }: Pick<Stamp, 'now'>) => ({
  ...statusReader(table),

  isTaken: async (programId: string, { list, index }: StatusPlace) =>
    (await table.get(keys.statusIndex(programId, list, index), Taken)) !== undefined,
  /** Belongs into the transaction that writes the credential: `Stale` when the place was taken meanwhile. */
  placeWrite: (programId: string, { list, index }: StatusPlace, awardId: string): Write => ({
    put: { ...keys.statusIndex(programId, list, index), entity: 'StatusIndex', awardId },
    ...isNew,
  }),

  /** Belongs into the transaction that revokes. The signed list follows it. */
  revokedWrite: (programId: string, { list, index }: StatusPlace): Write => ({
    put: { ...keys.revokedIndex(programId, list, index), entity: 'RevokedIndex', list, index },
  }),
  async revoked(programId: string, list: number): Promise<number[]> {
    return (await table.query(keys.revokedIn(programId, list), Revoked)).map(({ index }) => index);
  },

  /** Writes a signed list in place of the revision before it. `Stale` when it was signed again meanwhile. */
  save: ({ programId, list, revision, document, jwt }: StatusList) =>
    table.transact([
      {
        put: {
          ...keys.statusList(programId, list),
          ...{ entity: 'StatusList', programId, list, revision, jwt, signedAt: now().toISOString() },
          document: JSON.stringify(document),
        },
        ...(revision === 1 ? isNew : { where: 'revision = :was', values: { ':was': revision - 1 } }),
      },
    ]),
});
