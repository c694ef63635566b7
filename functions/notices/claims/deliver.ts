/** One letter to one person: claimed, sent, and noted. What is known of the sending decides what is done about it. */
import { faultOf, log } from '../../platform/log.ts';
import type { Mailbox } from '../../platform/mail-message.ts';
import type { Mailer } from '../../platform/mailer.ts';
import type { Now } from '../../platform/stamp.ts';
import type { Letter } from '../letters/letter.ts';
import { htmlOf } from '../letters/letter-html.ts';
import { textOf } from '../letters/letter-text.ts';
import type { Links } from '../letters/links.ts';
import { writeLetter } from '../letters/write-letter.ts';
import type { Matter } from '../matters/matter.ts';
import type { Occasion } from '../matters/occasion.ts';
import type { Recipient } from '../matters/readers.ts';
import { type Claim, firstClaim } from './claim.ts';
import type { ClaimStore } from './claim-store.ts';
import type { SuppressionStore } from './suppression.ts';

export interface Delivery {
  claims: ClaimStore;
  suppressions: Pick<SuppressionStore, 'firstOpen'>;
  mailer: Mailer;
  links: Links;
  now: Now;
}

/**
 * Tells one recipient, unless they were claimed for this occasion before: then another run sends it, or the settler decides.
 * The letter is written before the claim, so that a fault in writing leaves nothing behind. Throws `Unavailable` when
 * certainly nothing was sent and a later try may do better. Answers whether the claim was its own; `take` may claim more
 * than the notice.
 */
export const deliver =
  (delivery: Delivery) =>
  async (
    occasion: Occasion,
    matter: Matter,
    recipient: Recipient,
    take: ClaimStore['take'] = delivery.claims.take,
  ): Promise<boolean> => {
    const { suppressions, links, now } = delivery;
    const letter = writeLetter(occasion.kind, matter, recipient, links);
    const claim = firstClaim(occasion, recipient.employeeId, now());
    const address = await suppressions.firstOpen(recipient.addresses);
    if (address === undefined) {
      const isMine = await take({ ...claim, state: 'unreachable' });
      if (isMine) logUnreachable(claim);
      return isMine;
    }
    if (!(await take(claim))) return false;
    await send(delivery, claim, matter, { name: recipient.name, address }, letter);
    return true;
  };

/** Not a fault of ours: whoever answers for the program sees it. */
export const logUnreachable = ({ claimId, occasion: { kind } }: Claim) =>
  log.warn('notice-unreachable', { claimId, kind });

/** Sends what is claimed, and notes its outcome. A lost answer leaves the claim to SES's own event, or the settler. */
export const send = async (
  { claims, mailer, now }: Pick<Delivery, 'claims' | 'mailer' | 'now'>,
  claim: Claim,
  { program }: Pick<Matter, 'program'>,
  to: Mailbox,
  letter: Letter,
): Promise<void> => {
  const { claimId, attempt, resent } = claim;
  const sending = await mailer.send({
    fromName: program.name,
    to,
    replyTo: { name: program.name, address: program.contact },
    subject: letter.subject,
    unsubscribe: letter.unsubscribe,
    language: letter.language,
    text: textOf(letter),
    html: await htmlOf(letter),
    tags: { notice: claimId, attempt: String(attempt), resent: String(resent) },
  });
  const about = { claimId, kind: claim.occasion.kind, attempt, resent };
  switch (sending.outcome) {
    case 'sent':
      await claims.settle(claim, 'sent', { at: now(), messageId: sending.messageId });
      log.info('notice-sent', about);
      break;
    case 'refused':
      await claims.fail(claim, 'refused', { at: now(), reason: sending.reason });
      log.warn('notice-refused', { ...about, reason: sending.reason });
      break;
    case 'not-sent':
      await claims.release(claim);
      throw sending.error;
    case 'unknown':
      log.warn('notice-answer-lost', { ...about, ...faultOf(sending.error) });
      break;
  }
};
