/** Around the one call that cannot be undone: a mail whose sender dies before or after it, is throttled, or is refused. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { errorAnswer, ServiceError } from '../../lib/local/edge/answers.ts';
import type { Intercept, OutboundRequest } from '../../lib/local/edge/exchange.ts';
import { ConnectionDropped } from '../../lib/local/edge/faults.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { ofEntity } from './ledger.ts';
import { lettersOf } from './letters.ts';
import { type Played, playStack } from './played-stack.ts';

let played: Played;
let next = 0;
beforeAll(async () => {
  played = await playStack(80);
});
afterAll(() => played?.close());
afterEach(() => played.host.edges.intercept(undefined));

const mailsTo = async ({ addresses: [address] }: StoryMember) =>
  (await lettersOf(played.host)).filter(({ to }) => to === address).map(({ kind, tags }) => `${kind} ${tags.attempt}`);
const claimOf = async ({ employeeId }: StoryMember) => {
  const [claim] = ofEntity(await played.items(), 'NoticeClaim').filter((one) => one.employeeId === employeeId);
  return claim;
};
/** What was given up: it may grow by nothing. */
const parked = () =>
  Object.entries(played.host.edges.queues.depths())
    .filter(([name]) => /Parked|Undelivered|Dead/i.test(name))
    .map(([name, { visible, inFlight, delayed }]) => [name, visible + inFlight + delayed]);

const isTellEarner = ({ caller, operation }: OutboundRequest) =>
  caller.startsWith('NoticesTellEarner') && operation === 'SendRawEmail';

/** Kills tell-earner once, at its call of SES. */
const killing = (moment: 'before' | 'after') => {
  let killed = 0;
  const intercept: Intercept = async (request, forward) => {
    if (killed > 0 || !isTellEarner(request)) return forward();
    killed += 1;
    if (moment === 'after') await forward();
    played.host.kill(request.caller);
    throw new ConnectionDropped('killed on purpose');
  };
  played.host.edges.intercept(intercept);
  return () => killed;
};

describe('tell-earner killed around its call of SES', () => {
  it('before it: one mail, by the settler, 15 minutes after the lease and not sooner', async () => {
    const teacher = played.earner(next++);
    const killed = killing('before');
    await played.post(teacher);
    await played.settle();
    expect(killed()).toBe(1);
    expect(await mailsTo(teacher)).toEqual([]);
    expect(await claimOf(teacher)).toMatchObject({ state: 'claimed', attempt: 1 });

    await played.host.settle();
    await played.later(5);
    expect(await mailsTo(teacher)).toEqual([]);
    await played.later(20);
    expect(await mailsTo(teacher)).toEqual(['submission-received 2']);
    expect(await claimOf(teacher)).toMatchObject({ state: 'sent', attempt: 2 });
    await played.later(60);
    await played.later(60);
    expect(await mailsTo(teacher)).toEqual(['submission-received 2']);
  });

  it("after it: the one mail that SES took, settled by SES's own event", async () => {
    const teacher = played.earner(next++);
    const killed = killing('after');
    await played.post(teacher);
    await played.settle();
    expect(killed()).toBe(1);
    expect(await claimOf(teacher)).toMatchObject({ state: 'sent', attempt: 1 });
    await played.later(30);
    await played.later(60);
    expect(await mailsTo(teacher)).toEqual(['submission-received 1']);
  });

  it("after it, with SES's event lost as well: the documented worst case, a second mail and never a third", async () => {
    const teacher = played.earner(next++);
    const killed = killing('after');
    const lose = loseWhatSesTells();
    await played.post(teacher);
    await played.host.settle();
    expect(killed()).toBe(1);
    lose();
    expect(await claimOf(teacher)).toMatchObject({ state: 'claimed', attempt: 1 });
    await played.later(30);
    await played.later(60);
    await played.later(60);
    expect(await mailsTo(teacher)).toEqual(['submission-received 1', 'submission-received 2']);
  });
});

/** Kills tell-earner before its call of SES, and the settler at its n-th request from then on. */
const killingBoth = (nth: number, moment: 'before' | 'after') => {
  const tellEarner = { killed: false };
  const settler = { requests: 0, killedAt: undefined as string | undefined };
  const intercept: Intercept = async (request, forward) => {
    const die = () => {
      played.host.kill(request.caller);
      throw new ConnectionDropped('killed on purpose');
    };
    if (!tellEarner.killed && isTellEarner(request)) {
      tellEarner.killed = true;
      die();
    }
    if (!request.caller.startsWith('NoticesSettle') || !tellEarner.killed) return forward();
    settler.requests += 1;
    if (settler.requests !== nth) return forward();
    settler.killedAt = request.operation;
    if (moment === 'after') await forward();
    return die();
  };
  played.host.edges.intercept(intercept);
  return settler;
};

