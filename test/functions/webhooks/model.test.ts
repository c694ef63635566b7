/** No sequence of tries and replays loses a delivery, tries one that is delivered, or comes before its time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delivery, Outcome, webhookIdOf, webhookIdsAt } from '../../../functions/webhooks/deliveries/delivery.ts';
import {
  abandoned,
  afterTry,
  enlisted,
  isDue,
  MOST_TRIES,
  outcomeOf,
  pauseOf,
  replayed,
  SCHEDULE,
} from '../../../functions/webhooks/deliveries/delivery-model.ts';
import { healthAfter, healthSince, isHopeless, UNTRIED } from '../../../functions/webhooks/lanes/lane.ts';
import { hashSpread } from '../../../functions/webhooks/lanes/spread.ts';

const START = Date.parse('2026-11-02T08:00:00.000Z');
const endpointId = '8f2e7d1c-4b5a-4c3d-9e8f-1a2b3c4d5e6f';
const about = {
  ...{ webhookId: webhookIdOf(endpointId, { id: 'e', time: new Date(START).toISOString() }), endpointId },
  ...{ programId: 'p', type: 'badge.awarded', body: '{}', happenedAt: new Date(START).toISOString() },
};
const begun = () => enlisted(about, new Date(START));
const tried = (at: number, outcome: Outcome, pause?: number) => ({
  ...{ at: new Date(at).toISOString(), outcome, milliseconds: 3 },
  ...(pause !== undefined && { pause }),
});

type Act =
  | { act: 'wait'; seconds: number }
  | { act: 'try'; outcome: Outcome; pause: number }
  | { act: 'replay' | 'disable' };
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 100_000 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ act: fc.constant('try' as const), outcome: fc.constantFrom(...Outcome.options) },
      pause: fc.integer({ min: 0, max: 1_000_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('replay' as const, 'disable' as const) }) },
);

const holds = (one: Delivery) => {
  // Never lost: whatever is pending is due some day, and what is not has ended.
  expect(one.dueAt !== undefined).toBe(one.state === 'pending');
  expect(one.tries).toBeLessThanOrEqual(MOST_TRIES);
  expect(one.why !== undefined).toBe(one.state === 'failed');
  if (one.state === 'delivered') expect(one.log.at(-1)?.outcome).toBe('accepted');
  if (one.why === 'out-of-tries') expect(one.tries).toBe(MOST_TRIES);
};

describe('a delivery', () => {
  it('is pending until it is taken, or was tried often enough, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 60 }), (sequence) => {
        let [one, now] = [begun(), START];
        for (const each of sequence) {
          const before = one;
          if (each.act === 'wait') now += each.seconds * 1000;
          if (each.act === 'try') {
            if (isDue(one, new Date(now))) one = afterTry(one, tried(now, each.outcome, each.pause), hashSpread);
            else expect(() => afterTry(before, tried(now, each.outcome), hashSpread)).toThrow('was not to be tried');
          }
          if (each.act === 'replay') one = replayed(one, new Date(now)) ?? one;
          if (each.act === 'disable') one = abandoned(one) ?? one;
          holds(one);
          expect(one.webhookId).toBe(before.webhookId);
          expect(one.revision).toBe(before.revision + (one === before ? 0 : 1));
          if (each.act !== 'replay' && before.state !== 'pending') expect(one).toBe(before);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('waits as long as the schedule says, up to a tenth longer, always the same for the same try', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (spread) => {
        let [one, now] = [begun(), START];
        for (const seconds of SCHEDULE) {
          one = afterTry(one, tried(now, 'rejected'), () => spread);
          const waited = (Date.parse(one.dueAt ?? '') - now) / 1000;
          expect(waited).toBeGreaterThanOrEqual(seconds);
          expect(waited).toBeLessThanOrEqual(seconds * 1.1 + 0.001);
          now = Date.parse(one.dueAt ?? '');
        }
        expect(afterTry(one, tried(now, 'timed-out'), () => spread)).toMatchObject({
          state: 'failed',
          tries: MOST_TRIES,
        });
      }),
      { numRuns: 50 },
    );
    const due = (name: string) => afterTry({ ...begun(), webhookId: name }, tried(START, 'rejected'), hashSpread).dueAt;
    expect(due('one')).toBe(due('one'));
    expect(new Set(['one', 'two', 'three'].map(due)).size).toBe(3);
  });

  it('comes no sooner than the endpoint asks, and no later than a day for that', () => {
    const wait = (pause: number) =>
      Date.parse(afterTry(begun(), tried(START, 'busy', pause), () => 0).dueAt ?? '') - START;
    expect([1, 5, 600, 86_400, 1_000_000].map(wait)).toEqual([5000, 5000, 600_000, 86_400_000, 86_400_000]);
  });

  it('has an id that says when it happened, in order, and nothing of what', () => {
    const id = (time: string, event = 'e') => webhookIdOf(endpointId, { id: event, time });
    expect(id('2026-11-02T08:00:00.000Z')).toBe(id('2026-11-02T08:00:00.000Z'));
    expect(id('2026-11-02T08:00:00.000Z', 'f')).not.toBe(id('2026-11-02T08:00:00.000Z'));
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: 1e12, max: 4e12 }), fc.integer({ min: 1e12, max: 4e12 })), ([a, b]) => {
        const [one, other] = [new Date(a).toISOString(), new Date(b).toISOString()];
        expect(id(one) < id(other) || a >= b).toBe(true);
        expect(id(one) > webhookIdsAt(one) && (a >= b || id(one) < webhookIdsAt(other))).toBe(true);
      }),
    );
  });
});

describe('an answer', () => {
  it('is taken by its status alone: only 2xx is a success', () => {
    expect([200, 204, 299].map(outcomeOf)).toEqual(['accepted', 'accepted', 'accepted']);
    expect([301, 308, 399].map(outcomeOf)).toEqual(['redirected', 'redirected', 'redirected']);
    expect([410, 429, 503].map(outcomeOf)).toEqual(['gone', 'busy', 'busy']);
    expect([100, 400, 401, 404, 500, 502, 599].map(outcomeOf).every((outcome) => outcome === 'rejected')).toBe(true);
  });

  it('may say when to come again, in seconds or as a date; nonsense is passed over', () => {
    const now = new Date('2026-11-02T08:00:00Z');
    expect(pauseOf('120', now)).toBe(120);
    expect(pauseOf('Mon, 02 Nov 2026 08:10:00 GMT', now)).toBe(600);
    expect(pauseOf('999999999', now)).toBe(86_400);
    for (const text of [undefined, '', 'soon', '-5', '0', '1e3 years', 'Mon, 02 Nov 2026 07:00:00 GMT'])
      expect(pauseOf(text, now)).toBeUndefined();
  });
});

describe('an endpoint', () => {
  const day = (n: number) => new Date(START + n * 86_400_000);
  const failing = (times: number[]) =>
    times.reduce((health, n) => healthAfter(health, tried(day(n).getTime(), 'unreachable')), UNTRIED);

  it('is hopeless after five days and ten failures without a success between', () => {
    const often = failing([0, 0, 0, 0, 1, 1, 2, 3, 4, 4.9]);
    expect([4.9, 5, 6].map((n) => isHopeless(often, day(n)))).toEqual([false, true, true]);
    expect(isHopeless(healthAfter(often, tried(day(5).getTime(), 'accepted')), day(9))).toBe(false);
  });

  it('is not, by one failure before a silence of weeks and one after it', () => {
    expect(isHopeless(failing([0, 20]), day(20))).toBe(false);
  });

  it('starts anew when it is enabled again', () => {
    const often = failing([0, 0, 0, 0, 1, 1, 2, 3, 4, 4.9]);
    expect(isHopeless(healthSince(often, day(5).toISOString()), day(9))).toBe(false);
    expect(healthSince(often, day(-1).toISOString())).toBe(often);
  });
});
