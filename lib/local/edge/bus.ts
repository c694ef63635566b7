import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { ServiceError } from './answers.ts';
import { type Archives, openArchives } from './archives.ts';
import type { Database } from './database.ts';
import { openDeliveries } from './deliveries.ts';
import { openListeners } from './listeners.ts';
import type { Queues } from './queues.ts';
import { type ActiveRule, openRules } from './rules.ts';

/** The event as EventBridge delivers it. */
export interface EventEnvelope {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601 to the second. */
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
  /** There in what a replay delivers: the name of the replay. */
  'replay-name'?: string;
}

export interface RuleTarget {
  id: string;
  /** A queue's or a function's ARN. */
  arn: string;
  /** Constant JSON text delivered instead of the envelope. */
  input?: string;
  /** The queue of what could not be delivered. */
  deadLetterArn?: string;
}

export interface Rule {
  name: string;
  /** `default` or the name of a created bus. */
  busName: string;
  pattern: unknown;
  targets: RuleTarget[];
}

/** What is owed to a function target: accepted, not yet confirmed. `body` is the JSON text to invoke with. */
interface Invocation {
  id: number;
  ruleName: string;
  targetArn: string;
  body: string;
}

interface AcceptedEvent {
  busName: string;
  /** Epoch ms. */
  acceptedAt: number;
  envelope: EventEnvelope;
}

export interface Undelivered {
  ruleName: string;
  targetArn: string;
  body: string;
  reason: string;
}

export interface NewEvent {
  busName?: string;
  source: string;
  detailType: string;
  detail: unknown;
  resources?: string[];
  /** Epoch ms; default: the clock's now. */
  time?: number;
}

/** How many copies of one delivery arrive: 1 is undisturbed, 2 a duplicate; 0 is refused (EventBridge delivers at least once). */
export type BusDisturbance = (delivery: { targetArn: string; envelope: EventEnvelope }) => number;

export interface EventBus {
  create(busName: string): { name: string; arn: string };
  rules: {
    /** Throws `unsupported-pattern` for an operator this host does not know, `unknown-bus` for a bus not created. */
    add(rule: Rule): void;
    list(): ActiveRule[];
  };
  /** Puts one event as an AWS service or the scheduler would; its envelope is what rules saw. */
  put(event: NewEvent): EventEnvelope;
  /** Function targets, oldest first. They stay until confirmed or failed, over a restart too. */
  invocations: {
    owed(): Invocation[];
    confirm(id: number): void;
    /** Gives up: to the target's dead-letter queue with the reason, as EventBridge does after its retries. */
    fail(id: number, reason: string): void;
  };
  /** Told when an event is accepted, once its targets have it or are owed it. Returns the way to stop. */
  watch(listener: () => void): () => void;
  archives: Archives;
  /** Everything ever accepted, oldest first; not what was replayed. */
  events(): AcceptedEvent[];
  /** What could be delivered neither to its target nor to a dead-letter queue: AWS drops it, here it is told. */
  undelivered(): Undelivered[];
  disturb(disturbance: BusDisturbance | undefined): void;
}

/** Envelopes carry whole seconds. */
const toSecond = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** Every event ever accepted, on every bus. */
function openAccepted(database: Database, clock: Clock) {
  const insert = database.prepare('INSERT INTO events (bus, accepted_at, envelope) VALUES (?, ?, ?)');
  const accepted = database.prepare<{ busName: string; acceptedAt: number; envelope: string }>(
    'SELECT bus AS busName, accepted_at AS acceptedAt, envelope FROM events ORDER BY id',
  );
  return {
    keep: (busName: string, envelope: EventEnvelope) => void insert.run(busName, clock.now(), JSON.stringify(envelope)),
    events: (): AcceptedEvent[] => accepted.all().map((row) => ({ ...row, envelope: JSON.parse(row.envelope) })),
  };
}

/** EventBridge on the given database: an event is accepted and its queues are filled in one transaction. */
export function openBus(
  database: Database,
  queues: Queues,
  clock: Clock,
  place: { region: string; accountId: string },
): EventBus {
  const arnOf = (resource: string) => `arn:aws:events:${place.region}:${place.accountId}:${resource}`;
  const buses = new Set(['default']);
  const listeners = openListeners<[]>();
  const rules = openRules(arnOf, (busName) => buses.has(busName));
  const deliveries = openDeliveries(database, queues);
  const accepted = openAccepted(database, clock);
  const archives = openArchives(database, clock, { arnOf, matching: rules.matching, deliver: deliveries.deliver });
  const route = (busName: string, envelope: EventEnvelope) => {
    accepted.keep(busName, envelope);
    for (const rule of rules.matching(busName, envelope)) {
      for (const target of rule.targets) deliveries.deliver(rule, target, envelope);
    }
  };

  return {
    create: (busName) => {
      buses.add(busName);
      return { name: busName, arn: arnOf(`event-bus/${busName}`) };
    },
    rules: { add: rules.add, list: rules.list },
    put: ({ busName = 'default', source, detailType, detail, resources = [], time = clock.now() }) => {
      const name = busName.slice(busName.lastIndexOf('/') + 1);
      if (!buses.has(name)) throw new ServiceError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
      const envelope: EventEnvelope = {
        version: '0',
        id: randomUUID(),
        'detail-type': detailType,
        source,
        account: place.accountId,
        time: toSecond(time),
        region: place.region,
        resources,
        detail,
      };
      database.transaction(() => route(name, envelope));
      listeners.tell();
      return envelope;
    },
    invocations: deliveries.invocations,
    watch: listeners.watch,
    archives: {
      ...archives,
      replay: (request) => {
        const replay = archives.replay(request);
        listeners.tell();
        return replay;
      },
    },
    events: accepted.events,
    undelivered: deliveries.undelivered,
    disturb: deliveries.disturb,
  };
}
