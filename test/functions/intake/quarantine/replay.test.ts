/** A replay makes of what waits exactly what a post makes: once, whatever happens at the same time or dies on the way. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { replayPost, replayWaiting } from '../../../../functions/intake/quarantine/replay.ts';
import { attributePost, dismissPost } from '../../../../functions/intake/quarantine/resolve.ts';
import { keys } from '../../../../functions/platform/table/keys.ts';
import type { Table } from '../../../../functions/platform/table/table.ts';
import { member } from '../../programs/minimal-program.ts';
import { body, evidence, type Intake, programFile, signed, startIntake } from '../intake.ts';
import { replaying } from './desk.ts';

const [programId, by] = ['a-program', 'E-1'];
const owner = member('E-1', { roles: ['owner'] });
/** Who sends posts here: nobody of them is a member at first. */
const teachers = Array.from({ length: 60 }, (_, n) => member(`T-${n}`));

let intake: Intake;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  intake = await startIntake();
});
beforeEach(() => admit());
afterAll(() => {
  vi.restoreAllMocks();
  intake.close();
});

/** The program with these members, whatever else of it is changed. */
const admit = (...members: object[]) => {
  intake.state.file = programFile({ members: [owner, ...members] });
};

let arrivals = 0;
/** Posts for a teacher; answers the receipt. Posts that are awaited one by one came one after the other. */
const post = async (employeeId: string, data: object = {}) => {
  arrivals += 1;
  const text = body({ earner: { employeeId }, ...data });
  const id = `waits_${arrivals}`;
  const { json } = await intake.post(signed(text, intake.secret, { id }));
  /** As the sender does who got no answer. */
  const repeat = () => intake.post(signed(text, intake.secret, { id }));
  return { receiptId: json.receiptId ?? '', repeat };
};
const replay = (receiptId: string, table?: Table) => replayPost(replaying(intake, table), { programId, receiptId, by });
const stored = (receiptId: string) => replaying(intake).quarantine.quarantined(programId, receiptId);

/** What the table holds of one post: submissions that came of it, its own history, what was sent. */
const madeOf = async (receiptId: string) => {
  const items = await intake.items();
  const history = items.filter(({ pk, entity }) => pk === keys.post(receiptId).pk && entity === 'Event');
  return {
    attempts: items.filter((item) => item.entity === 'Attempt' && item.receiptId === receiptId),
    history: history.toSorted((one, other) => String(one.sk).localeCompare(String(other.sk))),
    events: history.map(({ detailType }) => detailType),
    receipt: items.find((item) => item.entity === 'Receipt' && item.receiptId === receiptId),
    body: items.find(({ entity, sk }) => entity === 'QuarantinedBody' && sk === `BODY#${receiptId}`),
    created: items.filter(
      ({ detailType, detail }) =>
        detailType === 'submission.created.v1' &&
        (detail as { metadata: { causationId?: string } }).metadata.causationId ===
          (history.at(-1)?.detail as { metadata: { id: string } } | undefined)?.metadata.id,
    ),
  };
};

