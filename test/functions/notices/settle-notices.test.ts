import { describe, expect, it, vi } from 'vitest';
import { claimIdOf } from '../../../functions/notices/claims/claim.ts';
import { settleNotices } from '../../../functions/notices/claims/settle-notices.ts';
import { Unavailable } from '../../../functions/platform/errors.ts';
import { minutesLater, openDesk, start } from './desk.ts';
import { occasionOf, people } from './district.ts';
import type { Fate } from './recording-mailer.ts';

const occasion = occasionOf('returned');
const claimId = claimIdOf(occasion, people.earner.employeeId);
const throttled: Fate = {
  outcome: 'not-sent',
  error: new Unavailable('mail-throttled', { message: 'Later.', retryAfter: 40 }),
};
/** A desk whose first sending ended in the given way. */
const deskAfter = async (...fates: Fate[]) => {
  const desk = await openDesk({}, (_mail, nth) => fates[nth - 1] ?? 'sent');
  await desk.tell(occasion).catch(() => undefined);
  return desk;
};

/** The codes logged while `work` runs. */
const logged = async (work: () => Promise<unknown>): Promise<string[]> => {
  const spy = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await work();
  const codes = spy.mock.calls.flatMap(([line]) => /"code":"(notice-[a-z-]+)"/.exec(String(line))?.[1] ?? []);
  spy.mockRestore();
  return codes;
};

describe('the settler', () => {
  it('waits for the lease and 15 minutes more, then sends once, however often and at once it runs', async () => {
    const desk = await deskAfter('dies-before');
    await desk.settle(minutesLater(17));
    expect(desk.sent).toEqual([]);
    const codes = await logged(() =>
      Promise.all([desk.settle(minutesLater(18)), desk.settle(minutesLater(18)), desk.settle(minutesLater(19))]),
    );
    await desk.settle(minutesLater(60));
    expect(desk.sent).toMatchObject([{ tags: { notice: claimId, attempt: '2' } }]);
    expect(codes.filter((code) => code === 'notice-sent-again')).toHaveLength(1);
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'sent', attempt: 2 });
  });

  it('sends nothing again of which SES told', async () => {
    const desk = await deskAfter('dies-after');
    const [mail] = desk.sent;
    await desk.sesSays('Email Sent', mail ?? { tags: {} });
    await desk.settle(minutesLater(60));
    expect(desk.sent).toHaveLength(1);
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'sent', attempt: 1, messageId: 'ses-1' });
  });

  it('gives two mails at the most, when the event is lost too', async () => {
    const desk = await deskAfter('dies-after', 'dies-after');
    await expect(desk.settle(minutesLater(20))).rejects.toMatchObject({ code: 'notices-undecided' });
    await desk.settle(minutesLater(30));
    expect(await desk.unsettled()).toHaveLength(1);
    const codes = await logged(() => desk.settle(minutesLater(38)));
    for (const later of [40, 60, 600]) await desk.settle(minutesLater(later));
    expect(desk.sent).toHaveLength(2);
    expect(codes).toEqual(['notice-outcome-unknown']);
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'unknown', attempt: 2 });
    await desk.sesSays('Email Sent', { tags: { notice: claimId, attempt: '2' } });
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'sent' });
  });

  it('keeps the second sending for later when SES throttles it', async () => {
    const desk = await deskAfter('dies-before', throttled, throttled);
    await desk.settle(minutesLater(20));
    await desk.settle(minutesLater(25));
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'claimed', attempt: 1 });
    await desk.settle(minutesLater(30));
    expect(desk.sent).toHaveLength(1);
  });

  it('tells nobody who may no longer know', async () => {
    const desk = await deskAfter('dies-before');
    desk.people.members = desk.people.members.filter((one) => one !== people.earner);
    await desk.settle(minutesLater(20));
    expect(desk.sent).toEqual([]);
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'gone' });
    expect(await desk.unsettled()).toEqual([]);
  });

  it('writes once more to somebody who is no member', async () => {
    const desk = await openDesk({}, (_mail, nth) => (nth === 1 ? 'dies-before' : 'sent'));
    const wanted = occasionOf('endorsement-wanted');
    await desk.tell(wanted).catch(() => undefined);
    await desk.settle(minutesLater(20));
    expect(desk.to()).toEqual(['office@reading.example']);
    expect(await desk.claims.get(claimIdOf(wanted, undefined))).toMatchObject({ state: 'sent', attempt: 2 });
  });

  it('decides the others when one cannot be decided, and then fails', async () => {
    const desk = await openDesk({}, (mail, nth) => {
      if (nth <= 2) return 'answer-lost';
      return mail.to.address === people.reviewer.addresses[0] ? 'dies-before' : 'sent';
    });
    await desk.tell(occasionOf('review-wanted'));
    await expect(desk.settle(minutesLater(20))).rejects.toMatchObject({ code: 'notices-undecided' });
    expect(desk.to().filter((address) => address === people.reviewerInSpanish.addresses[0])).toHaveLength(2);
  });
});

describe('a claim that cannot be decided', () => {
  it('stands behind the others for half an hour', async () => {
    const desk = await deskAfter('answer-lost');
    const { readers } = desk.collaborators;
    const programs = { ...readers.programs, program: () => Promise.reject(new Error('unreadable')) };
    const settling = settleNotices({ ...desk.collaborators, readers: { ...readers, programs } });
    await expect(settling(minutesLater(20))).rejects.toMatchObject({ code: 'notices-undecided' });
    await settling(minutesLater(49));
    await expect(settling(minutesLater(70))).rejects.toMatchObject({ code: 'notices-undecided' });
  });
});

describe('what SES tells', () => {
  it('may come before the sender notes it, or after: the first note stays', async () => {
    const late = await openDesk();
    await late.tell(occasion);
    await late.sesSays('Email Sent', late.sent[0] ?? { tags: {} });
    expect(await late.claims.get(claimId)).toMatchObject({ state: 'sent', messageId: 'message-1' });
    const early = await deskAfter('answer-lost');
    await early.sesSays('Email Sent', early.sent[0] ?? { tags: {} });
    expect(await early.claims.settle({ claimId, resent: 0 }, 'sent', { at: start, messageId: 'message-1' })).toBe(
      false,
    );
    expect(await early.claims.get(claimId)).toMatchObject({ state: 'sent', messageId: 'ses-1' });
  });

  it('of a bounce is kept, in whichever order the two come', async () => {
    const desk = await deskAfter('answer-lost');
    const mail = { tags: { notice: claimId, attempt: '1' } };
    await desk.sesSays('Email Bounced', mail, { bounce: { bounceType: 'Permanent' } });
    await desk.sesSays('Email Sent', mail);
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'bounced', reason: 'Permanent' });
    await desk.settle(minutesLater(60));
    expect(desk.sent).toHaveLength(1);
  });

  it('of a transient bounce decides nothing', async () => {
    const desk = await deskAfter('answer-lost');
    await desk.sesSays(
      'Email Bounced',
      { tags: { notice: claimId, attempt: '1' } },
      { bounce: { bounceType: 'Transient' } },
    );
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'claimed' });
  });

  it('of mails that are not ours is let be; what cannot be read is parked', async () => {
    const desk = await openDesk();
    await desk.sesSays('Email Sent', { tags: {} });
    await desk.sesSays('Email Sent', { tags: { notice: 'nobody' } });
    const mail = { tags: {} };
    await expect(desk.sesSays('Email Sent', mail, { mail: 7 })).rejects.toMatchObject({
      code: 'mail-event-unreadable',
    });
  });
});
