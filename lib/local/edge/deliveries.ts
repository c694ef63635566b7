import { LocalProblem } from '../problem.ts';
import { ServiceError } from './answers.ts';
import type { BusDisturbance, EventBus, EventEnvelope, RuleTarget, Undelivered } from './bus.ts';
import type { Database } from './database.ts';
import type { Queues } from './queues.ts';
import type { ActiveRule } from './rules.ts';

/** One target's share of one event, on its way or owed: also a row of `invocations`. */
interface Delivery {
  rule: string;
  rule_arn: string;
  target_arn: string;
  body: string;
  dead_letter_arn: string | null;
}

interface InvocationRow extends Delivery {
  id: number;
}

/** What becomes of deliveries that fail for good: the target's dead-letter queue, or else the list of the undelivered. */
function openDeadLetters(database: Database, queues: Queues) {
  const drop = database.prepare('INSERT INTO undelivered (rule, target_arn, body, reason) VALUES (?, ?, ?, ?)');
  const dropped = database.prepare<Undelivered>(
    'SELECT rule AS ruleName, target_arn AS targetArn, body, reason FROM undelivered ORDER BY id',
  );
  return {
    undelivered: () => dropped.all(),
    bury: ({ rule, rule_arn, target_arn, body, dead_letter_arn }: Delivery, code: string, reason: string) => {
      const lose = (why: string) => void drop.run(rule, target_arn, body, why);
      if (dead_letter_arn === null) return lose(reason);
      const told = { RULE_ARN: rule_arn, TARGET_ARN: target_arn, ERROR_CODE: code, ERROR_MESSAGE: reason };
      const messageAttributes = Object.fromEntries(
        Object.entries(told).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      );
      try {
        queues.send(dead_letter_arn, { body, messageAttributes });
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        lose(`${reason} Nor could the dead-letter queue take it: ${error.message}`);
      }
    },
  };
}

type Bury = ReturnType<typeof openDeadLetters>['bury'];

/** What is owed to functions, kept until their host says how it went. */
function openInvocations(database: Database, bury: Bury) {
  const columns = 'rule, rule_arn, target_arn, body, dead_letter_arn';
  const owe = database.prepare(`INSERT INTO invocations (${columns}) VALUES (?, ?, ?, ?, ?)`);
  const owed = database.prepare<InvocationRow>(`SELECT id, ${columns} FROM invocations ORDER BY id`);
  const byId = database.prepare<InvocationRow>(`SELECT id, ${columns} FROM invocations WHERE id = ?`);
  const settle = database.prepare('DELETE FROM invocations WHERE id = ?');
  const invocations: EventBus['invocations'] = {
    owed: () =>
      owed.all().map((row) => ({ id: row.id, ruleName: row.rule, targetArn: row.target_arn, body: row.body })),
    confirm: (id) => void settle.run(id),
    fail: (id, reason) =>
      database.transaction(() => {
        const row = byId.get(id);
        if (row === undefined) return;
        settle.run(id);
        bury(row, 'SDK_CLIENT_ERROR', reason);
      }),
  };
  return {
    invocations,
    owe: ({ rule, rule_arn, target_arn, body, dead_letter_arn }: Delivery) => {
      owe.run(rule, rule_arn, target_arn, body, dead_letter_arn);
    },
  };
}

/** Carries events to their targets: queues at once, functions by being owed. */
export function openDeliveries(database: Database, queues: Queues) {
  const { bury, undelivered } = openDeadLetters(database, queues);
  const { owe, invocations } = openInvocations(database, bury);
  let disturbance: BusDisturbance | undefined;

  const copiesOf = (targetArn: string, envelope: EventEnvelope): number => {
    const copies = disturbance?.({ targetArn, envelope }) ?? 1;
    if (copies >= 1) return copies;
    const remedy = 'Answer 1 or more: EventBridge delivers at least once.';
    throw new LocalProblem('lost-delivery', 'A bus was disturbed into no delivery at all.', remedy);
  };
  const carry = (delivery: Delivery) => {
    if (delivery.target_arn.includes(':lambda:')) return owe(delivery);
    try {
      queues.send(delivery.target_arn, { body: delivery.body });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      bury(delivery, error.code, error.message);
    }
  };

  return {
    deliver: (rule: ActiveRule, target: RuleTarget, envelope: EventEnvelope) => {
      const delivery: Delivery = {
        rule: rule.name,
        rule_arn: rule.arn,
        target_arn: target.arn,
        body: target.input ?? JSON.stringify(envelope),
        dead_letter_arn: target.deadLetterArn ?? null,
      };
      for (let copy = copiesOf(target.arn, envelope); copy > 0; copy -= 1) carry(delivery);
    },
    disturb: (next: BusDisturbance | undefined) => {
      disturbance = next;
    },
    invocations,
    undelivered,
  };
}