describe('a replay', () => {
  it('opens the submission, updates the receipt, takes the post out of what waits, and tells of both', async () => {
    const { receiptId, repeat } = await post('T-0');
    expect(await replay(receiptId)).toMatchObject({ outcome: 'waiting', reason: 'unknown-earner' });
    admit(teachers[0] as object);
    const first = await replay(receiptId);
    expect(first).toMatchObject({ outcome: 'submission', submissionId: expect.any(String) });
    expect(await replay(receiptId)).toEqual(first);
    const { submissionId } = first;
    expect(await stored(receiptId)).toMatchObject({ state: 'replayed', submissionId, resolvedBy: by, sequence: 2 });
    const made = await madeOf(receiptId);
    expect(made.attempts).toHaveLength(1);
    expect(made.events).toEqual(['post.quarantined.v1', 'post.replayed.v1']);
    expect(made.receipt).toMatchObject({ outcome: 'submission', submissionId });
    expect(made.body).toBeUndefined();
    const [quarantined, replayed] = made.history.map(({ detail }) => detail as Detail);
    expect(replayed?.data).toEqual({ receiptId, sourceId: 'forms', submissionId, replayedBy: by });
    expect(replayed?.metadata.correlationId).toBe(quarantined?.metadata.correlationId);
    expect(made.created).toHaveLength(1);
    expect((await replaying(intake).quarantine.waiting(programId, { limit: 100 })).items).toEqual([]);
    // The sender repeats the post: the answer is its first receipt.
    expect(await repeat()).toEqual({ status: 200, json: { receiptId } });
  });

  it('keeps a new reason, and tells of it once', async () => {
    const { receiptId } = await post('T-1', { evidence: evidence().slice(0, 1) });
    admit(teachers[1] as object);
    for (let turn = 0; turn < 2; turn++) {
      expect(await replay(receiptId)).toEqual({
        ...{ receiptId, outcome: 'waiting', reason: 'evidence-missing' },
        problems: [{ at: 'reflection', code: 'missing' }],
      });
    }
    expect((await madeOf(receiptId)).events).toEqual(['post.quarantined.v1', 'post.quarantined.v1']);
    expect(await stored(receiptId)).toMatchObject({ state: 'waiting', earnerId: 'T-1', reason: 'evidence-missing' });
  });

  it('works without a receipt, and leaves the receipt of another post alone', async () => {
    const { receiptId } = await post('T-2');
    const { receipt } = await madeOf(receiptId);
    const key = { pk: String(receipt?.pk), sk: 'RECEIPT' };
    admit(teachers[2] as object);
    // The receipt expired, and the webhook id came again.
    const other = { ...receipt, ...key, receiptId: '11111111-2222-4333-8444-555555555555' };
    await intake.table.transact([{ put: other }]);
    expect(await replay(receiptId)).toMatchObject({ outcome: 'submission' });
    const now = (await intake.items()).find(({ pk }) => pk === key.pk);
    expect(now).toMatchObject({ outcome: 'quarantined', receiptId: other.receiptId });
    const second = await post('T-3');
    await intake.table.transact([
      { key: { pk: String((await madeOf(second.receiptId)).receipt?.pk), sk: 'RECEIPT' }, remove: true },
    ]);
    admit(teachers[3] as object);
    expect(await replay(second.receiptId)).toMatchObject({ outcome: 'submission' });
  });

  it('waits while the program does not know the source', async () => {
    const { receiptId } = await post('T-4');
    const without = { ...replaying(intake), programs: { ...intake.programs, source: async () => undefined } };
    const answer = await replayPost(without, { programId, receiptId, by });
    expect(answer).toMatchObject({ outcome: 'waiting', problems: [{ at: 'forms', code: 'unknown-source' }] });
  });

  it('makes one submission out of 50 at a time, beside a sender that repeats the post', async () => {
    const { receiptId, repeat } = await post('T-5');
    admit(teachers[5] as object);
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => (n % 10 === 9 ? (await repeat()).json : replay(receiptId))),
    );
    expect(new Set(answers.map((answer) => answer.receiptId))).toEqual(new Set([receiptId]));
    const submissions = answers.flatMap((answer) => answer.submissionId ?? []);
    expect([submissions.length, new Set(submissions).size]).toEqual([45, 1]);
    const made = await madeOf(receiptId);
    expect([made.attempts.length, made.created.length]).toEqual([1, 1]);
    expect(made.events).toEqual(['post.quarantined.v1', 'post.replayed.v1']);
  });

  it('is done or not done, wherever it is killed', async () => {
    const waiting = await Promise.all(Array.from({ length: 20 }, (_, n) => post(`T-${10 + n}`)));
    admit(...teachers);
    const [rehearsal, ...posts] = waiting;
    const clean = dying(intake.table);
    await replay(rehearsal?.receiptId ?? '', clean.table);
    const points = Array.from({ length: clean.calls() }, (_, n) => n + 1).flatMap((call) => [
      { call, when: 'before' as const },
      { call, when: 'after' as const },
    ]);
    expect(points.length).toBeGreaterThan(6);
    expect(points.length).toBeLessThan(posts.length);
    for (const [n, { call, when }] of points.entries()) {
      const receiptId = posts[n]?.receiptId ?? '';
      await expect(replay(receiptId, dying(intake.table, call, when).table)).rejects.toThrow('killed');
      const made = await madeOf(receiptId);
      expect(made.attempts.length).toBe(made.events.length - 1);
      expect(await replay(receiptId)).toMatchObject({ outcome: 'submission' });
      expect((await madeOf(receiptId)).attempts).toHaveLength(1);
    }
  });
});

