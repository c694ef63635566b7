/** Which member of a program a signed-in person is. */
import { forbidden } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { Member, ProgramReader } from '../programs/read.ts';
import type { IdentityStore } from './identities.ts';

interface Collaborators {
  identities: IdentityStore;
  programs: Pick<ProgramReader, 'member' | 'memberByAddress'>;
}

/**
 * The first time, the member who has the person's verified address is bound to the account (issuer and subject). From then on
 * the account decides, whatever becomes of the address. Refuses with `not-a-member` or `member-bound-already` (403).
 */
export const memberIdentification =
  ({ identities, programs }: Collaborators) =>
  (principal: Principal, programId: string): Promise<Member> =>
    decideAgain(async () => {
      const employeeId = await identities.memberOf(principal, programId);
      const member = employeeId === undefined ? await bound() : await programs.member(programId, employeeId);
      if (!member) throw notAMember();
      return member;

      async function bound() {
        const address = await principal.verifiedEmail();
        const member = address && (await programs.memberByAddress(programId, address));
        if (!member) return undefined;
        await identities.bind(principal, programId, member.employeeId);
        return member;
      }
    });

const notAMember = () =>
  forbidden('not-a-member', 'Your account belongs to nobody in this program. Ask the owner of the program to add you.');
