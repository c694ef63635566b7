/** Breaks a host by plan and seed, and writes down every fault before it happens: the list outlives the host. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EdgeAnswer, Intercept, OutboundRequest } from '../../lib/local/edge/exchange.ts';
import { ConnectionDropped, cancelled, failEntries, failed, throttled } from '../../lib/local/edge/faults.ts';
import type { Host } from '../../lib/local/host.ts';
import type { Chance } from './chance.ts';
import { type Fault, faultFor, type OtherFault, type Plan, type RequestFault } from './plan.ts';
import { openSubjects } from './subjects.ts';

/** One fault that happened. */
export interface Injected {
  fault: Fault;
  /** The function, queue or rule that met it. */
  where: string;
  operation?: string;
  /** The teacher whose story it was, if that is known. */
  subject?: string;
  /** Of a mail: its claim and which sending. */
  notice?: string;
  attempt?: string;
}

const fileIn = (dataDir: string) => join(dataDir, 'faults.jsonl');
export const noteFault = (dataDir: string, injected: Injected): void =>
  appendFileSync(fileIn(dataDir), `${JSON.stringify(injected)}\n`);
export const faultsIn = (dataDir: string): Injected[] =>
  existsSync(fileIn(dataDir))
    ? readFileSync(fileIn(dataDir), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

interface Breaking {
  plan: Plan;
  /** Of this start of the host: another one draws anew. */
  chance: Chance;
  dataDir: string;
}

/** From now on `host` is broken, until it is killed. */
export const breakHost = (host: Host, { plan, chance, dataDir }: Breaking): void => {
  const subjectOf = openSubjects();
  const seen = new Map<string, number>();
  /** A draw for the n-th time this comes about. */
  const draw = (...key: string[]) => {
    const name = key.join('\n');
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return chance(...key, nth);
  };
  const note = (injected: Injected) => noteFault(dataDir, injected);
  const meets = (fault: keyof Plan['others'], where: string, text: string): boolean => {
    const subject = subjectOf(text);
    const met = draw(fault, where, subject) < plan.others[fault];
    if (met) note({ fault, where, ...(subject && { subject }) });
    return met;
  };

  host.edges.intercept(async (request, forward) => {
    const { caller, operation, body } = request;
    const subject = subjectOf(body);
    const chanced = draw('request', caller, operation, subject);
    const fault = faultFor(plan, request, chanced);
    if (fault === undefined) return forward();
    note({ fault, where: caller, operation, ...(subject && { subject }), ...mailOf(request) });
    return befall[fault](request, forward, { host, chance: (key) => draw(key, caller, operation, subject) });
  });
  host.edges.bus.disturb(({ targetArn, envelope }) =>
    meets('delivered-twice', nameOf(targetArn), JSON.stringify(envelope)) ? 2 : 1,
  );
  host.edges.mail.disturb((type, mail) => {
    if (
      type !== 'Send' ||
      draw('mail-event-lost', subjectOf(mail.destinations.join())) >= plan.others['mail-event-lost']
    )
      return false;
    const { notice = '', attempt = '' } = mail.tags;
    note({ fault: 'mail-event-lost', where: mail.caller, notice, attempt });
    return true;
  });
  host.edges.queues.disturb({
    delay: (queue, body) => (meets('delivered-late', queue, body) ? Math.ceil(30 + 270 * draw('how-late', queue)) : 0),
    loseDeletion: (queue, body) => meets('deletion-lost', queue, body),
    shuffle: (messages) => {
      if (messages.length < 2 || !meets('reordered', 'queues', '')) return messages;
      // The first is never the first any more: an order that came out as it was would be counted for nothing.
      const [first, ...others] = messages.map((message) => ({ message, place: draw('place') }));
      others.sort((one, other) => one.place - other.place);
      others.splice(1 + Math.floor(draw('first') * others.length), 0, ...(first ? [first] : []));
      return others.map(({ message }) => message);
    },
  });
  host.disturbStreams({
    loseBatch: (records) => meets('batch-lost', 'stream', JSON.stringify(records)),
    repeatBatch: (records) => meets('batch-repeated', 'stream', JSON.stringify(records)),
  });
};

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf(':') + 1);

/** Which notice a request to SES sends. */
const mailOf = ({ service, body }: OutboundRequest): Pick<Injected, 'notice' | 'attempt'> => {
  if (service !== 'ses') return {};
  const form = new URLSearchParams(body);
  const tag = (name: string) => {
    const [key = ''] = [...form].find(([key, value]) => /^Tags\.member\.\d+\.Name$/.test(key) && value === name) ?? [];
    return form.get(key.replace('Name', 'Value')) ?? '';
  };
  return { notice: tag('notice'), attempt: tag('attempt') };
};

type Forward = Parameters<Intercept>[1];
type Befall = (
  request: OutboundRequest,
  forward: Forward,
  how: { host: Host; chance(key: string): number },
) => Promise<EdgeAnswer>;

const drop = (): never => {
  throw new ConnectionDropped('on purpose');
};

const befall: { [fault in RequestFault]: Befall } = {
  throttled: async (request, _, { chance }) => {
    const nth = Math.floor(chance('throttle') * 4);
    return request.operation === 'TransactWriteItems' && nth > 1
      ? cancelled(request, nth === 2 ? 'ThrottlingError' : 'ProvisionedThroughputExceeded')
      : throttled(request, nth);
  },
  conflict: async (request) => cancelled(request),
  'entries-failed': (request, forward, { chance }) =>
    failEntries((_, at) => (at === 0 || chance('entry') < 0.5 ? 'ThrottlingException' : undefined))(request, forward),
  'service-failed': async (request, forward, { chance }) => {
    if (chance('carried-out') < 0.5) await forward();
    return failed(request);
  },
  'request-lost': async () => drop(),
  'answer-lost': async (_, forward) => {
    await forward();
    return drop();
  },
  'answer-late': async (_, forward, { chance }) => {
    const answer = await forward();
    await sleep(100 + 1_500 * chance('late'));
    return answer;
  },
  // Until the function's own time is up, or the client's.
  'never-answered': async (_, forward) => {
    await forward();
    return new Promise<never>(() => {});
  },
  'killed-before': async ({ caller }, _, { host }) => {
    host.kill(caller);
    return drop();
  },
  'killed-after': async ({ caller }, forward, { host }) => {
    await forward();
    host.kill(caller);
    return drop();
  },
};

/** How often each fault happened; one that never did proves nothing. */
export const countFaults = (injected: readonly Injected[], faults: readonly (RequestFault | OtherFault)[]) =>
  Object.fromEntries(faults.map((fault) => [fault, injected.filter((one) => one.fault === fault).length]));
