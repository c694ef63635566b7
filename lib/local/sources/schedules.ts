import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { MovableClock } from '../clock.ts';
import type { EventBus } from '../edge/bus.ts';
import type { Queues } from '../edge/queues.ts';
import { LocalProblem } from '../problem.ts';
import type { AsyncInvocations } from '../runtime/async-invocations.ts';
import type { ResolvedTemplate } from '../template/template.ts';
import type { Source } from './pump.ts';
import { readSchedule } from './schedule-expression.ts';

const Properties = z.object({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.string().default('ENABLED'),
  Target: z.object({
    Arn: z.string(),
    Input: z.string().optional(),
    EventBridgeParameters: z.object({ Source: z.string(), DetailType: z.string() }).optional(),
  }),
});

export interface ScheduleInfo {
  logicalId: string;
  expression: string;
  /** Epoch ms; undefined when it never comes again. */
  nextAt: number | undefined;
}

export interface Schedules extends Source {
  list(): ScheduleInfo[];
  /** Fires now, as if it were due at that time (epoch ms; default now). The work is done by settling. */
  fire(logicalId: string, at?: number): void;
}

export interface SchedulesOptions {
  template: ResolvedTemplate;
  invocations: AsyncInvocations;
  queues: Queues;
  bus: EventBus;
  clock: MovableClock;
  region: string;
  accountId: string;
  /** False: they fire by hand only. */
  byClock: boolean;
}

/** ISO 8601 to the second, as the scheduler writes its times. */
const isoSecond = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** EventBridge Scheduler. When the clock jumps over several due times, only the latest of them fires. */
export function openSchedules(options: SchedulesOptions): Schedules {
  const { template, invocations, queues, bus, clock, byClock } = options;
  const since = clock.now();
  const schedules = template.ofType('AWS::Scheduler::Schedule').flatMap(([logicalId]) => {
    const properties = Properties.parse(template.properties(logicalId));
    if (properties.State !== 'ENABLED') return [];
    const next = readSchedule(properties.ScheduleExpression, properties.ScheduleExpressionTimezone, since);
    const { Arn } = properties.Target;
    if (!/:(lambda|sqs|events):/.test(Arn)) {
      throw new LocalProblem(
        'unknown-schedule-target',
        `${logicalId} targets ${Arn}.`,
        'Target a function, a queue or a bus.',
      );
    }
    return [{ logicalId, properties, next, nextAt: next(since) }];
  });
  type Entry = (typeof schedules)[number];

  function contextOf({ logicalId, properties }: Entry, at: number): Record<string, string> {
    const name = properties.Name ?? logicalId;
    return {
      '<aws.scheduler.scheduled-time>': isoSecond(at),
      '<aws.scheduler.schedule-arn>': `arn:aws:scheduler:${options.region}:${options.accountId}:schedule/default/${name}`,
      '<aws.scheduler.execution-id>': randomUUID(),
      '<aws.scheduler.attempt-number>': '1',
    };
  }

  function run(entry: Entry, at: number): void {
    const { Arn, Input, EventBridgeParameters } = entry.properties.Target;
    const context = contextOf(entry, at);
    const input = Object.entries(context).reduce((text, [key, value]) => text.replaceAll(key, value), Input ?? '{}');
    if (Arn.includes(':sqs:')) queues.send(Arn, { body: input });
    else if (Arn.includes(':lambda:')) invocations.invoke(Arn, JSON.parse(input));
    else {
      const { Source = 'aws.scheduler', DetailType = 'Scheduled Event' } = EventBridgeParameters ?? {};
      bus.put({ busName: Arn.split('/').at(-1), source: Source, detailType: DetailType, detail: JSON.parse(input) });
    }
  }

  function latestDue(entry: Entry): number | undefined {
    let due: number | undefined;
    while (entry.nextAt !== undefined && entry.nextAt <= clock.now()) {
      due = entry.nextAt;
      entry.nextAt = entry.next(due);
    }
    return due;
  }

  return {
    list: () =>
      schedules.map(({ logicalId, properties, nextAt }) => ({
        logicalId,
        expression: properties.ScheduleExpression,
        nextAt,
      })),
    fire: (logicalId, at = clock.now()) => {
      const entry = schedules.find((each) => each.logicalId === logicalId);
      const known = schedules.map((each) => each.logicalId).join(', ');
      if (!entry)
        throw new LocalProblem('unknown-schedule', `There is no schedule ${logicalId}.`, `There are: ${known}.`);
      run(entry, at);
    },
    // Schedules never end: settling does not wait for them.
    nextChangeAt: () => undefined,
    poll: async () => {
      if (!byClock) return 0;
      let fired = 0;
      for (const entry of schedules) {
        const due = latestDue(entry);
        if (due === undefined) continue;
        run(entry, due);
        fired += 1;
      }
      return fired;
    },
  };
}