describe('a replay of all', () => {
  const all = (after?: string) => replayWaiting(replaying(intake), { programId, by }, { limit: 3, after });
  const waiting = async () => (await replaying(intake).quarantine.waiting(programId, { limit: 100 })).items;
  beforeEach(async () => {
    const which = { programId, by };
    for (const { receiptId } of await waiting()) await dismissPost(replaying(intake), { ...which, receiptId }, 'test');
  });

  it('takes the oldest first, a part at a time: attempt 1 comes before attempt 2', async () => {
    const [one, two, other] = [await post('T-40'), await post('T-40'), await post('T-41')];
    const [stays, last] = [await post('T-59'), await post('T-42')];
    admit(...teachers.slice(40, 43));
    const first = await all();
    expect(first.items.map(({ receiptId, outcome, reason }) => [receiptId, outcome, reason])).toEqual([
      [one.receiptId, 'submission', undefined],
      [two.receiptId, 'waiting', 'submission-open'],
      [other.receiptId, 'submission', undefined],
    ]);
    const second = await all(first.next);
    expect(second.items.map(({ receiptId, outcome }) => [receiptId, outcome])).toEqual([
      [stays.receiptId, 'waiting'],
      [last.receiptId, 'submission'],
    ]);
    expect(second).not.toHaveProperty('next');
    expect((await waiting()).map(({ receiptId }) => receiptId)).toEqual([two.receiptId, stays.receiptId]);
    // The first is returned: what waited for it is its next attempt.
    const current = await intake.submissions.current(programId, 'T-40', 'planning');
    const values = { ':state': 'returned' };
    const update = {
      key: keys.submission(current?.submissionId ?? ''),
      update: 'SET #state = :state',
      names: { '#state': 'state' },
      values,
    };
    await intake.table.transact([update]);
    await all();
    expect((await madeOf(two.receiptId)).attempts).toMatchObject([{ attempt: 2 }]);
  });

  it('makes of each one submission, though two run at the same time', async () => {
    const posts = await Promise.all(Array.from({ length: 12 }, (_, n) => post(`T-${43 + n}`)));
    admit(...teachers);
    const whole = () => replayWaiting(replaying(intake), { programId, by }, { limit: 25 });
    const [left, right] = await Promise.all([whole(), whole()]);
    for (const run of [left, right]) expect(run.items.every(({ outcome }) => outcome === 'submission')).toBe(true);
    for (const { receiptId } of posts) {
      expect((await madeOf(receiptId)).attempts).toHaveLength(1);
      const ids = [left, right].flatMap(({ items }) => items.filter((one) => one.receiptId === receiptId));
      expect(new Set(ids.map(({ submissionId }) => submissionId)).size).toBe(1);
    }
    expect(await waiting()).toEqual([]);
  });

  it('goes on after one that nobody can read', async () => {
    const [broken, good] = [await post('T-56'), await post('T-57')];
    const key = keys.quarantinedBody(programId, broken.receiptId);
    await intake.table.transact([{ put: { ...key, entity: 'QuarantinedBody', body: new Uint8Array([1, 2, 3]) } }]);
    admit(...teachers);
    const { items } = await all();
    expect(items.map(({ receiptId, outcome }) => [receiptId, outcome])).toEqual([
      [broken.receiptId, 'waiting'],
      [good.receiptId, 'submission'],
    ]);
  });
});

describe('what is decided by hand', () => {
  const which = (receiptId: string) => ({ programId, receiptId, by });

  it('the earner whom the owner names gets this post, and no other of the same address', async () => {
    const unknown = { earner: { email: 'anna@home.example' } };
    const [{ receiptId }, next] = [await post('', unknown), await post('', unknown)];
    admit(member('E-7'), member('E-8'));
    await attributePost(replaying(intake), which(receiptId), 'E-8');
    await attributePost(replaying(intake), which(receiptId), 'E-7');
    await attributePost(replaying(intake), which(receiptId), 'E-7');
    const answer = await replay(receiptId);
    expect(await intake.submissions.get(answer.submissionId ?? '')).toMatchObject({ earnerId: 'E-7' });
    const { events } = await madeOf(receiptId);
    expect(events).toEqual(['post.quarantined.v1', 'post.attributed.v1', 'post.attributed.v1', 'post.replayed.v1']);
    expect(await replay(next.receiptId)).toMatchObject({ outcome: 'waiting', reason: 'unknown-earner' });
  });

  it('whom the post itself names goes before whom the owner named', async () => {
    const { receiptId } = await post('', { earner: { email: 'e-9@school.example' } });
    admit(member('E-7'));
    await attributePost(replaying(intake), which(receiptId), 'E-7');
    admit(member('E-7'), member('E-9', { addresses: ['e-9@school.example'] }));
    const { submissionId } = await replay(receiptId);
    expect(await intake.submissions.get(submissionId ?? '')).toMatchObject({ earnerId: 'E-9' });
  });

  it('nobody is named who is no earner, and for no post whose earner is known', async () => {
    const { receiptId } = await post('T-58');
    admit(teachers[58] as object);
    for (const employeeId of ['E-1', 'E-404']) {
      const named = attributePost(replaying(intake), which(receiptId), employeeId);
      await expect(named).rejects.toMatchObject({ code: 'earner-unknown', status: 422 });
    }
    const known = await post('T-58', { badge: 'juggling' });
    const taken = attributePost(replaying(intake), which(known.receiptId), 'T-58');
    await expect(taken).rejects.toMatchObject({ code: 'post-earner-known' });
  });

  it('what is set aside is kept with the reason, and never replayed', async () => {
    const { receiptId } = await post('T-50');
    admit(...teachers);
    await dismissPost(replaying(intake), which(receiptId), 'spam');
    expect(await dismissPost(replaying(intake), which(receiptId), 'test')).toMatchObject({
      ...{ state: 'dismissed', dismissal: 'spam', resolvedBy: by, resolvedAt: expect.any(String) },
    });
    await expect(replay(receiptId)).rejects.toMatchObject({ code: 'post-resolved' });
    const named = attributePost(replaying(intake), which(receiptId), 'T-50');
    await expect(named).rejects.toMatchObject({ code: 'post-resolved' });
    const made = await madeOf(receiptId);
    expect([made.events, made.attempts]).toEqual([['post.quarantined.v1', 'post.dismissed.v1'], []]);
    expect(made.body).toBeDefined();
    expect(JSON.stringify(made.history)).not.toMatch(/school\.example|Castañeda/);
    expect((await replaying(intake).quarantine.waiting(programId, { limit: 100 })).items).not.toContainEqual(
      expect.objectContaining({ receiptId }),
    );
  });
});

