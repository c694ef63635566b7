/**
 * The breaking machine at a small size: load, every kind of fault, a restart of everything, and then the books. Each promise is then
 * broken once by hand in what is left of the run: a checker that finds nothing must be one that would have.
 */
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Claim } from '../../functions/notices/claims/claim.ts';
import { type Item, ofEntity } from '../played/ledger.ts';
import { type Outcome, playChaos } from './chaos.ts';
import { check } from './checker.ts';
import { secondMails } from './checks/mails.ts';
import { awardsToldBy } from './checks/tellings.ts';
import { countFaults } from './inject.ts';
import { otherFaults, type Plan, requestFaults } from './plan.ts';
import { plants } from './plants.ts';
import type { ChaosProgram } from './program.ts';
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
  const sizes = { seconds: 6, rate: 3, longest: 45 };
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
describe('the checker finds', () => {
  it('each of what it looks for', () => {
    const files = globSync('checks/*.ts', { cwd: import.meta.dirname });
    const texts = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'));
    const rules = texts.flatMap((text) => [...text.matchAll(/violations\(\s*'([\w-]+)'/g)].map(([, rule]) => rule));
    expect(rules.length).toBeGreaterThan(40);
    expect([...new Set(plants.map(([, rule]) => rule))].sort()).toEqual([...new Set(rules)].sort());
  });

  it.each(plants)('%s: %s', (_, rule, breakIt) => {
    expect(broken(breakIt)).toContain(rule);
  });

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
    const [from, time] = ['NoticesSettleNotices', '9999-01-01T00:00:00.000Z'];
    copy.log.push({ from, code: 'notice-sent-again', claimId: claim.claimId, time });
    copy.log.push({
      from,
      code: 'notice-heard-sent',
      claimId: claim.claimId,
      attempt: '1',
      time: remains.log[0]?.time,
    });
    expect(check(copy)).not.toEqual([]);
    copy.log = copy.log.filter(({ code, claimId }) => claimId !== claim.claimId || code === 'notice-sent-again');
    expect(check(copy)).toEqual([]);
    expect(secondMails(copy).eventLate).toHaveLength(secondMails(remains).eventLate.length + 1);
  });
});

describe('a digest that has no room for all', () => {
  const [teachers, badgeId] = [['E-1', 'E-2', 'E-3'], 'openers'];
  const members = teachers.map((employeeId, n) => ({ employeeId, name: `Teacher Number000${n}` }));
  const program = { members, badges: [{ id: badgeId, name: 'Badge of openers' }] } as unknown as ChaosProgram;
  const awardIds = teachers.map((employeeId) => `award-of-${employeeId}`);
  const items = [
    { entity: 'Digest', digestId: 'd', awardIds },
    ...teachers.map((earnerId, n) => ({ entity: 'Credential', awardId: awardIds[n], earnerId, badgeId })),
  ] as Item[];
  const claim = { occasion: { kind: 'digest', digestId: 'd' }, employeeId: 'E-9' } as Claim;
  const told = (count: number, others: number) => {
    const subject = `${count} badges were earned`;
    const text = `Teacher Number0001: Badge of openers\nAnd ${others} more, which are too many for a mail.`;
    return awardsToldBy({ subject, text }, claim, { program, items });
  };

  it('tells of those that it counts, where it counts right', () => {
    expect(told(3, 2)).toHaveLength(3);
    for (const [count, others] of [
      [2, 2],
      [3, 1],
      [33, 2],
    ] as const)
      expect(told(count, others)).toHaveLength(1);
  });
});

describe('a plan', () => {
  it('of which a fault never happened proves nothing of it', () => {
    const counts = countFaults([{ fault: 'throttled', where: 'x' }], [...requestFaults, ...otherFaults]);
    expect(neverHappened(small, counts)).not.toContain('throttled');
    expect(neverHappened(small, counts)).toContain('killed-after');
  });
});
