/** What happens with a mail that does not arrive: its address gets no more, the owner sees it, and it is sent again. */
import { describe, expect, it } from 'vitest';
import { claimIdOf, firstClaim } from '../../../functions/notices/claims/claim.ts';
import { liftOfNotice } from '../../../functions/notices/unreached/lift.ts';
import { dismiss, resend } from '../../../functions/notices/unreached/resend.ts';
import { unreachedOf } from '../../../functions/notices/unreached/unreached.ts';
import { Unavailable } from '../../../functions/platform/errors.ts';
import { minutesLater, openDesk, start } from './desk.ts';
import { occasionOf, people, programId, REASON } from './district.ts';
import type { Fate } from './recording-mailer.ts';

const [first = '', second = ''] = people.earner.addresses;
const occasion = occasionOf('returned');
const claimId = claimIdOf(occasion, people.earner.employeeId);
const pressed = { programId, claimId, resent: 0 };

const bounce = (address: string, more: object = {}) => ({
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1' }],
    ...more,
  },
});
const complaint = (address: string, more: object = {}) => ({
  complaint: { complaintFeedbackType: 'abuse', complainedRecipients: [{ emailAddress: address }], ...more },
});

/** The earner was told something; then SES said what became of the mail. */
const deskWhere = async (detailType: string, more: Record<string, unknown>, fateOf?: (nth: number) => Fate) => {
  const desk = await openDesk({}, (_mail, nth) => fateOf?.(nth) ?? 'sent');
  await desk.tell(occasion);
  const [mail = { tags: {} }] = desk.sent;
  await desk.sesSays(detailType, mail, more);
  const list = () => unreachedOf(desk.collaborators, programId);
  return { ...desk, mail, list, resend: resend(desk.collaborators), dismiss: dismiss(desk.collaborators) };
};

describe('an address', () => {
  it('that bounced for good gets no more mail: the next address of the member does', async () => {
    const desk = await deskWhere('Email Bounced', bounce(first.toUpperCase()));
    expect(await desk.suppressions.get(first)).toEqual({ reason: 'bounced', since: start.toISOString() });
    await desk.tell(occasionOf('badge-awarded'));
    expect(desk.sent.map(({ to }) => to.address)).toEqual([first, second]);
  });

  it('that bounced for a while goes on getting mail', async () => {
    const desk = await deskWhere('Email Bounced', bounce(first, { bounceType: 'Transient' }));
    expect(await desk.suppressions.get(first)).toBeUndefined();
    expect(await desk.list()).toEqual({ people: [], more: false });
  });

  it('whose reader complained gets no more mail, and the mail that arrived is not sent again', async () => {
    const desk = await deskWhere('Email Complaint Received', complaint(first));
    expect(await desk.suppressions.get(first)).toMatchObject({ reason: 'complained' });
    const { people: listed } = await desk.list();
    expect(listed[0]?.notices).toMatchObject([{ trouble: 'complained', mayResend: false }]);
    await expect(desk.resend(pressed)).rejects.toMatchObject({ code: 'notice-resent-already' });
    expect(desk.sent).toHaveLength(1);
  });

  it.each([
    ['Email Bounced', bounce(first, { bounceSubType: 'OnAccountSuppressionList' })],
    ['Email Complaint Received', complaint(first, { complaintSubType: 'OnAccountSuppressionList' })],
  ])('on the list of SES itself: %s says that nothing was delivered', async (detailType, more) => {
    const desk = await deskWhere(detailType, more);
    expect(await desk.suppressions.get(first)).toMatchObject({ reason: 'on-ses-list' });
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'bounced', reason: 'OnAccountSuppressionList' });
  });

  it('that works again gets mail again, though older news of it comes late or twice', async () => {
    const desk = await deskWhere('Email Bounced', bounce(first));
    const late = { mail: { messageId: 'ses-1', timestamp: start.toISOString(), tags: { notice: [claimId] } } };
    desk.clock.now = minutesLater(10);
    await desk.suppressions.lift(first, desk.clock.now);
    await desk.suppressions.lift(first, minutesLater(90));
    await desk.sesSays('Email Bounced', desk.mail, { ...bounce(first), ...late });
    expect(await desk.suppressions.get(first)).toBeUndefined();
    desk.clock.now = minutesLater(20);
    await desk.sesSays('Email Bounced', desk.mail, bounce(first));
    expect(await desk.suppressions.get(first)).toMatchObject({ since: minutesLater(20).toISOString() });
  });

  it('keeps its first reason, but that a complaint weighs more; and stands in the table as a hash alone', async () => {
    const desk = await deskWhere('Email Bounced', bounce(first));
    for (const why of ['on-ses-list', 'complained', 'bounced'] as const) {
      await desk.suppressions.suppress(first, why, { at: minutesLater(1), sentAt: start });
    }
    expect(await desk.suppressions.get(first)).toMatchObject({ reason: 'complained' });
    expect(JSON.stringify(await desk.everything())).not.toContain('@');
  });
});

