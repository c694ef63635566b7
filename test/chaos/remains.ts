/** Everything that is left when a run is over: the table, the inbox, the queues, the bus, the logs, and what the clients remember. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { KeptMail } from '../../lib/local/edge/mail.ts';
import type { Host } from '../../lib/local/host.ts';
import { type Item, itemsOf } from '../played/ledger.ts';
import type { Books } from './books.ts';
import { faultsIn, type Injected } from './inject.ts';
import type { ChaosProgram } from './program.ts';

/** One thing that is not as promised: which promise, and whom or what it concerns. */
export interface Violation {
  rule: string;
  about: string;
}

export type Check = (remains: Remains) => Violation[];

export interface ReadMail extends KeptMail {
  text: string;
}

export interface LogEntry {
  from: string;
  code: string;
  [member: string]: unknown;
}

export interface Remains {
  program: ChaosProgram;
  books: Books;
  items: Item[];
  mails: ReadMail[];
  /** Every message in any queue. */
  messages: { queue: string; body: string; receiveCount: number }[];
  /** What the bus could not deliver. */
  undelivered: { ruleName: string; reason: string }[];
  /** What the bus took, of ours: the ids of the events. */
  heard: string[];
  injected: Injected[];
  log: LogEntry[];
}

export const remainsOf = async (
  host: Host,
  { program, books, dataDir }: Pick<Remains, 'program' | 'books'> & { dataDir: string },
): Promise<Remains> => {
  const { queues, bus, mail } = host.edges;
  return {
    program,
    books,
    items: await itemsOf(host),
    mails: await Promise.all(mail.sent().map(readMail)),
    messages: queues.list().flatMap(({ name: queue }) => queues.peek(queue).map((message) => ({ ...message, queue }))),
    undelivered: bus.undelivered(),
    heard: bus
      .events()
      .filter(({ envelope }) => envelope.source === 'accolade')
      .map(({ envelope }) => (envelope.detail as { metadata: { id: string } }).metadata.id),
    injected: faultsIn(dataDir),
    log: logIn(dataDir),
  };
};

const readMail = async (mail: KeptMail): Promise<ReadMail> => {
  const { text = '' } = await PostalMime.parse(mail.raw);
  return { ...mail, text };
};

/** What the functions logged, over all starts: time, function, and their own line of JSON. */
const logIn = (dataDir: string): LogEntry[] => {
  const path = join(dataDir, 'functions.log');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from = '', text = ''] = /^\S+ (\S+) (\{.*\})$/.exec(line) ?? [];
      return text === '' ? [] : [entryOf(from, text)];
    })
    .filter((entry) => entry !== undefined);
};

const entryOf = (from: string, text: string): LogEntry | undefined => {
  try {
    return { code: '', ...JSON.parse(text), from };
  } catch {
    return undefined;
  }
};

/** `violations(rule, bad)`: one for each. */
export const violations = (rule: string, about: readonly string[]): Violation[] =>
  about.map((one) => ({ rule, about: one }));

/** What is in `all` more than once. */
export const repeated = (all: readonly string[]): string[] => {
  const seen = new Set<string>();
  return [...new Set(all.filter((one) => seen.has(one) || !seen.add(one)))];
};

/** What of the one is not in the other. */
export const without = (all: readonly string[], others: readonly string[]): string[] => {
  const known = new Set(others);
  return all.filter((one) => !known.has(one));
};
