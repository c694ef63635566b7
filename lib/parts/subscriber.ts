import { basename } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { type CfnRule, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { raise } from './alarm.ts';
import { durableQueue } from './durable-queue.ts';
import type { Figures } from './figures.ts';
import { countLogged } from './logged.ts';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';

export interface SubscriberProps extends Pick<NodeFunctionProps, 'entry' | 'memorySize' | 'may'> {
  bus: IEventBus;
  pattern: EventPattern;
  /** Where the rule leaves what it could not put into the queue. Apart from the parked messages: these never ran. */
  undelivered: IQueue;
  /**
   * True for a reaction that reaches out of the house, by a mail or a request: what is replayed from the archive never comes to
   * it. Every other reaction takes replays, and finds that its work is done.
   */
  ignoresReplays?: boolean;
  /** What people miss while this does not work: the text of its alarms. */
  impact: string;
  /** How many batches at once, at least 2 (SQS's limit); 5 unless told. A new account has 10 executions for everything. */
  maxConcurrency?: number;
}

const TIMEOUT = Duration.seconds(30);
/** `functions/platform/message-queue.ts` counts on five. */
const RECEIVES = 5;

/** rule -> queue -> function -> parked messages, with the two alarms that matter: it is late, it gave up. */
export class Subscriber extends Construct {
  readonly function: NodeFunction;
  readonly figures: Figures;
  /** Where its events wait, for whoever may put something beside them. */
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: SubscriberProps) {
    super(scope, id);
    const parked = durableQueue(this, 'Parked');
    this.queue = durableQueue(this, 'Queue', {
      // Six times the timeout, as Lambda asks of a queue it polls.
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      deadLetterQueue: { queue: parked, maxReceiveCount: RECEIVES },
    });
    const { queue } = this;
    const rule = new Rule(this, 'Rule', {
      eventBus: props.bus,
      eventPattern: props.pattern,
      targets: [new SqsQueue(queue, { deadLetterQueue: props.undelivered })],
    });
    // EventBridge marks what it replays by this field at the top of the event, and keeps it out of archives by this same pattern.
    if (props.ignoresReplays) {
      (rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', [{ exists: false }]);
    }
    this.function = new NodeFunction(this, 'Function', { ...props, timeout: TIMEOUT });
    this.#consume(queue, parked, props.maxConcurrency ?? 5);
    this.figures = {
      entered: queue.metricNumberOfMessagesSent(),
      done: queue.metricNumberOfMessagesDeleted(),
      age: queue.metricApproximateAgeOfOldestMessage(),
      parked: parked.metricApproximateNumberOfMessagesVisible(),
    };
    this.#watch(basename(props.entry, '.lambda.ts'), props.impact);
  }

  #consume(queue: Queue, parked: Queue, maxConcurrency: number): void {
    this.function.fn.addEventSource(
      new SqsEventSource(queue, { batchSize: 10, maxConcurrency, reportBatchItemFailures: true }),
    );
    this.function.environment({ QUEUE_URL: queue.queueUrl, PARKED_URL: parked.queueUrl });
    // A postponed message may be sent anew, a poisonous one is parked at once.
    this.function.allow(['sqs:SendMessage'], [queue.queueArn, parked.queueArn]);
  }

  #watch(name: string, impact: string): void {
    // Copies of a postponed message each look young to SQS: their age is said in the log, and alarmed by the backbone.
    countLogged(this, 'WaitsLong', this.function.logGroup, 'message-waits-long');
    raise(this, 'Late', {
      metric: this.figures.age.with({ period: Duration.minutes(5), statistic: 'max' }),
      threshold: Duration.minutes(15).toSeconds(),
      periods: 2,
      impact: `${impact} Messages wait for more than 15 minutes.`,
      runbook: `${name}-late`,
    });
    raise(this, 'GaveUp', {
      metric: this.figures.parked.with({ period: Duration.minutes(5), statistic: 'max' }),
      threshold: 0,
      periods: 2,
      impact: `${impact} Messages were given up and are parked.`,
      runbook: `${name}-parked`,
    });
  }
}
