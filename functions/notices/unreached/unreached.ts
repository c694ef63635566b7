/** Who of a program cannot be reached by mail: by person, with the notices that did not arrive. */
import type { Claim, Trouble } from '../claims/claim.ts';
import { didNotArrive } from '../claims/claim.ts';
import type { ClaimStore } from '../claims/claim-store.ts';
import type { Suppression, SuppressionStore } from '../claims/suppression.ts';
import { readMatter } from '../matters/matter.ts';
import type { OccasionKind } from '../matters/occasion.ts';
import type { Readers, Recipient } from '../matters/readers.ts';
import { troubled } from './troubled.ts';

export interface UnreachedNotice {
  claimId: string;
  kind: OccasionKind;
  trouble: Trouble;
  reason?: string | undefined;
  since: string;
  /** How often it was sent again by hand: names the sending that a press of the button repeats. */
  resent: number;
  mayResend: boolean;
}

export interface Unreached {
  /** Absent for somebody who is no member, such as an organization that was asked for an endorsement. */
  employeeId?: string | undefined;
  name: string;
  addresses: { address: string; suppressed?: Suppression | undefined }[];
  notices: UnreachedNotice[];
}

export interface UnreachedList {
  people: Unreached[];
  /** There are more notices than are listed. */
  more: boolean;
}

interface Collaborators {
  claims: Pick<ClaimStore, 'unreached'>;
  suppressions: Pick<SuppressionStore, 'get'>;
  readers: Readers;
}

/** As many notices as one page lists. */
const LISTED = 200;

/** Longest waiting first. Whoever left the program needs to be reached no more. */
export const unreachedOf = async (collaborators: Collaborators, programId: string): Promise<UnreachedList> => {
  const { claims, readers } = collaborators;
  const { troubles, more } = await troubled({
    unreached: (part) => claims.unreached(programId, part),
    personOf: (claim) => recipientOf(readers, claim),
    most: LISTED,
  });
  const byPerson = Map.groupBy(troubles, ({ claim: { employeeId, claimId } }) => employeeId ?? claimId);
  return { people: await Promise.all([...byPerson.values()].map((one) => shown(collaborators, one))), more };
};

const shown = async (
  { suppressions }: Collaborators,
  troubles: readonly { claim: Claim; person: Recipient }[],
): Promise<Unreached> => {
  const [{ employeeId, name, addresses } = { name: '', addresses: [] }] = troubles.map(({ claim, person }) => ({
    ...{ employeeId: claim.employeeId, name: person.name, addresses: person.addresses },
  }));
  const asked = addresses.map(async (address) => ({ address, suppressed: await suppressions.get(address) }));
  return {
    employeeId,
    name,
    addresses: await Promise.all(asked),
    notices: troubles.map(({ claim }) => noticeOf(claim)),
  };
};

/** Whom a notice was for, as they are now; undefined for somebody who left, or who is asked for nothing any more. */
export const recipientOf = async (
  readers: Readers,
  { programId, employeeId, occasion }: Claim,
): Promise<Recipient | undefined> =>
  employeeId === undefined
    ? (await readMatter(readers)(occasion))?.recipients[0]
    : readers.programs.member(programId, employeeId);

const noticeOf = ({ claimId, occasion, state, reason, settledAt, claimedAt, resent }: Claim): UnreachedNotice => ({
  ...{ claimId, kind: occasion.kind, trouble: state as Trouble, reason, since: settledAt ?? claimedAt, resent },
  mayResend: didNotArrive(state),
});
