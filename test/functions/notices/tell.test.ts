import { describe, expect, it } from 'vitest';
import { claimIdOf } from '../../../functions/notices/claims/claim.ts';
import type { OccasionOf } from '../../../functions/notices/matters/occasion.ts';
import { tellOfWebhooks } from '../../../functions/notices/tell/tell-of-webhooks.ts';
import { tellOwner } from '../../../functions/notices/tell/tell-owner.ts';
import { tellReviewers } from '../../../functions/notices/tell/tell-reviewers.ts';
import { Unavailable } from '../../../functions/platform/errors.ts';
import { openDesk } from './desk.ts';
import {
  awardId,
  concernId,
  credentialId,
  occasionOf,
  people,
  programId,
  receiptId,
  submissionId,
} from './district.ts';
import { Died, type Fate } from './recording-mailer.ts';

const address = (person: { addresses: string[] }) => person.addresses[0] ?? '';
const event = (attempt = 1) => ({
  metadata: { id: submissionId, version: 1, time: '2027-03-01T09:00:00.000Z', programId, correlationId: 'c' },
  data: { submissionId, attempt, badgeId: 'retrieval-practice', badgeVersion: 1, earnerId: 'E-1203', sourceId: 'form' },
});
const concernReported = {
  metadata: event().metadata,
  data: { concernId, credentialId, awardId, badgeId: 'retrieval-practice' },
};
const throttled: Fate = {
  outcome: 'not-sent',
  error: new Unavailable('mail-throttled', { message: 'Later.', retryAfter: 40 }),
};

describe('an occasion', () => {
  it('reaches everybody concerned once, however often and at once its event comes', async () => {
    const desk = await openDesk();
    const occasion = occasionOf('review-wanted');
    await Promise.all([desk.tell(occasion), desk.tell(occasion), desk.tell(occasion), desk.tell(occasion)]);
    await desk.tell(occasion);
    expect(desk.to()).toEqual([address(people.reviewer), address(people.reviewerInSpanish)]);
    expect(await desk.unsettled()).toEqual([]);
  });

  it('is another one for the next attempt', async () => {
    const desk = await openDesk();
    await desk.tell(occasionOf('submission-received', 1));
    await desk.tell(occasionOf('submission-received', 2));
    expect(desk.to()).toEqual([address(people.earner), address(people.earner)]);
  });

  it('asks no reviewer about their own submission, and tells the owner where nobody is left', async () => {
    const desk = await openDesk({ reviewers: ['E-1203'] });
    await tellReviewers(desk)(event());
    await tellReviewers(desk)(event());
    expect(desk.to()).toEqual([address(people.owner)]);
  });

  it('tells the owner nothing where a reviewer was asked', async () => {
    const desk = await openDesk();
    await tellReviewers(desk)(event());
    expect(desk.to()).not.toContain(address(people.owner));
  });

  it('of an award reaches the administrators of that school alone, and not the earner or the owner', async () => {
    const desk = await openDesk();
    await desk.tell(occasionOf('award-notice'));
    expect(desk.to()).toEqual([address(people.superintendent), address(people.principal)].sort());
  });

  it('of a post in quarantine reaches the owner, and the member it names', async () => {
    const desk = await openDesk();
    await desk.tell(occasionOf('posts-waiting'));
    await desk.tell(occasionOf('post-set-aside'));
    expect(desk.to()).toEqual([address(people.owner), address(people.earner)].sort());
    const unnamed = await openDesk({ earnerNamed: false });
    await unnamed.tell(occasionOf('posts-waiting'));
    await unnamed.tell(occasionOf('post-set-aside'));
    expect(unnamed.to()).toEqual([address(people.owner)]);
  });

  it('of a concern reaches the owner alone; the deputy, where the badge is of the owner', async () => {
    const desk = await openDesk();
    const told = tellOwner(desk.collaborators).concern(concernReported);
    await Promise.all([told, tellOwner(desk.collaborators).concern(concernReported)]);
    expect(desk.to()).toEqual([address(people.owner)]);
    await desk.tell({ kind: 'concern-reported', programId, concernId: receiptId });
    expect(desk.to()).toEqual([address(people.owner), address(people.owner)]);

    const own = await openDesk({ earnerId: people.owner.employeeId });
    await own.tell(occasionOf('concern-reported'));
    expect(own.to()).toEqual([address(people.deputy)]);
    const alone = await openDesk({
      earnerId: people.owner.employeeId,
      members: Object.values(people).filter((one) => one !== people.deputy),
    });
    await alone.tell(occasionOf('concern-reported'));
    expect(alone.to()).toEqual([address(people.owner)]);
  });

  it('of an invitation reaches the address that was given, and no member; of its answer, the owner', async () => {
    const desk = await openDesk();
    const occasion = occasionOf('endorsement-wanted');
    await Promise.all([desk.tell(occasion), desk.tell(occasion)]);
    await desk.tell(occasion);
    expect(desk.to()).toEqual(['office@reading.example']);
    const claim = await desk.claims.get(claimIdOf(occasion, undefined));
    expect(claim).toMatchObject({ state: 'sent', occasion });
    expect(claim).not.toHaveProperty('employeeId');
    await desk.tell(occasionOf('endorsement-proposed'));
    expect(desk.to()).toEqual([address(people.owner), 'office@reading.example'].sort());
  });

  it.each([
    ['gone', '(410)', 1],
    ['failing', 'five days', 1],
    ['by-hand', '', 0],
  ] as const)(
    'of a system that is told no more reaches the owner once, and says why: %s',
    async (reason, words, mails) => {
      const desk = await openDesk({ webhookReason: reason });
      const { endpointId } = occasionOf('webhook-disabled') as OccasionOf<'webhook-disabled'>;
      const disabled = { metadata: event().metadata, data: { endpointId, reason } };
      for (let times = 0; times < 2; times++) await tellOfWebhooks(desk).disabled(disabled);
      expect(desk.to()).toEqual(Array(mails).fill(address(people.owner)));
      for (const { text } of desk.sent) expect(text.replace(/\s+/g, ' ')).toContain(words);
    },
  );

  it('reaches the deputy while the owner is no member', async () => {
    const desk = await openDesk({ members: Object.values(people).filter((one) => one !== people.owner) });
    await desk.tell(occasionOf('posts-waiting'));
    expect(desk.to()).toEqual([address(people.deputy)]);
  });

  it('without its matter is parked, and claims nobody', async () => {
    const desk = await openDesk({ submission: undefined });
    await expect(desk.tell(occasionOf('review-wanted'))).rejects.toMatchObject({ code: 'notice-matter-missing' });
    expect(await desk.unsettled()).toEqual([]);
  });
});