describe('a member without an address that takes mail', () => {
  const deskWithout = async () => {
    const desk = await openDesk();
    for (const address of people.earner.addresses) {
      await desk.suppressions.suppress(address, 'bounced', { at: start, sentAt: start });
    }
    const list = () => unreachedOf(desk.collaborators, programId);
    return { ...desk, list, resend: resend(desk.collaborators), dismiss: dismiss(desk.collaborators) };
  };

  it('is sent nothing, is seen by the owner, and keeps nobody else from their mail', async () => {
    const desk = await deskWithout();
    await desk.tell(occasion);
    await desk.tell(occasion);
    await desk.tell(occasionOf('review-wanted'));
    expect(desk.sent.map(({ to }) => to.address)).not.toContain(first);
    expect(await desk.unsettled()).toEqual([]);
    const suppressed = { reason: 'bounced', since: start.toISOString() };
    expect(await desk.list()).toEqual({
      more: false,
      people: [
        {
          employeeId: people.earner.employeeId,
          name: people.earner.name,
          addresses: people.earner.addresses.map((address) => ({ address, suppressed })),
          notices: [
            {
              ...{ claimId, kind: 'returned', trouble: 'unreachable', reason: undefined, resent: 0, mayResend: true },
              since: start.toISOString(),
            },
          ],
        },
      ],
    });
    await expect(desk.resend(pressed)).rejects.toMatchObject({ code: 'address-missing', status: 409 });
  });

  it('is found out by the settler too', async () => {
    const desk = await openDesk({}, () => 'answer-lost');
    await desk.tell(occasion);
    for (const address of people.earner.addresses) {
      await desk.suppressions.suppress(address, 'complained', { at: start, sentAt: start });
    }
    await desk.settle(minutesLater(30));
    expect(desk.sent).toHaveLength(1);
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'unreachable', attempt: 1 });
  });

  it('who left the program is on no list', async () => {
    const desk = await deskWithout();
    await desk.tell(occasion);
    desk.people.members = desk.people.members.filter((one) => one !== people.earner);
    expect(await desk.list()).toEqual({ people: [], more: false });
    await expect(desk.resend(pressed)).rejects.toMatchObject({ code: 'notice-gone' });
  });
});

