/** DynamoDB for identities: which account of the issuer is which member. Written once, never moved, released whole. */
import * as z from 'zod';
import { EmployeeId } from '../../events/ids.ts';
import type { EventDraft } from '../platform/draft-event.ts';
import { forbidden } from '../platform/errors.ts';
import type { Now } from '../platform/stamp.ts';
import { EventItem, eventWrite } from '../platform/table/event-item.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew } from '../platform/table/transact.ts';

const Identity = z.object({ programId: z.string(), employeeId: EmployeeId, boundAt: z.iso.datetime() });
const MemberIdentity = Identity.extend({ issuer: z.string(), subject: z.string() });

/** An account, by the pair that OpenID Connect promises never to give to anybody else. */
export interface Account {
  issuer: string;
  subject: string;
}

export type IdentityStore = ReturnType<typeof identityStore>;

export const identityStore = (table: Pick<Table, 'get' | 'query' | 'transact'>, { now }: { now: Now }) => ({
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
  /** The account that the member was bound to. */
  async accountOf(programId: string, employeeId: string): Promise<Account | undefined> {
    const found = await table.get(keys.memberIdentity(programId, employeeId), MemberIdentity);
    return found && { issuer: found.issuer, subject: found.subject };
  },
  /**
   * Lets the account and the member go, both at once, with the event. Throws `Stale` when the member has another account by
   * now, or none.
   */
  async release({ issuer, subject }: Account, programId: string, employeeId: string, event: EventDraft): Promise<void> {
    const member = keys.memberIdentity(programId, employeeId);
    const told = await table.query(
      { pk: member.pk, prefix: keys.events.prefix, descending: true, limit: 1 },
      EventItem.pick({ sk: true }),
    );
    const last = Number(told[0]?.sk.slice(keys.events.prefix.length) ?? 0);
    await table.transact([
      {
        key: member,
        remove: true,
        where: 'issuer = :issuer AND subject = :subject',
        values: { ':issuer': issuer, ':subject': subject },
      },
      { key: keys.identity(issuer, subject, programId), remove: true },
      eventWrite(member, last + 1, event),
    ]);
  },
});

const boundAlready = () =>
  forbidden(
    'member-bound-already',
    'Another account is already in use for this member. Sign in with that one, or ask the owner of the program to let it go.',
  );
