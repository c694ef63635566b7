/** The owner hears of what waits in quarantine once a day, for as long as anything does. On the real table engine. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { QuarantineReason } from '../../../events/post-quarantined.ts';
import type { QuarantinedPost } from '../../../functions/intake/quarantine/quarantined-post.ts';
import { tallyOf } from '../../../functions/intake/quarantine/tally.ts';
import { remindOfPost } from '../../../functions/notices/reminders/remind-owner.ts';
import { remindOwners } from '../../../functions/notices/reminders/remind-owners.ts';
import { tellOwner } from '../../../functions/notices/tell/tell-owner.ts';
import { Unavailable } from '../../../functions/platform/errors.ts';
import type { Mail } from '../../../functions/platform/mailer.ts';
import { openDesk, start } from './desk.ts';
import { people, programId } from './district.ts';
import type { Fate } from './recording-mailer.ts';

beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterAll(() => vi.restoreAllMocks());

const throttled: Fate = {
  outcome: 'not-sent',
  error: new Unavailable('mail-throttled', { message: 'Later.', retryAfter: 40 }),
};
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);

/** A desk beside a quarantine that a test fills and empties. `hidden`: the index does not show it yet. */
const openQuarantine = async (fateOf?: (mail: Mail, nth: number) => Fate) => {
  const desk = await openDesk({}, fateOf);
  const waiting = new Map<string, QuarantinedPost>();
  const index = { lags: false };
  desk.collaborators.readers.intake = {
    quarantined: async (_program, receiptId) => waiting.get(receiptId),
    tally: async () => tallyOf(index.lags ? [] : [...waiting.values()], false),
  };
  const heard = (receiptId: string, time: Date) =>
    remindOfPost(desk.collaborators, { programId, receiptId, time: time.toISOString() });
  return {
    ...desk,
    waiting,
    index,
    heard,
    /** A post is quarantined so many hours after the start, and its event is heard at once. */
    async arrive(after: number, reason: QuarantineReason = 'unknown-earner') {
      const receiptId = randomUUID();
      const received = { receivedAt: hours(after).toISOString(), sourceId: 'forms', webhookId: receiptId };
      const traced = { correlationId: 'request-1', sequence: 1, problems: [] };
      waiting.set(receiptId, { ...received, ...traced, receiptId, programId, state: 'waiting', reason });
      desk.clock.now = hours(after);
      await heard(receiptId, hours(after));
      return receiptId;
    },
    /** The schedule fires so many hours after the start. */
    async tick(after: number) {
      desk.clock.now = hours(after);
      await remindOwners(desk.collaborators)(hours(after));
    },
    subjects: () => desk.sent.map(({ subject }) => subject),
    reminder: () => desk.collaborators.reminders.get(programId),
  };
};

describe('the owner', () => {
  it('hears of the first post at once, of all others a day later, and of nothing once nothing waits', async () => {
    const { arrive, tick, waiting, sent, subjects, to, reminder } = await openQuarantine();
    await arrive(0);
    expect(subjects()).toEqual(['1 post waits and cannot be seen by reviewers']);
    await arrive(1);
    await arrive(2, 'unknown-badge');
    for (const hour of [3, 12, 23]) await tick(hour);
    expect(sent).toHaveLength(1);
    await tick(24);
    await tick(25);
    expect(subjects().slice(1)).toEqual(['3 posts wait and cannot be seen by reviewers']);
    for (const said of ['2: Nobody in the program has', '1: The program has no badge', 'March 1, 2027', '/quarantine'])
      expect(sent[1]?.text).toContain(said);
    expect(to()).toEqual([people.owner, people.owner].map(({ addresses }) => addresses[0]));
    // Some is mended: the next day tells of what is left.
    waiting.delete([...waiting.keys()][0] ?? '');
    await tick(48);
    expect(subjects().slice(2)).toEqual(['2 posts wait and cannot be seen by reviewers']);
    waiting.clear();
    for (const hour of [72, 96, 120]) await tick(hour);
    expect([sent.length, await reminder()]).toEqual([3, undefined]);
    await arrive(130);
    expect(sent).toHaveLength(4);
  });

  it('gets one mail a day although what waited is mended and something new comes', async () => {
    const { arrive, tick, waiting, sent } = await openQuarantine();
    await arrive(0);
    waiting.clear();
    await arrive(2);
    expect(sent).toHaveLength(1);
    await tick(24);
    expect(sent).toHaveLength(2);
  });

  it('gets one mail though many posts come at once, events come twice, and runs overlap', async () => {
    const { arrive, heard, tick, sent } = await openQuarantine();
    const receipts = await Promise.all(Array.from({ length: 20 }, () => arrive(0)));
    await Promise.all(receipts.map((receiptId) => heard(receiptId, hours(0))));
    expect(sent).toHaveLength(1);
    await Promise.all([tick(24), tick(24), tick(24), arrive(24)]);
    await tick(24);
    // An event from long ago comes again.
    await heard(receipts[0] ?? '', hours(-2000));
    expect(sent).toHaveLength(2);
  });

  it('hears nothing of a post that was resolved before its event came', async () => {
    const { heard, sent, reminder } = await openQuarantine();
    await heard(randomUUID(), hours(0));
    expect([sent.length, await reminder()]).toEqual([0, undefined]);
  });

  it('is told late rather than not, where the runs were missed', async () => {
    const { arrive, tick, sent, reminder } = await openQuarantine();
    await arrive(0);
    await tick(24 * 4 + 1);
    expect(sent).toHaveLength(2);
    expect((await reminder())?.dueAt).toBe(hours(24 * 5).toISOString());
  });
});