describe('sending again', () => {
  it('goes to the address of today, once, however often and at once the button is pressed', async () => {
    const desk = await deskWhere('Email Bounced', bounce(first));
    desk.people.members = desk.people.members.map((one) =>
      one === people.earner ? { ...one, addresses: [first, 'new@cedarhollow.example'] } : one,
    );
    const presses = await Promise.allSettled(Array.from({ length: 5 }, () => desk.resend(pressed)));
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(desk.resend(pressed)).rejects.toMatchObject({ code: 'notice-resent-already', status: 409 });
    expect(desk.sent.map(({ to }) => to.address)).toEqual([first, 'new@cedarhollow.example']);
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'sent', resent: 1 });
    expect(await desk.list()).toEqual({ people: [], more: false });
  });

  it('is not undone by news of the sending before', async () => {
    const desk = await deskWhere('Email Bounced', bounce(first));
    await desk.resend(pressed);
    await desk.sesSays('Email Bounced', desk.mail, bounce(first));
    await desk.sesSays('Email Sent', desk.mail);
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'sent', resent: 1, messageId: 'message-2' });
    await desk.sesSays('Email Bounced', desk.sent[1] ?? desk.mail, bounce(second));
    expect((await desk.list()).people[0]?.notices).toMatchObject([{ trouble: 'bounced', resent: 1 }]);
  });

  it('may be tried again when SES takes no mail at the moment', async () => {
    const throttled: Fate = { outcome: 'not-sent', error: new Unavailable('mail-throttled', { message: 'Later.' }) };
    const desk = await deskWhere('Email Bounced', bounce(first), (nth) => (nth === 2 ? throttled : 'sent'));
    await expect(desk.resend(pressed)).rejects.toMatchObject({ code: 'mail-throttled' });
    expect((await desk.list()).people[0]?.notices).toMatchObject([{ trouble: 'bounced', resent: 0, mayResend: true }]);
    await desk.resend(pressed);
    expect(desk.to()).toEqual([first, second].sort());
  });

  it('by a run that dies is left to the settler, as every sending', async () => {
    const desk = await deskWhere('Email Bounced', bounce(first), (nth) => (nth === 2 ? 'dies-before' : 'sent'));
    await expect(desk.resend(pressed)).rejects.toThrow();
    await desk.settle(minutesLater(30));
    await desk.settle(minutesLater(90));
    expect(desk.to()).toEqual([first, second].sort());
    expect(await desk.claims.get(claimId)).toMatchObject({ state: 'sent', attempt: 2, resent: 1 });
  });

  it('is for notices of that program alone, and one that the person knows of leaves the list', async () => {
    const desk = await deskWhere('Email Bounced', bounce(first));
    await expect(desk.resend({ ...pressed, programId: 'another' })).rejects.toMatchObject({ status: 404 });
    await expect(desk.dismiss({ claimId, programId: 'another' })).rejects.toMatchObject({ status: 404 });
    await desk.dismiss(pressed);
    await desk.dismiss(pressed);
    expect(await desk.list()).toEqual({ people: [], more: false });
    expect(JSON.stringify(await desk.list())).not.toContain(REASON);
  });

  it('reaches an organization that is no member', async () => {
    const desk = await openDesk({}, (_mail, nth) => (nth === 1 ? { outcome: 'refused', reason: 'x' } : 'sent'));
    const asked = occasionOf('endorsement-wanted');
    await desk.tell(asked);
    const { people: listed } = await unreachedOf(desk.collaborators, programId);
    expect(listed).toMatchObject([{ name: 'Lakeside Reading Council', notices: [{ trouble: 'refused' }] }]);
    await resend(desk.collaborators)({ ...pressed, claimId: claimIdOf(asked, undefined) });
    expect(desk.to()).toEqual(['office@reading.example']);
  });

  it.each(['bounced', 'complained'] as const)(
    'reaches an organization whose address works again: %s',
    async (trouble) => {
      const desk = await openDesk();
      const asked = firstClaim(occasionOf('endorsement-wanted'), undefined, start);
      await desk.claims.take({ ...asked, state: trouble });
      await desk.suppressions.suppress('office@reading.example', trouble, { at: start, sentAt: start });
      const lift = (address: string) =>
        liftOfNotice(desk.collaborators)({ programId, claimId: asked.claimId, address });
      await expect(lift(first)).rejects.toMatchObject({ status: 404 });
      await lift('Office@Reading.example');
      expect(await desk.suppressions.get('office@reading.example')).toBeUndefined();
      const { people: listed } = await unreachedOf(desk.collaborators, programId);
      expect(listed).toHaveLength(trouble === 'complained' ? 0 : 1);
    },
  );
});

describe('who cannot be reached', () => {
  it('is found behind hundreds of notices to people who left', async () => {
    const desk = await openDesk();
    const left = Array.from({ length: 230 }, (_, n) => `E-9${String(n).padStart(3, '0')}`);
    for (const employeeId of [...left, people.earner.employeeId]) {
      const claim = firstClaim(occasion, employeeId, employeeId === people.earner.employeeId ? minutesLater(5) : start);
      await desk.claims.take({ ...claim, state: 'unreachable' });
    }
    const { people: listed, more } = await unreachedOf(desk.collaborators, programId);
    expect(listed.map(({ name }) => name)).toEqual([people.earner.name]);
    expect(more).toBe(false);
  });
});
