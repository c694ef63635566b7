/**
 * What AWS asks, in US dollars, on demand, in us-east-1, before tax. A pure list: the tests count, and multiply by it. No
 * allowance is taken off but those that never end, and only where a name says so.
 */
export interface Price {
  usd: number;
  /** For how many of the unit. */
  per: number;
  unit: string;
  /** AWS's own page of it. */
  source: string;
  /**
   * What it was held against in November 2026: AWS's page itself, other people's reports of it from 2025 and 2026, or
   * nothing yet: those are from memory and to be checked.
   */
  held: 'page' | 'reports' | 'to be checked';
}

const price = (usd: number, per: number, unit: string, source: string, held: Price['held']): Price => ({
  ...{ usd, per, unit, held },
  source: `https://aws.amazon.com/${source}/pricing/`,
});
const MILLION = 1_000_000;

export const prices = {
  // Months.
  key: price(1, 1, 'KMS key, a month', 'kms', 'page'),
  alarm: price(0.1, 1, 'metric that an alarm watches, a month', 'cloudwatch', 'to be checked'),
  metric: price(0.3, 1, 'metric of our own, a month', 'cloudwatch', 'reports'),
  storage: price(0.25, 1, 'GB of table, a month', 'dynamodb', 'to be checked'),
  backup: price(0.2, 1, 'GB of table that can be put back to any second, a month', 'dynamodb', 'to be checked'),
  // Requests.
  write: price(0.625, MILLION, 'write request units', 'dynamodb', 'reports'),
  read: price(0.125, MILLION, 'read request units', 'dynamodb', 'reports'),
  invocation: price(0.2, MILLION, 'invocations of functions', 'lambda', 'to be checked'),
  compute: price(0.0000133334, 1, 'GB-seconds of functions (arm64)', 'lambda', 'to be checked'),
  request: price(1, MILLION, 'requests to the HTTP API', 'api-gateway', 'to be checked'),
  queue: price(0.4, MILLION, 'requests to queues', 'sqs', 'to be checked'),
  // SES's own events are AWS's, and free.
  event: price(1, MILLION, 'events put on the bus', 'eventbridge', 'reports'),
  archive: price(0.1, 1, 'GB of events put into the archive', 'eventbridge', 'reports'),
  schedule: price(1, MILLION, 'schedules that fire', 'eventbridge', 'reports'),
  sign: price(0.15, 10_000, 'uses of a signing key', 'kms', 'reports'),
  open: price(0.03, 10_000, 'uses of the key that seals secrets', 'kms', 'reports'),
  mail: price(0.1, 1_000, 'mails', 'ses', 'to be checked'),
  log: price(0.5, 1, 'GB of logs', 'cloudwatch', 'reports'),
} as const satisfies Record<string, Price>;

export type Priced = keyof typeof prices;

/** What never costs anything, every month, in every account (CloudWatch: page, SQS: to be checked). */
export const ALWAYS_FREE = { alarm: 10, metric: 10, queue: MILLION, dashboardMetrics: 50 } as const;

export interface Line {
  count: number;
  usd: number;
}

/** What so many of each cost. */
export const bill = (counts: Partial<Record<Priced, number>>): Partial<Record<Priced, Line>> =>
  Object.fromEntries(
    Object.entries(counts).map(([name, count]) => {
      const { usd, per } = prices[name as Priced];
      return [name, { count, usd: (usd * count) / per }];
    }),
  );

export const total = (lines: Partial<Record<Priced, Line>>) =>
  Object.values(lines).reduce((sum, { usd }) => sum + usd, 0);

/** For people who run the test: every line with its price and where that is from. */
export const asTable = (lines: Partial<Record<Priced, Line>>) =>
  Object.entries(lines).map(([name, { count, usd }]) => {
    const { unit, held, ...price } = prices[name as Priced];
    return { what: unit, count: Number(count.toPrecision(4)), price: `${price.usd} / ${price.per}`, usd, held };
  });

/** A figure of README.md, as `$5.24` in the sentence or row that begins with `words`. */
export const figureIn = (text: string, words: string): number => {
  const at = text.indexOf(words);
  const found = at < 0 ? undefined : /\$(\d+(?:\.\d+)?)/.exec(text.slice(at + words.length))?.[1];
  if (found === undefined) throw new Error(`README.md has no figure after "${words}".`);
  return Number(found);
};