describe('a sending that goes wrong', () => {
  it('for one address is noted, and does not keep the others from theirs', async () => {
    const desk = await openDesk({}, (mail) =>
      mail.to.address === address(people.reviewer) ? { outcome: 'refused', reason: 'MessageRejected' } : 'sent',
    );
    const occasion = occasionOf('review-wanted');
    await desk.tell(occasion);
    await desk.tell(occasion);
    expect(desk.to()).toEqual([address(people.reviewerInSpanish)]);
    const claim = await desk.claims.get(claimIdOf(occasion, people.reviewer.employeeId));
    expect(claim).toMatchObject({ state: 'refused', reason: 'MessageRejected', attempt: 1 });
    expect(await desk.unsettled()).toEqual([]);
  });

  it('for a throttle leaves no claim: the message comes again, and everybody is told once', async () => {
    const desk = await openDesk({}, (_mail, nth) => (nth === 2 || nth === 3 ? throttled : 'sent'));
    const occasion = occasionOf('review-wanted');
    await expect(desk.tell(occasion)).rejects.toMatchObject({ code: 'mail-throttled', retryAfter: 40 });
    expect(desk.sent).toHaveLength(1);
    expect(await desk.unsettled()).toEqual([]);
    await expect(desk.tell(occasion)).rejects.toMatchObject({ code: 'mail-throttled' });
    await desk.tell(occasion);
    expect(desk.to()).toEqual([address(people.reviewer), address(people.reviewerInSpanish)]);
  });

  it.each(['dies-before', 'dies-after'] as const)(
    'because its run %s it is not repeated by the retry',
    async (fate) => {
      const desk = await openDesk({}, (_mail, nth) => (nth === 1 ? fate : 'sent'));
      const occasion = occasionOf('review-wanted');
      await expect(desk.tell(occasion)).rejects.toThrow(Died);
      await desk.tell(occasion);
      expect(desk.sent.filter((mail) => mail.to.address === address(people.reviewer))).toHaveLength(
        fate === 'dies-after' ? 1 : 0,
      );
      expect(desk.to()).toContain(address(people.reviewerInSpanish));
      expect(await desk.unsettled()).toMatchObject([{ employeeId: people.reviewer.employeeId, state: 'claimed' }]);
    },
  );

  it('because the answer is lost goes on with the others and leaves the one to the settler', async () => {
    const desk = await openDesk({}, (_mail, nth) => (nth === 1 ? 'answer-lost' : 'sent'));
    await desk.tell(occasionOf('review-wanted'));
    expect(desk.sent).toHaveLength(2);
    expect(await desk.unsettled()).toMatchObject([{ employeeId: people.reviewer.employeeId }]);
  });
});

describe('a claim', () => {
  it('holds ids only, expires after the archive of events does, and waits while it has no outcome', async () => {
    const desk = await openDesk({}, () => 'answer-lost');
    await desk.tell(occasionOf('returned'));
    const [claim] = await desk.unsettled();
    expect(claim).toEqual({
      claimId: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      programId,
      employeeId: 'E-1203',
      occasion: { kind: 'returned', programId, submissionId, attempt: 1 },
      attempt: 1,
      resent: 0,
      state: 'claimed',
      claimedAt: '2027-03-01T09:00:00.000Z',
      leaseUntil: '2027-03-01T09:03:00.000Z',
    });
  });
});
