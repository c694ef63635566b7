/** An address works again: mail is sent to it. What a member called spam is off the list; of anybody else, the notice at hand. */
import { notFound } from '../../platform/errors.ts';
import type { Now } from '../../platform/stamp.ts';
import type { ClaimStore } from '../claims/claim-store.ts';
import type { SuppressionStore } from '../claims/suppression.ts';
import type { Readers, Recipient } from '../matters/readers.ts';
import { claimOf } from './resend.ts';
import { troubled } from './troubled.ts';
import { recipientOf } from './unreached.ts';

interface Office {
  claims: ClaimStore;
  suppressions: SuppressionStore;
  readers: Readers;
  now: Now;
}

/** Of a member. Throws 404, also for an address of anybody else: nobody learns of, or changes, these. */
export const liftOfMember =
  (office: Office) =>
  async ({ programId, employeeId, address }: { programId: string; employeeId: string; address: string }) => {
    const { claims, readers } = office;
    const member = await readers.programs.member(programId, employeeId);
    await lift(office, member, address);
    const { troubles } = await troubled({
      unreached: (part) => claims.unreached(programId, part),
      personOf: async (claim) => (claim.employeeId === employeeId ? member : undefined),
      most: 200,
    });
    for (const { claim } of troubles) if (claim.state === 'complained') await claims.dismiss(claim);
  };

/** Of whomever a notice was for, who may be no member: an organization that was asked for an endorsement. Throws 404. */
export const liftOfNotice =
  (office: Office) =>
  async ({ programId, claimId, address }: { programId: string; claimId: string; address: string }) => {
    const { claims, readers } = office;
    const claim = await claimOf(claims, { programId, claimId });
    const { employeeId } = claim;
    if (employeeId !== undefined) return liftOfMember(office)({ programId, employeeId, address });
    await lift(office, await recipientOf(readers, claim), address);
    if (claim.state === 'complained') await claims.dismiss(claim);
  };

const lift = async ({ suppressions, now }: Office, person: Recipient | undefined, address: string) => {
  const theirs = person?.addresses.find((one) => one.toLowerCase() === address.toLowerCase());
  if (theirs === undefined) throw notFound('address');
  await suppressions.lift(theirs, now());
};
