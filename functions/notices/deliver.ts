/** One letter to one person: claimed, sent, and noted. What is known of the sending decides what is done about it. */
import { faultOf, log } from '../platform/log.ts';
import type { Mailer } from '../platform/mailer.ts';
import type { Now } from '../platform/stamp.ts';
import { type Claim, firstClaim } from './claims.ts';
import type { Letter } from './letter.ts';
import { htmlOf } from './letter-html.ts';
import { textOf } from './letter-text.ts';
import type { Links } from './links.ts';
import type { Matter } from './matter.ts';
import type { Occasion } from './occasion.ts';
import type { Recipient } from './readers.ts';
import type { ClaimStore } from './store.ts';
import { writeLetter } from './write-letter.ts';

export interface Delivery {
  claims: ClaimStore;
  mailer: Mailer;
  links: Links;
  now: Now;
}

/**
 * Tells one recipient, unless they were claimed for this occasion before: then another run sends it, or the settler decides.
 * The letter is written before the claim, so that a fault in writing leaves nothing behind. Throws `Unavailable` when
 * certainly nothing was sent and a later try may do better.
 */
export const deliver =
  (delivery: Delivery) =>
  async (occasion: Occasion, matter: Matter, recipient: Recipient): Promise<void> => {
    const letter = writeLetter(occasion.kind, matter, recipient, delivery.links);
    const claim = firstClaim(occasion, recipient.employeeId, delivery.now());
    if (await delivery.claims.take(claim)) await send(delivery, claim, matter, recipient, letter);
  };

/** Sends what is claimed, and notes its outcome. A lost answer leaves the claim to SES's own event, or the settler. */
export const send = async (
  { claims, mailer, now }: Omit<Delivery, 'links'>,
  claim: Claim,
  { program }: Matter,
  { name, addresses: [address = ''] }: Recipient,
  letter: Letter,
): Promise<void> => {
  const { claimId, attempt } = claim;
  const sending = await mailer.send({
    fromName: program.name,
    to: { name, address },
    replyTo: { name: program.name, address: program.contact },
    subject: letter.subject,
    language: letter.language,
    text: textOf(letter),
    html: await htmlOf(letter),
    tags: { notice: claimId, attempt: String(attempt) },
  });
  const about = { claimId, kind: claim.occasion.kind, attempt };
  switch (sending.outcome) {
    case 'sent':
      await claims.settle(claimId, 'sent', { at: now(), messageId: sending.messageId });
      log.info('notice-sent', about);
      break;
    case 'refused':
      await claims.settle(claimId, 'refused', { at: now(), reason: sending.reason });
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
