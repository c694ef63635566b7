/**
 * The breaking machine at a small size: load, every kind of fault, a restart of everything, and then the books. Each promise is then
 * broken once by hand in what is left of the run: a checker that finds nothing must be one that would have.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Item, ofEntity } from '../played/ledger.ts';
import { type Outcome, playChaos } from './chaos.ts';
import { check } from './checker.ts';
import { secondMails } from './checks/mails.ts';
import { countFaults } from './inject.ts';
import { otherFaults, type Plan, requestFaults } from './plan.ts';
import type { Remains } from './remains.ts';
import { neverHappened } from './report.ts';

/** Rough enough that a few stories meet every fault; nothing is left unanswered, which would take half a minute each time. */
const small: Plan = {
  requests: {
    throttled: 0.02,
    conflict: 0.05,
    'entries-failed': 0.1,
    'service-failed': 0.01,
    'request-lost': 0.01,
    'answer-lost': 0.01,
    'answer-late': 0.01,
    'never-answered': 0,
    'killed-before': 0.002,
    'killed-after': 0.002,
  },
  others: {
    'delivered-twice': 0.1,
    'delivered-late': 0.05,
    reordered: 0.5,
    'deletion-lost': 0.05,
    'batch-lost': 0.1,
    'batch-repeated': 0.1,
    'mail-event-lost': 0.1,
    'client-deaf': 0.1,
  },
  every: { 'schedules-fired': 4, 'host-killed': 20 },
};

let outcome: Outcome;
beforeAll(async () => {
  const assemblyDir = inject('assemblyDir');
  const sizes = { seconds: 6, rate: 3, longest: 30 };
  outcome = await playChaos({ assemblyDir, seed: 20_261_127, plan: small, ...sizes, say: () => {} });
}, 420_000);
afterAll(() => outcome && rmSync(outcome.dataDir, { recursive: true, force: true, maxRetries: 5 }));

describe('a run in which everything goes wrong', () => {
  it('loses nothing and doubles nothing', () => {
    expect(outcome.violations).toEqual([]);
    const count = (entity: string) => ofEntity(outcome.remains.items, entity).length;
    expect(count('Submission')).toBeGreaterThanOrEqual(12);
    expect(count('Credential')).toBeGreaterThan(5);
    expect(outcome.restarts).toBeGreaterThan(0);
  });

  it('met every fault that was planned', () => {
    const counts = countFaults(outcome.remains.injected, [...requestFaults, ...otherFaults]);
    expect(neverHappened(small, counts)).toEqual([]);
  });
});

/** A copy of what is left, in which something was broken. */
const broken = (breakIt: (remains: Remains) => unknown): string[] => {
  const copy = structuredClone(outcome.remains);
  breakIt(copy);
  return [...new Set(check(copy).map(({ rule }) => rule))];
};
const first = ({ items }: Remains, entity: string): Item => {
  const [item] = ofEntity(items, entity);
  if (!item) throw new Error(`The run left no ${entity}.`);
  return item;
};
const remove = (remains: Remains, item: Item) => void remains.items.splice(remains.items.indexOf(item), 1);
const another = (remains: Remains, item: Item, change: Item = {}) => void remains.items.push({ ...item, ...change });
const mailOf = ({ mails, items }: Remains, kind: string) => {
  const claims = ofEntity(items, 'NoticeClaim').filter(({ occasion }) => (occasion as { kind: string }).kind === kind);
  const mail = mails.find(({ tags }) => claims.some(({ claimId }) => claimId === tags.notice));
  if (!mail) throw new Error(`The run left no mail of ${kind}.`);
  return mail;
};

