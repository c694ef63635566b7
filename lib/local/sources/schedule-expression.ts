import { LocalProblem } from '../problem.ts';

/** The first time (epoch ms) after the given one; undefined when there is none any more. */
export type NextTime = (after: number) => number | undefined;

const units: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const weekdays = 'SUN MON TUE WED THU FRI SAT'.split(' ');
const dayMs = 86_400_000;

function refuse(expression: string): never {
  throw new LocalProblem(
    'unknown-schedule',
    `The schedule expression ${expression} is not known here.`,
    'Use rate(), at(), or cron() with numbers, names, lists, ranges and steps.',
  );
}

/** One field of cron(): which numbers it takes. */
function field(
  text: string,
  low: number,
  high: number,
  names: string[],
  expression: string,
): (value: number) => boolean {
  const number = (word: string) => {
    const named = names.indexOf(word.toUpperCase());
    const value = named >= 0 ? named + low : Number(word);
    return Number.isInteger(value) && value >= low && value <= high ? value : refuse(expression);
  };
  const parts = text.split(',').map((part) => {
    const [range = '', step] = part.split('/');
    const every = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(every) || every < 1) refuse(expression);
    if (range === '*' || range === '?') return (value: number) => (value - low) % every === 0;
    const [from, to] = range.split('-').map(number);
    const last = to ?? (step === undefined ? from : high);
    return (value: number) =>
      value >= (from ?? low) && value <= (last ?? high) && (value - (from ?? low)) % every === 0;
  });
  return (value) => parts.some((takes) => takes(value));
}

/** How far the zone's wall clock is ahead of UTC at that instant, in ms. */
function zoneOffset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return wall - Math.floor(at / 60_000) * 60_000;
}

function instantOf(wall: number, timeZone: string): number {
  const guess = wall - zoneOffset(wall, timeZone);
  return wall - zoneOffset(guess, timeZone);
}

function cron(body: string, timeZone: string, expression: string): NextTime {
  const [minute, hour, day, month, weekday, year, ...more] = body.trim().split(/\s+/);
  if (!minute || !hour || !day || !month || !weekday || !year || more.length > 0) return refuse(expression);
  const takes = {
    minute: field(minute, 0, 59, [], expression),
    hour: field(hour, 0, 23, [], expression),
    day: field(day, 1, 31, [], expression),
    month: field(month, 1, 12, months, expression),
    weekday: field(weekday, 1, 7, weekdays, expression),
    year: field(year, 1970, 2199, [], expression),
  };
  const minutes = Array.from({ length: 1440 }, (_, at) => at).filter(
    (at) => takes.hour(Math.floor(at / 60)) && takes.minute(at % 60),
  );
  const onDay = (at: Date) =>
    takes.year(at.getUTCFullYear()) &&
    takes.month(at.getUTCMonth() + 1) &&
    takes.day(at.getUTCDate()) &&
    takes.weekday(at.getUTCDay() + 1);
  return (after) => {
    const today = Math.floor((after + zoneOffset(after, timeZone)) / dayMs) * dayMs;
    for (let date = today; date < today + 5 * 366 * dayMs; date += dayMs) {
      if (!onDay(new Date(date))) continue;
      const found = minutes.map((at) => instantOf(date + at * 60_000, timeZone)).find((instant) => instant > after);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** Reads rate(), cron() and at(). A rate counts from `since` (epoch ms). Throws `unknown-schedule`. */
export function readSchedule(expression: string, timeZone: string, since: number): NextTime {
  const [, kind, body = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'cron') return cron(body, timeZone, expression);
  if (kind === 'at') {
    const instant = instantOf(Date.parse(`${body}Z`), timeZone);
    return (after) => (instant > after ? instant : undefined);
  }
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(body) ?? [];
  const period = Number(count) * (units[unit] ?? Number.NaN);
  if (!(period > 0)) return refuse(expression);
  return (after) => since + (Math.floor(Math.max(0, after - since) / period) + 1) * period;
}
