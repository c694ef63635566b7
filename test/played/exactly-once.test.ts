/**
 * The promise that carries the rest: one approved submission gives exactly one award, one credential and one mail to each
 * person concerned, whatever is duplicated, reordered, conflicting or killed on the way. Asserted by counting.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Intercept } from '../../lib/local/edge/exchange.ts';
import { ConnectionDropped, cancelled } from '../../lib/local/edge/faults.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { ofEntity } from './ledger.ts';
import { type Played, playStack } from './played-stack.ts';

/** A played stack that tells one story after the other, each with a teacher of its own. */
interface Stage {
  played: Played;
  story(): Promise<Counted>;
}

/** Two: a killed function's next start keeps one core busy and everything else waiting, so two stages share the work. */
let stages: Stage[] = [];
let played: Played;
let story: Stage['story'];
/** What an undisturbed story leads to, with the teacher's own name and address taken out. */
let undisturbed: Counted;

beforeAll(async () => {
  stages = await Promise.all([openStage(), openStage()]);
  const [first] = stages;
  if (!first) throw new Error('There is no stage.');
  ({ played, story } = first);
  undisturbed = await story();
});
afterAll(async () => {
  for (const stage of stages) await stage.played.close();
});

const openStage = async (): Promise<Stage> => {
  const own = await playStack(100);
  let next = 0;
  return { played: own, story: () => storyOf(own, next++) };
};

type Moment = 'before' | 'after';

interface Counted {
  awards: number;
  credentials: number;
  states: unknown[];
  events: string[];
  mails: string[];
}

/** One teacher from the post to the badge, and an hour beyond; then everything is counted. */
const storyOf = async (on: Played, nth: number): Promise<Counted> => {
  const teacher = on.earner(nth);
  const before = on.host.edges.mail.sent().length;
  await on.award(teacher);
  await on.later(60);
  // Timetables run again, every few minutes: what one run died of, the next takes up.
  await on.later(10);
  return count(on, teacher, before);
};

const count = async (on: Played, teacher: StoryMember, before: number): Promise<Counted> => {
  const all = await on.items();
  const own = all.find((item) => item.entity === 'Submission' && item.earnerId === teacher.employeeId);
  const concerning = [teacher.employeeId, String(own?.submissionId)].map((id) => JSON.stringify(id));
  const items = all.filter((item) => concerning.some((id) => JSON.stringify(item).includes(id)));
  const of = (entity: string) => ofEntity(items, entity);
  const anonymous = (text: string) =>
    text.replaceAll(teacher.name, 'TEACHER').replaceAll(teacher.addresses[0] ?? '', 'ADDRESS');
  return {
    awards: of('Award').length,
    credentials: of('Credential').length,
    states: of('Submission').map(({ state }) => state),
    events: of('Event')
      .map(({ detailType }) => String(detailType))
      .sort(),
    mails: on.host.edges.mail
      .sent()
      .slice(before)
      .map(({ destinations, subject }) => anonymous(`${destinations.join()}: ${subject}`))
      .sort(),
  };
};

const disturbed = async (stage: Pick<Stage, 'played' | 'story'>, intercept: Intercept): Promise<Counted> => {
  stage.played.host.edges.intercept(intercept);
  try {
    return await stage.story();
  } finally {
    stage.played.host.edges.intercept(undefined);
  }
};

describe('one approved submission', () => {
  it('gives one award, one credential and one mail to each person concerned', () => {
    expect(undisturbed).toMatchObject({ awards: 1, credentials: 1, states: ['awarded'] });
    expect(undisturbed.events).toEqual([
      'assertion.signed.v1',
      'badge.awarded.v1',
      'evidence.approved.v1',
      'review.started.v1',
      'submission.created.v1',
    ]);
    const mailsTo = (address: string) => undisturbed.mails.filter((mail) => mail.startsWith(address)).length;
    const members = played.program.members.filter(({ employeeId }) => !employeeId.startsWith('T-'));
    const first = (role: string) =>
      members.filter(({ roles }) => roles.includes(role)).map(({ addresses }) => addresses[0] ?? '');
    expect(mailsTo('ADDRESS')).toBe(2);
    expect(first('reviewer').map(mailsTo)).toEqual([1, 1]);
    expect(first('administrator').map(mailsTo)).toEqual(first('administrator').map(() => 1));
  });

  it('whatever is delivered twice and out of order', async () => {
    played.host.edges.bus.disturb(() => 2);
    played.host.edges.queues.disturb({ shuffle: (messages) => messages.toReversed() });
    try {
      expect(await story()).toEqual(undisturbed);
    } finally {
      played.host.edges.bus.disturb(undefined);
      played.host.edges.queues.disturb(undefined);
    }
  });

  it('whatever transaction meets a conflict', async () => {
    const met = new Map<string, number>();
    const conflicting: Intercept = async (request, forward) => {
      if (request.operation !== 'TransactWriteItems') return forward();
      // The SDK gives each try a token of its own; the writes are what stays the same.
      const writes = JSON.stringify(JSON.parse(request.body).TransactItems);
      const times = met.get(writes) ?? 0;
      met.set(writes, times + 1);
      return times < 2 ? cancelled(request) : forward();
    };
    expect(await disturbed({ played, story }, conflicting)).toEqual(undisturbed);
    expect(met.size).toBeGreaterThan(8);
  });
});

describe('killed at any outbound request', () => {
  /**
   * Every function is killed before its n-th request of the story, then after it, for n = 1, 2, 3, ... until none of them
   * makes that many. Several functions die in one story: what each does is its own, and all of it must come out right.
   */
  it('each function, before and after each request it makes, leads to the same', async () => {
    const killed = await Promise.all(
      (['before', 'after'] as const).map((moment, at) => killAll(stages[at] ?? { played, story }, moment)),
    );
    expect(killed.flat().length).toBeGreaterThan(100);
  }, 600_000);
});

/** Plays until no function is left to kill; who was killed when. */
const killAll = async (stage: Stage, moment: Moment): Promise<string[]> => {
  const kills: string[] = [];
  for (let nth = 1; ; nth++) {
    const kill = killing(stage.played, nth, moment);
    const counted = await disturbed(stage, kill.intercept);
    const killed = kill.killed();
    expect(counted, `killed ${moment} request ${nth}: ${killed.join(', ')}`).toEqual(undisturbed);
    if (killed.length === 0) return kills;
    kills.push(...killed.map((caller) => `${caller} ${moment} ${nth}`));
  }
};

/**
 * Kills each function once, at its n-th request from now on. Not the settler: it takes up what the death of another left, so that
 * its own is a second one about the same mail, with an outcome of its own: `settler.test.ts` kills it at each of its requests.
 */
const killing = (on: Played, nth: number, moment: Moment) => {
  const seen = new Map<string, number>();
  const intercept: Intercept = async (request, forward) => {
    const count = (seen.get(request.caller) ?? 0) + 1;
    seen.set(request.caller, count);
    if (count !== nth || request.caller.startsWith('NoticesSettle')) return forward();
    if (moment === 'after') await forward();
    on.host.kill(request.caller);
    throw new ConnectionDropped('killed on purpose');
  };
  return {
    intercept,
    killed: () =>
      [...seen]
        .filter(([caller, count]) => count >= nth && !caller.startsWith('NoticesSettle'))
        .map(([caller]) => caller),
  };
};