describe('where something goes wrong', () => {
  it('the index lags behind: the event is heard again, and no run ends the reminder', async () => {
    const { arrive, heard, waiting, index, sent, tick } = await openQuarantine();
    index.lags = true;
    await expect(arrive(0)).rejects.toMatchObject({ code: 'quarantine-not-shown' });
    await tick(0.1);
    index.lags = false;
    await heard([...waiting.keys()][0] ?? '', hours(0));
    expect(sent).toHaveLength(1);
    // Mended a day later, and something new comes while a run looks.
    waiting.clear();
    index.lags = true;
    await arrive(23.9);
    await tick(24);
    index.lags = false;
    await tick(25);
    expect(sent).toHaveLength(2);
  });

  it.each<[string, Fate]>([
    ['its sender dies before it is sent', 'dies-before'],
    ['SES takes no more for now', throttled],
  ])('one mail goes out in the end where %s', async (_, fate) => {
    const { arrive, heard, waiting, sent, tick, settle } = await openQuarantine((_mail, nth) =>
      nth === 1 ? fate : 'sent',
    );
    await expect(arrive(0)).rejects.toThrow();
    await heard([...waiting.keys()][0] ?? '', hours(0));
    await settle(hours(1));
    await tick(2);
    expect(sent).toHaveLength(1);
    await tick(25);
    expect(sent).toHaveLength(2);
  });

  it('a program whose owner cannot be told does not keep the others waiting', async () => {
    const { arrive, tick, collaborators, sent } = await openQuarantine();
    await collaborators.reminders.begin({
      ...{ programId: 'broken', dueAt: hours(-5).toISOString(), heardAt: hours(-5).toISOString() },
    });
    await arrive(0);
    const tell: typeof collaborators.tell = async (occasion) => {
      if (occasion.programId === 'broken') throw new Error('no such thing');
      return collaborators.tell(occasion);
    };
    await expect(remindOwners({ ...collaborators, tell })(hours(24))).rejects.toMatchObject({
      code: 'owners-not-reminded',
    });
    expect(sent).toHaveLength(2);
    await tick(24);
  });
});

describe('the member whom a post names', () => {
  it('hears of each reason once, and not of one that is past', async () => {
    const { collaborators, waiting, arrive, to } = await openQuarantine();
    const receiptId = await arrive(0, 'unknown-badge');
    const post = waiting.get(receiptId);
    if (!post) throw new Error('Nothing waits.');
    const event = (reason: QuarantineReason) =>
      tellOwner(collaborators).quarantined({
        metadata: { id: randomUUID(), version: 1, time: hours(0).toISOString(), programId, correlationId: 'request-1' },
        data: { receiptId, sourceId: 'forms', reason },
      });
    const toEarner = () => to().filter((address) => address === people.earner.addresses[0]).length;
    const { employeeId: earnerId } = people.earner;
    waiting.set(receiptId, { ...post, earnerId });
    await event('unknown-badge');
    await event('unknown-badge');
    expect(toEarner()).toBe(1);
    waiting.set(receiptId, { ...post, earnerId, reason: 'evidence-missing' });
    await event('unknown-badge');
    await event('evidence-missing');
    expect(toEarner()).toBe(2);
    waiting.set(receiptId, { ...post, earnerId, state: 'replayed', reason: 'submission-open' });
    await event('submission-open');
    expect(toEarner()).toBe(2);
  });
});
