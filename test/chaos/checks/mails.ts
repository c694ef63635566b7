/**
 * One mail for each person and occasion. A second one only where the documented worst case came about: the sender's answer was
 * lost, SES's own event did not come in time, and the settler said that it sends again.
 */
import type { Claim } from '../../../functions/notices/claims/claim.ts';
import { type Check, type ReadMail, type Remains, repeated, violations, without } from '../remains.ts';
import { awardsToldBy, claimsIn, expectedOfAwards, expectedOnes, isGathered, toldBy } from './tellings.ts';

/** Mails that were sent once more, as the settler may: by why SES's event of the first sending was not there. */
export interface SecondMails {
  /** The event was lost, on purpose. */
  eventLost: ReadMail[];
  /** It came, but later than the settler waits. */
  eventLate: ReadMail[];
}

const noticeOf = ({ tags }: ReadMail) => tags.notice ?? '';

export const secondMails = ({ mails, items, injected, log }: Remains): SecondMails => {
  const claims = claimsIn(items);
  const again = new Map(log.filter(({ code }) => code === 'notice-sent-again').map((one) => [one.claimId, one]));
  // Whoever knew that it was sent has no reason to send it again.
  const known = (notice: string) =>
    log.some(
      ({ code, claimId, attempt, time }) =>
        (code === 'notice-sent' || code === 'notice-heard-sent') &&
        claimId === notice &&
        String(attempt) === '1' &&
        String(time) < String(again.get(notice)?.time),
    );
  const firsts = new Set(mails.filter(({ tags }) => tags.attempt === '1').map(noticeOf));
  const lost = new Set(
    injected.filter(({ fault, attempt }) => fault === 'mail-event-lost' && attempt === '1').map(({ notice }) => notice),
  );
  const seconds = mails.filter((mail) => {
    const notice = noticeOf(mail);
    return (
      mail.tags.attempt === '2' &&
      firsts.has(notice) &&
      again.has(notice) &&
      !known(notice) &&
      claims.get(notice)?.attempt === 2
    );
  });
  return {
    eventLost: seconds.filter((mail) => lost.has(noticeOf(mail))),
    eventLate: seconds.filter((mail) => !lost.has(noticeOf(mail))),
  };
};

export const checkMails: Check = (remains) => {
  const { mails, items, program } = remains;
  const claims = claimsIn(items);
  const { eventLost, eventLate } = secondMails(remains);
  const excused = new Set([...eventLost, ...eventLate]);
  const counted = mails.filter((mail) => !excused.has(mail));
  const claimed = counted.flatMap((mail): { mail: ReadMail; claim: Claim }[] => {
    const claim = claims.get(noticeOf(mail));
    return claim ? [{ mail, claim }] : [];
  });
  const addressOf = new Map(program.members.map(({ employeeId, addresses: [address] }) => [employeeId, address]));
  const astray = claimed.filter(
    ({ mail, claim }) => mail.destinations.join() !== addressOf.get(claim.employeeId ?? ''),
  );
  const told = claimed.filter(({ claim }) => !isGathered(claim)).map(({ claim }) => toldBy(claim));
  const expected = expectedOnes(remains);
  const ofAwards = claimed
    .filter(({ claim }) => isGathered(claim))
    .flatMap(({ mail, claim }) => awardsToldBy(mail, claim, remains));
  const expectedAwards = expectedOfAwards(remains);
  // Once a day, in one mail that counts.
  const reminders = claimed
    .filter(({ claim }) => claim.occasion.kind === 'posts-waiting')
    .map(({ claim }) => toldBy(claim));
  const waits = items.some(({ entity, state }) => entity === 'QuarantinedPost' && state === 'waiting');
  // What was gathered is told by a digest: that it is, and once, the awards say below.
  const unsent = [...claims.values()].filter(({ state }) => state !== 'sent' && state !== 'gathered');
  const silent = unsent.filter(
    ({ state, claimId }) => state !== 'unknown' || ![...excused].some((one) => noticeOf(one) === claimId),
  );
  return [
    ...violations(
      'mail-without-claim',
      counted.filter((mail) => !claims.has(noticeOf(mail))).map(({ subject }) => subject),
    ),
    ...violations(
      'mail-astray',
      astray.map(({ mail, claim }) => `${toldBy(claim)}: ${mail.destinations}`),
    ),
    ...violations('mail-missing', without(expected, told)),
    ...violations('mail-unexpected', without(told, expected)),
    ...violations('mail-doubled', repeated(told)),
    ...violations('owner-reminded-twice', repeated(reminders)),
    ...violations('owner-not-reminded', waits && reminders.length === 0 ? [program.owner] : []),
    ...violations('claim-doubled-by-mails', repeated(counted.map((mail) => `${noticeOf(mail)} ${mail.destinations}`))),
    ...violations('award-untold', without(expectedAwards, ofAwards)),
    ...violations('award-told-of-nothing', without(ofAwards, expectedAwards)),
    ...violations('award-told-twice', repeated(ofAwards)),
    ...violations(
      'notice-not-sent',
      silent.map((claim) => `${toldBy(claim)}: ${claim.state} (${claim.claimId})`),
    ),
  ];
};
