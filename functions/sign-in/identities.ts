/** DynamoDB for identities: which account of the issuer is which member. Written once, never moved. */
import * as z from 'zod';
import { EmployeeId } from '../../events/ids.ts';
import { forbidden } from '../platform/errors.ts';
import type { Now } from '../platform/stamp.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew } from '../platform/table/transact.ts';

const Identity = z.object({ programId: z.string(), employeeId: EmployeeId, boundAt: z.iso.datetime() });

/** An account, by the pair that OpenID Connect promises never to give to anybody else. */
export interface Account {
  issuer: string;
  subject: string;
}

export type IdentityStore = ReturnType<typeof identityStore>;

export const identityStore = (table: Pick<Table, 'get' | 'transact'>, { now }: { now: Now }) => ({
  /** The member this account was bound to in the program. */
  async memberOf({ issuer, subject }: Account, programId: string): Promise<string | undefined> {
    return (await table.get(keys.identity(issuer, subject, programId), Identity))?.employeeId;
  },
  /**
   * Binds the account and the member to each other, both at once. Throws `Stale` when this account was bound meanwhile (read
   * again), and refuses with `member-bound-already` (403) when the member has another account.
   */
  bind({ issuer, subject }: Account, programId: string, employeeId: string): Promise<void> {
    const identity = { programId, employeeId, issuer, subject, boundAt: now().toISOString() };
    return table.transact([
      { put: { ...keys.identity(issuer, subject, programId), entity: 'Identity', ...identity }, ...isNew },
      {
        put: { ...keys.memberIdentity(programId, employeeId), entity: 'MemberIdentity', ...identity },
        ...isNew,
        otherwise: boundAlready,
      },
    ]);
  },
});

const boundAlready = () =>
  forbidden(
    'member-bound-already',
    'Another account is already in use for this member. Sign in with that one, or ask the owner of the program.',
  );
