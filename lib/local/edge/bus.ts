import { randomUUID } from 'node:crypto';
import { LocalProblem } from '../problem.ts';
import { ServiceError } from './answers.ts';
import type { Database } from './database.ts';
import type { Clock } from './edges.ts';
import { compilePattern, type Matches } from './event-pattern.ts';
import type { Queues } from './queues.ts';

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
export interface Invocation {
  id: number;
  ruleName: string;
  targetArn: string;
  body: string;
}

export interface AcceptedEvent {
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
    list(): Rule[];
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
  /** Told when something new is owed to a function. Returns the way to stop. */
  watch(listener: () => void): () => void;
  /** Everything ever accepted, oldest first. */
  events(): AcceptedEvent[];
  /** What could be delivered neither to its target nor to a dead-letter queue: AWS drops it, here it is told. */
  undelivered(): Undelivered[];
  disturb(disturbance: BusDisturbance | undefined): void;
}

interface InvocationRow {
  id: number;
  rule: string;
  rule_arn: string;
  target_arn: string;
  body: string;
  dead_letter_arn: string | null;
}

/** One target's share of one event, on its way. */
type Delivery = Omit<InvocationRow, 'id'>;

/** Envelopes carry whole seconds. */
const toSecond = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** Where a delivery ends: its queue, the list of owed invocations, its dead-letter queue, or `undelivered`. */
function openDeliveries(database: Database, queues: Queues, tellOwed: () => void) {
  const owe = database.prepare(
    'INSERT INTO invocations (rule, rule_arn, target_arn, body, dead_letter_arn) VALUES (?, ?, ?, ?, ?)',
  );
  const owed = database.prepare<InvocationRow>('SELECT * FROM invocations ORDER BY id');
  const byId = database.prepare<InvocationRow>('SELECT * FROM invocations WHERE id = ?');
  const settle = database.prepare('DELETE FROM invocations WHERE id = ?');
  const drop = database.prepare('INSERT INTO undelivered (rule, target_arn, body, reason) VALUES (?, ?, ?, ?)');
  const dropped = database.prepare<Undelivered>(
    'SELECT rule AS ruleName, target_arn AS targetArn, body, reason FROM undelivered ORDER BY id',
  );

  const bury = (delivery: Delivery, code: string, reason: string) => {
    const lose = (why: string) => drop.run(delivery.rule, delivery.target_arn, delivery.body, why);
    if (delivery.dead_letter_arn === null) return void lose(reason);
    const told = {
      RULE_ARN: delivery.rule_arn,
      TARGET_ARN: delivery.target_arn,
      ERROR_CODE: code,
      ERROR_MESSAGE: reason,
    };
    const messageAttributes = Object.fromEntries(
      Object.entries(told).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    );
    try {
      queues.send(delivery.dead_letter_arn, { body: delivery.body, messageAttributes });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      lose(`${reason} Nor could the dead-letter queue take it: ${error.message}`);
    }
  };

  return {
    deliver: (delivery: Delivery) => {
      if (delivery.target_arn.includes(':lambda:')) {
        owe.run(delivery.rule, delivery.rule_arn, delivery.target_arn, delivery.body, delivery.dead_letter_arn);
        return database.afterCommit(tellOwed);
      }
      try {
        queues.send(delivery.target_arn, { body: delivery.body });
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        bury(delivery, error.code, error.message);
      }
    },
    invocations: {
      owed: () =>
        owed.all().map((row) => ({ id: row.id, ruleName: row.rule, targetArn: row.target_arn, body: row.body })),
      confirm: (id: number) => void settle.run(id),
      fail: (id: number, reason: string) =>
        database.transaction(() => {
          const row = byId.get(id);
          if (row === undefined) return;
          settle.run(id);
          bury(row, 'SDK_CLIENT_ERROR', reason);
        }),
    },
    undelivered: () => dropped.all(),
  };
}

interface ActiveRule extends Rule {
  arn: string;
  matches: Matches;
}

/** The rules of the template, in memory: they are read from it at every start. */
function openRules(arnOf: (kind: string) => string, hasBus: (busName: string) => boolean) {
  const active = new Map<string, ActiveRule>();
  return {
    add: (rule: Rule) => {
      if (!hasBus(rule.busName)) {
        throw new LocalProblem(
          'unknown-bus',
          `Rule ${rule.name} listens on ${rule.busName}, which does not exist.`,
          'Create the bus first.',
        );
      }
      for (const { arn } of rule.targets) {
        if (!/^arn:[^:]+:(sqs|lambda):/.test(arn)) {
          throw new LocalProblem(
            'unsupported-target',
            `Rule ${rule.name} targets ${arn}.`,
            'Only queues and functions are played.',
          );
        }
      }
      const matches = compilePattern(rule.pattern);
      const key = rule.busName === 'default' ? rule.name : `${rule.busName}/${rule.name}`;
      active.set(key, { ...rule, arn: arnOf(`rule/${key}`), matches });
    },
    list: () => [...active.values()].map(({ arn: _arn, matches: _matches, ...rule }) => rule),
    matching: (busName: string, envelope: EventEnvelope) =>
      [...active.values()].filter((rule) => rule.busName === busName && rule.matches(envelope)),
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
  const listeners = new Set<() => void>();
  const rules = openRules(arnOf, (busName) => buses.has(busName));
  const deliveries = openDeliveries(database, queues, () => {
    for (const listener of listeners) listener();
  });
  const insert = database.prepare('INSERT INTO events (bus, accepted_at, envelope) VALUES (?, ?, ?)');
  const accepted = database.prepare<{ busName: string; acceptedAt: number; envelope: string }>(
    'SELECT bus AS busName, accepted_at AS acceptedAt, envelope FROM events ORDER BY id',
  );
  let disturbance: BusDisturbance | undefined;

  const copiesOf = (targetArn: string, envelope: EventEnvelope): number => {
    const copies = disturbance?.({ targetArn, envelope }) ?? 1;
    if (copies >= 1) return copies;
    throw new LocalProblem(
      'lost-delivery',
      'A bus was disturbed into 0 deliveries.',
      'Answer 1 or more: EventBridge loses no event.',
    );
  };
  const route = (busName: string, envelope: EventEnvelope) => {
    const text = JSON.stringify(envelope);
    insert.run(busName, clock.now(), text);
    for (const rule of rules.matching(busName, envelope)) {
      for (const target of rule.targets) {
        for (let copy = copiesOf(target.arn, envelope); copy > 0; copy -= 1) {
          deliveries.deliver({
            rule: rule.name,
            rule_arn: rule.arn,
            target_arn: target.arn,
            body: target.input ?? text,
            dead_letter_arn: target.deadLetterArn ?? null,
          });
        }
      }
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
      return envelope;
    },
    invocations: deliveries.invocations,
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    events: () => accepted.all().map((row) => ({ ...row, envelope: JSON.parse(row.envelope) })),
    undelivered: deliveries.undelivered,
    disturb: (next) => {
      disturbance = next;
    },
  };
}
