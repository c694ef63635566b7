import { describe, expect, test } from 'vitest';
import { movableClock } from '../../lib/local/clock.ts';
import { readSchedule } from '../../lib/local/sources/schedule-expression.ts';
import { stage } from './stage.ts';

const at = (text: string) => Date.parse(text);
const iso = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString());

describe('an expression', () => {
  const since = at('2026-03-02T08:10:00Z');
  test.each([
    ['rate(1 hour)', 'UTC', '2026-03-02T08:10:00Z', '2026-03-02T09:10:00.000Z'],
    ['rate(5 minutes)', 'UTC', '2026-03-02T08:21:00Z', '2026-03-02T08:25:00.000Z'],
    ['rate(1 day)', 'UTC', '2026-03-04T08:10:00Z', '2026-03-05T08:10:00.000Z'],
    ['cron(0 7 * * ? *)', 'UTC', '2026-03-02T08:10:00Z', '2026-03-03T07:00:00.000Z'],
    ['cron(0 7 ? * MON-FRI *)', 'UTC', '2026-03-06T08:10:00Z', '2026-03-09T07:00:00.000Z'],
    ['cron(0/15 8-9 * * ? *)', 'UTC', '2026-03-02T08:10:00Z', '2026-03-02T08:15:00.000Z'],
    ['cron(30 6 1 JAN,JUL ? *)', 'UTC', '2026-03-02T08:10:00Z', '2026-07-01T06:30:00.000Z'],
    ['cron(0 7 * * ? *)', 'America/Chicago', '2026-03-07T14:00:00Z', '2026-03-08T12:00:00.000Z'],
    ['cron(0 7 * * ? *)', 'America/Chicago', '2026-03-06T14:00:00Z', '2026-03-07T13:00:00.000Z'],
    ['at(2026-03-03T09:00:00)', 'America/Chicago', '2026-03-02T08:10:00Z', '2026-03-03T15:00:00.000Z'],
    ['at(2026-03-01T09:00:00)', 'UTC', '2026-03-02T08:10:00Z', undefined],
    ['cron(0 7 * * ? 2020)', 'UTC', '2026-03-02T08:10:00Z', undefined],
  ])('%s in %s after %s is %s', (expression, zone, after, next) => {
    expect(iso(readSchedule(expression, zone, since)(at(after)))).toBe(next);
  });

  test.each([
    'rate(0 hours)',
    'rate(1 week)',
    'cron(0 7 * * *)',
    'cron(0 7 L * ? *)',
    'every day',
    'cron(61 7 * * ? *)',
  ])('%s is refused by name', (expression) => {
    expect(() => readSchedule(expression, 'UTC', since)).toThrow(expression);
  });
});

describe('a schedule in the background', () => {
  const clock = movableClock('2026-03-02T08:00:00Z');
  const { host, items } = stage({ background: true, clock });

  test('fires when the clock comes to it; of several missed times only the latest', async () => {
    const [schedule] = host().schedules.list();
    const due = schedule?.nextAt ?? 0;
    expect(due - at('2026-03-02T09:00:00Z')).toBeLessThan(60_000);
    clock.advance(3.5 * 3_600_000);
    await host().settle();
    const told = (hours: number) => items(`TICK#${new Date(due + hours * 3_600_000).toISOString().slice(0, 19)}Z`);
    expect(await told(2)).toHaveLength(1);
    expect(await told(0)).toEqual([]);
  });
});