describe('the checker finds', () => {
  const UUID = '00000000-0000-4000-8000-000000000000';
  const plants: [what: string, rule: string, breakIt: (remains: Remains) => unknown][] = [
    ['a lost post', 'post-lost', (r) => remove(r, first(r, 'Attempt'))],
    [
      'a post that became two attempts',
      'post-doubled',
      (r) => another(r, first(r, 'Attempt'), { pk: `SUBMISSION#${UUID}` }),
    ],
    [
      'a repetition answered by another receipt',
      'post-answered-by-two-receipts',
      (r) => r.books.posts[0]?.receiptIds.push(UUID),
    ],
    ['a refused post', 'post-refused', (r) => r.books.posts[0]?.refusals.push('401 signature-invalid')],
    ['a post nobody answered', 'post-unanswered', (r) => r.books.posts[0]?.receiptIds.splice(0)],
    ['a lost receipt', 'receipt-missing', (r) => remove(r, first(r, 'Receipt'))],
    [
      'a receipt of nothing',
      'receipt-of-nothing',
      (r) => another(r, first(r, 'Receipt'), { receiptId: UUID, webhookId: 'x' }),
    ],
    ['a lost decision', 'decision-lost', (r) => remove(r, first(r, 'Review'))],
    ['a decision nobody made', 'decision-nobody-made', (r) => r.books.decisions.splice(0)],
    [
      'a submission in a state that its history does not lead to',
      'history-illegal',
      (r) => Object.assign(first(r, 'Submission'), { state: 'withdrawn' }),
    ],
    ['an approval that nothing answered', 'approval-without-answer', (r) => remove(r, first(r, 'Approval'))],
    ['a missing award', 'award-missing', (r) => remove(r, first(r, 'Award'))],
    ['a second award', 'awarded-twice', (r) => another(r, first(r, 'Award'), { awardId: UUID })],
    ['a badge held twice', 'held-twice', (r) => another(r, first(r, 'Award'), { awardId: UUID, submissionId: UUID })],
    ['an award that is not held', 'award-not-held', (r) => remove(r, first(r, 'HeldBadge'))],
    ['a missing credential', 'credential-missing', (r) => remove(r, first(r, 'Credential'))],
    [
      'a second credential',
      'credential-doubled',
      (r) => another(r, first(r, 'Credential'), { credentialId: 'x'.repeat(22) }),
    ],
    [
      'a credential that does not verify',
      'credential-does-not-verify',
      (r) => {
        const credential = first(r, 'Credential');
        credential.document = String(credential.document).replace('"validFrom":"2', '"validFrom":"3');
      },
    ],
    ['a key that nobody published', 'credential-does-not-verify', (r) => remove(r, first(r, 'KeptKey'))],
    [
      'a place of a status list given twice',
      'status-place-doubled',
      (r) => another(r, first(r, 'Credential'), { awardId: UUID }),
    ],
    ['a revocation that no list tells', 'revocation-untold', (r) => revokeOne(r)],
    ['a missing mail', 'mail-missing', (r) => r.mails.splice(r.mails.indexOf(mailOf(r, 'submission-received')), 1)],
    ['a doubled mail', 'mail-doubled', (r) => r.mails.push(mailOf(r, 'badge-awarded'))],
    ['a mail to somebody else', 'mail-astray', (r) => (mailOf(r, 'badge-awarded').destinations = ['a@b.example'])],
    ['a mail nobody claimed', 'mail-without-claim', (r) => (mailOf(r, 'badge-awarded').tags = {})],
    ['an award told twice to an administrator', 'award-told-twice', (r) => r.mails.push(mailOf(r, 'award-notice'))],
    ['an owner reminded twice on a day', 'owner-reminded-twice', (r) => r.mails.push(mailOf(r, 'posts-waiting'))],
    [
      'an award no administrator heard of',
      'award-untold',
      (r) => Object.assign(mailOf(r, 'award-notice'), { subject: 'News', text: 'None.' }),
    ],
    ['a notice without an outcome', 'notice-not-sent', (r) => (first(r, 'NoticeClaim').state = 'unknown')],
    ['a parked message', 'message-left', (r) => r.messages.push({ queue: 'Parked', body: '{}', receiveCount: 5 })],
    ['what the bus could not deliver', 'event-undelivered', (r) => r.undelivered.push({ ruleName: 'r', reason: 'x' })],
    [
      'an event that never reached the bus',
      'event-unsaid',
      (r) => Object.assign(r, { heard: r.heard.filter((id) => id !== r.heard[0]) }),
    ],
    ['an event nobody wrote', 'event-of-nothing', (r) => r.heard.push(UUID)],
    [
      'an event that still waits for the relay',
      'still-waiting',
      (r) => Object.assign(first(r, 'Event'), { waitingFor: 'RELAY#0' }),
    ],
    [
      'a fault of our own in a function',
      'function-fault',
      (r) => r.log.push({ from: 'f', code: 'reaction-failed', fault: 'TypeError' }),
    ],
    ['figures that do not add up', 'figures-differ', (r) => remove(r, first(r, 'Event'))],
  ];

  it.each(plants)('%s: %s', (_, rule, breakIt) => {
    expect(broken(breakIt)).toContain(rule);
  });

  const revokeOne = (r: Remains) => {
    const { awardId } = first(r, 'Award');
    another(r, { entity: 'Revocation', awardId, reason: 'x', revokedAt: '2026-11-27T00:00:00.000Z', revokedBy: 'E-1' });
  };

  it('a second mail, unless the settler said so: then it is counted', () => {
    const { remains } = outcome;
    const copy = structuredClone(remains);
    const known = new Set(
      secondMails(copy)
        .eventLate.concat(secondMails(copy).eventLost)
        .map(({ tags }) => tags.notice),
    );
    const mail = copy.mails.find(({ tags }) => tags.attempt === '1' && !known.has(tags.notice));
    const claim = copy.items.find(({ claimId }) => claimId === mail?.tags.notice);
    if (!mail || !claim) throw new Error('The run left no mail with a claim.');
    copy.mails.push({ ...mail, tags: { ...mail.tags, attempt: '2' } });
    expect(check(copy)).not.toEqual([]);
    claim.attempt = 2;
    copy.log.push({ from: 'NoticesSettleNotices', code: 'notice-sent-again', claimId: claim.claimId });
    expect(check(copy)).toEqual([]);
    expect(secondMails(copy).eventLate).toHaveLength(secondMails(remains).eventLate.length + 1);
  });
});

describe('a plan', () => {
  it('of which a fault never happened proves nothing of it', () => {
    const counts = countFaults([{ fault: 'throttled', where: 'x' }], [...requestFaults, ...otherFaults]);
    expect(neverHappened(small, counts)).not.toContain('throttled');
    expect(neverHappened(small, counts)).toContain('killed-after');
  });
});