describe('the settler, killed while it sends again what tell-earner died of', () => {
  /** Between its second claim and SES nobody can know: told as unknown, never guessed. Everywhere else there is the one mail. */
  it.each(['before', 'after'] as const)(
    '%s any of its requests',
    async (moment) => {
      const unknown: (string | undefined)[] = [];
      for (let nth = 1; ; nth++) {
        const teacher = played.earner(next++);
        const settler = killingBoth(nth, moment);
        await played.post(teacher);
        await played.settle();
        for (const minutes of [30, 60]) await played.later(minutes);
        const told = `killed ${moment} request ${nth}, ${settler.killedAt}`;
        const { state } = (await claimOf(teacher)) ?? {};
        const mails = await mailsTo(teacher);
        if (state === 'unknown') unknown.push(settler.killedAt);
        expect([told, state, mails.length]).toEqual([told, mails.length === 1 ? 'sent' : 'unknown', mails.length]);
        expect(mails.length, told).toBeLessThanOrEqual(1);
        if (settler.killedAt === undefined) break;
      }
      expect(unknown).toEqual([moment === 'before' ? 'SendRawEmail' : 'TransactWriteItems']);
    },
    180_000,
  );
});

/** From now on SES's events come late; the function returned loses what came so far, and lets them come again. */
const loseWhatSesTells = () => {
  const { queues } = played.host.edges;
  const { name, attributes } = noteQueue();
  queues.create(name, { ...attributes, DelaySeconds: 900 });
  return () => {
    expect(queues.peek(name).length).toBeGreaterThan(0);
    queues.purge(name);
    queues.create(name, attributes);
  };
};

const noteQueue = () => {
  const found = played.host.edges.queues.list().find(({ name }) => /NoteSendingQueue/.test(name));
  if (!found) throw new Error('There is no queue for what SES tells.');
  return found;
};

describe('what SES answers', () => {
  const answering = (error: ServiceError, when: (request: OutboundRequest) => boolean) => {
    let times = 0;
    played.host.edges.intercept(async (request, forward) => {
      if (request.service !== 'ses' || !when(request)) return forward();
      times += 1;
      return errorAnswer('ses', error);
    });
    return () => times;
  };
  const isTo = ({ body }: OutboundRequest, { addresses: [address = ''] }: StoryMember) =>
    new URLSearchParams(body).get('Destinations.member.1') === address;

  it.each(['Throttling', 'LimitExceededException'])(
    '%s, again and again, delays a mail and never parks it',
    async (code) => {
      const teacher = played.earner(next++);
      const before = parked();
      const throttled = new Map<string, number>();
      played.host.edges.intercept(async (request, forward) => {
        if (request.service !== 'ses') return forward();
        const to = new URLSearchParams(request.body).get('Destinations.member.1') ?? '';
        const times = throttled.get(to) ?? 0;
        if (times === 9) return forward();
        throttled.set(to, times + 1);
        return errorAnswer('ses', new ServiceError(code, 'Maximum sending rate exceeded.'));
      });
      await played.post(teacher);
      await played.settle();
      expect(throttled.get(teacher.addresses[0] ?? '')).toBe(9);
      expect(await mailsTo(teacher)).toEqual(['submission-received 1']);
      expect(parked()).toEqual(before);
      await played.later(60);
      expect(await mailsTo(teacher)).toEqual(['submission-received 1']);
    },
  );

  it('a refused address does not block the others, and is not tried again', async () => {
    const teacher = played.earner(next++);
    const reviewers = played.program.members.filter(({ roles }) => roles.includes('reviewer'));
    const [refused, ...others] = reviewers;
    if (!refused || others.length === 0) throw new Error('Two reviewers are needed.');
    const mailsBefore = await Promise.all(others.map(mailsTo));
    const before = parked();
    const error = new ServiceError('MessageRejected', 'Address is on the suppression list.');
    const times = answering(error, (request) => isTo(request, refused));
    const refusedBefore = (await mailsTo(refused)).length;
    await played.post(teacher);
    await played.settle();
    await played.later(60);
    expect(times()).toBe(1);
    expect(await mailsTo(refused)).toHaveLength(refusedBefore);
    expect(await Promise.all(others.map(mailsTo))).toEqual(mailsBefore.map((mails) => [...mails, 'review-wanted 1']));
    expect(await mailsTo(teacher)).toEqual(['submission-received 1']);
    expect(parked()).toEqual(before);
    const claims = ofEntity(await played.items(), 'NoticeClaim').filter(({ state }) => state === 'refused');
    expect(claims).toMatchObject([{ employeeId: refused.employeeId, reason: 'MessageRejected' }]);
  });
});
