/** When a person got a new account: the old one is let go, so that the new one can be recognized. */
import { IdentityReleased } from '../../events/identity-released.ts';
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import { notFound } from '../platform/errors.ts';
import type { Stamp } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { IdentityStore } from './identities.ts';
import type { SessionStore } from './sessions.ts';

interface Collaborators {
  identities: Pick<IdentityStore, 'accountOf' | 'release'>;
  sessions: Pick<SessionStore, 'endAll'>;
  programs: Pick<ProgramReader, 'member'>;
  stamp: Stamp;
}

/**
 * Lets a member's account go, also of a member who has left the program; nothing happens where there is none. The account's
 * sessions end first: one that went on would be bound again by its next request. Refuses with `not-found` (404) somebody who
 * is neither bound nor a member.
 */
export const identityRelease =
  ({ identities, sessions, programs, stamp }: Collaborators) =>
  (employeeId: string, cause: Cause): Promise<void> =>
    decideAgain(async () => {
      const { programId } = cause;
      const account = await identities.accountOf(programId, employeeId);
      if (account) {
        await sessions.endAll(account);
        const event = draftEvent(IdentityReleased, { employeeId }, cause, stamp);
        await identities.release(account, programId, employeeId, event);
      } else if (!(await programs.member(programId, employeeId))) throw notFound('member');
    });