describe('any sequence of what may be done to posts', () => {
  it('leaves each as one submission, as waiting, or as set aside', async () => {
    const action = fc.constantFrom('post', 'admit', 'replay', 'replay', 'all', 'repeat', 'dismiss', 'attribute');
    const Turn = fc.record({ action, which: fc.nat({ max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(Turn, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 6 }),
        async (rounds) => {
          const earners = Array.from({ length: 4 }, (_, n) => member(`R-${arrivals}-${n}`));
          const posts = await Promise.all(earners.map(({ employeeId }) => post(String(employeeId))));
          const take = async ({ action, which }: { action: string; which: number }) => {
            const chosen = posts[which] ?? posts[0];
            if (!chosen) return;
            const target = { programId, receiptId: chosen.receiptId, by };
            const earner = earners[which] as { employeeId: string };
            if (action === 'admit') admit(...earners.slice(0, which + 1));
            if (action === 'replay') await replay(chosen.receiptId);
            if (action === 'all') await replayWaiting(replaying(intake), { programId, by }, { limit: 25 });
            if (action === 'repeat') await chosen.repeat();
            if (action === 'dismiss') await dismissPost(replaying(intake), target, 'duplicate');
            if (action === 'attribute') await attributePost(replaying(intake), target, earner.employeeId);
            if (action === 'post') posts.push(await post(earner.employeeId));
          };
          for (const turns of rounds) {
            for (const outcome of await Promise.allSettled(turns.map(take))) {
              // What is refused is refused by the rules; everything else is a fault.
              if (outcome.status === 'rejected') expect(outcome.reason).toHaveProperty('status');
            }
          }
          for (const { receiptId } of posts) {
            const [made, state] = [await madeOf(receiptId), (await stored(receiptId))?.state ?? 'never waited'];
            const expected = state === 'replayed' || state === 'never waited' ? 1 : 0;
            expect([state, made.attempts.length]).toEqual([state, expected]);
            expect(made.body !== undefined).toBe(state === 'waiting' || state === 'dismissed');
            expect(made.history.map(({ sk }) => sk)).toEqual(
              made.history.map((_, n) => `EVENT#${String(n + 1).padStart(6, '0')}`),
            );
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

interface Detail {
  metadata: { id: string; correlationId: string };
  data: object;
}

/** A table whose caller dies at the n-th call, before or after it was carried out. */
const dying = (table: Table, at = Number.POSITIVE_INFINITY, when: 'before' | 'after' = 'before') => {
  let calls = 0;
  const through = async <T>(act: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls === at && when === 'before') throw new Error('killed');
    const answer = await act();
    if (calls === at) throw new Error('killed');
    return answer;
  };
  const dead: Table = {
    get: (...args) => through(() => table.get(...args)),
    query: (...args) => through(() => table.query(...args)),
    page: (...args) => through(() => table.page(...args)),
    transact: (...args) => through(() => table.transact(...args)),
    count: (...args) => through(() => table.count(...args)),
  };
  return { table: dead, calls: () => calls };
};
