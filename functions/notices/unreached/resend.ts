/** What whoever answers for the program does about notices that did not arrive. */
import { notFound, Refused } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { type Claim, didNotArrive, leaseFrom, Trouble } from '../claims/claim.ts';
import { type Delivery, send } from '../claims/deliver.ts';
import { writeLetter } from '../letters/write-letter.ts';
import { readMatter } from '../matters/matter.ts';
import type { Readers } from '../matters/readers.ts';

interface Pressed {
  programId: string;
  claimId: string;
  /** Which sending is to be repeated, as it was listed: a button pressed twice sends one mail. */
  resent: number;
}

/**
 * Sends a notice once more, to today's address and with today's words. Refuses with `notice-resent-already` when that
 * sending was repeated before, `notice-gone` and `address-missing`.
 */
export const resend =
  (office: Delivery & { readers: Readers }) =>
  async ({ programId, claimId, resent }: Pressed): Promise<void> => {
    const { claims, readers, suppressions, links, now } = office;
    const claim = await claimOf(claims, { programId, claimId });
    if (claim.resent !== resent || !didNotArrive(claim.state)) throw already();
    const matter = await readMatter(readers)(claim.occasion);
    const recipient = matter?.recipients.find(({ employeeId }) => employeeId === claim.employeeId);
    if (!matter || !recipient) throw gone();
    const address = await suppressions.firstOpen(recipient.addresses);
    if (address === undefined) throw noAddress();
    const letter = writeLetter(claim.occasion.kind, matter, recipient, links);
    const leaseUntil = leaseFrom(now());
    if (!(await claims.reopen(claim, now(), leaseUntil))) throw already();
    log.info('notice-resent', { claimId, kind: claim.occasion.kind, resent: resent + 1 });
    const again: Claim = { ...claim, state: 'claimed', attempt: 1, resent: resent + 1, leaseUntil };
    await send(office, again, matter, { name: recipient.name, address }, letter);
  };

/** Takes a notice off the list: the person was told otherwise. Done already is no error. */
export const dismiss =
  ({ claims }: Pick<Delivery, 'claims'>) =>
  async ({ programId, claimId }: Omit<Pressed, 'resent'>): Promise<void> => {
    const claim = await claimOf(claims, { programId, claimId });
    if (Trouble.safeParse(claim.state).success) await claims.dismiss(claim);
  };

/** The claim, if it is of this program: its id alone permits nothing. */
export const claimOf = async (
  claims: Delivery['claims'],
  { programId, claimId }: Omit<Pressed, 'resent'>,
): Promise<Claim> => {
  const claim = await claims.get(claimId);
  if (claim?.programId !== programId) throw notFound('notice');
  return claim;
};

const already = () =>
  new Refused('notice-resent-already', {
    message: 'This notice was sent again already, or arrived after all. Nothing was sent now.',
  });
const gone = () =>
  new Refused('notice-gone', {
    message: 'What this notice tells of is settled by now, or the person is in the program no more. Nothing was sent.',
  });
const noAddress = () =>
  new Refused('address-missing', {
    message: 'This person has no address that takes mail. Change the addresses in the program file, or lift one.',
  });
