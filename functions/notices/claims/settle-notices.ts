/**
 * Decides the claims of runs that died around their sending. SES's own event has settled those that were sent; where none
 * came, the mail is sent once more. If that event was lost, somebody gets it twice: that is the worst case, and counted.
 */
import { Unavailable } from '../../platform/errors.ts';
import { faultOf, log } from '../../platform/log.ts';
import { writeLetter } from '../letters/write-letter.ts';
import { readMatter } from '../matters/matter.ts';
import type { Readers } from '../matters/readers.ts';
import { oneAfterTheOther } from '../one-after-the-other.ts';
import { type Claim, dueBefore, leaseFrom } from './claim.ts';
import { type Delivery, logUnreachable, send } from './deliver.ts';

interface Collaborators extends Omit<Delivery, 'now'> {
  readers: Readers;
}

/** At most this many in a run of two minutes; the next run takes the rest. */
const AT_ONCE = 200;

/** What cannot be decided now stands behind the others for half an hour: so many of them must not starve the rest. */
const PUT_OFF_MS = 30 * 60_000;

/**
 * Takes the time it was due, so that a late or repeated run decides alike. One claim that cannot be decided does not keep
 * the others waiting; the run then ends as failed, which raises its alarm.
 */
export const settleNotices =
  (collaborators: Collaborators) =>
  async (now: Date): Promise<void> => {
    const claims = await collaborators.claims.unsettled(dueBefore(now), AT_ONCE);
    const undecided = await oneAfterTheOther(
      claims,
      (claim) => settle(collaborators, claim, now),
      async (claim, error) => {
        await collaborators.claims.defer(claim, new Date(now.getTime() + PUT_OFF_MS));
        log.error('notice-undecided', { claimId: claim.claimId, kind: claim.occasion.kind, ...faultOf(error) });
      },
    );
    if (undecided > 0) throw new Unavailable('notices-undecided', { message: 'Some notices could not be decided.' });
  };

const settle = async (collaborators: Collaborators, claim: Claim, now: Date): Promise<void> => {
  const { claims, suppressions, readers, links } = collaborators;
  const { claimId, occasion, employeeId } = claim;
  const about = { claimId, kind: occasion.kind };
  if (claim.attempt === 2) {
    if (await claims.fail(claim, 'unknown', { at: now })) log.error('notice-outcome-unknown', about);
    return;
  }
  const matter = await readMatter(readers)(occasion);
  const member = matter?.recipients.find((one) => one.employeeId === employeeId);
  if (!matter || !member) {
    if (await claims.settle(claim, 'gone', { at: now })) log.warn('notice-gone', about);
    return;
  }
  const address = await suppressions.firstOpen(member.addresses);
  if (address === undefined) {
    if (await claims.fail(claim, 'unreachable', { at: now })) logUnreachable(claim);
    return;
  }
  const letter = writeLetter(occasion.kind, matter, member, links);
  const second: Claim = { ...claim, attempt: 2, leaseUntil: leaseFrom(now) };
  if (!(await claims.takeAgain(claim, second.leaseUntil))) return;
  // Before the sending: a run that dies after it counts too.
  log.warn('notice-sent-again', about);
  // Back to its first lease if nothing is sent: then it is due at the next run.
  const to = { name: member.name, address };
  await send({ ...collaborators, now: () => now }, { ...second, leaseUntil: claim.leaseUntil }, matter, to, letter);
};
