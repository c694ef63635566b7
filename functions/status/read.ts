/** What other capabilities may read of status lists. */
import * as z from 'zod';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';

export { type StatusPlace, statusEntry } from './status-list.ts';

const Document = z.string().transform((text): StatusListDocument => JSON.parse(text));
export interface StatusListDocument {
  id: string;
  issuer: { id: string };
  validFrom: string;
  credentialSubject: { id: string; encodedList: string };
  [member: string]: unknown;
}

export const StatusList = z.object({
  programId: z.string(),
  list: z.int().positive(),
  /** How often it was signed. */
  revision: z.int().positive(),
  /** Signed, kept as text: a map of DynamoDB would reorder its members. */
  document: Document,
  jwt: z.object({ key: z.string(), signature: z.string() }),
});
export type StatusList = z.infer<typeof StatusList>;
export type StatusReader = ReturnType<typeof statusReader>;

export const statusReader = (table: Pick<Table, 'get' | 'query'>) => ({
  list: (programId: string, list: number) => table.get(keys.statusList(programId, list), StatusList),
  /** The list that new credentials take their places in; undefined before the first. */
  async newest(programId: string): Promise<StatusList | undefined> {
    const query = { ...keys.statusLists(programId), descending: true, limit: 1 };
    const [newest] = await table.query(query, StatusList);
    return newest;
  },
});
