import { Duration } from 'aws-cdk-lib';
import { Archive, EventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type EventDefinition, patternOf, SOURCE } from '../events/define-event.ts';
import type { Ledger } from './ledger.ts';
import { raise } from './parts/alarm.ts';
import { durableQueue } from './parts/durable-queue.ts';
import { alarmWhenCounted, alarmWhenLogged } from './parts/logged.ts';
import { type May, NodeFunction } from './parts/node-function.ts';
import { Timetable } from './parts/timetable.ts';

/** What is written becomes what is heard: table stream -> relay -> bus, and a sweeper for what the stream lost. */
export class Backbone extends Construct {
  readonly bus: EventBus;
  /** What rules could not deliver, of every subscriber. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, { ledger }: { ledger: Ledger }) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { description: 'Everything that happens in Accolade, as events.' });
    new Archive(this, 'Archive', {
      sourceEventBus: this.bus,
      eventPattern: { source: [SOURCE] },
      description: 'A year of events, to be replayed. The table keeps them for ever.',
      retention: Duration.days(365),
    });
    this.undelivered = durableQueue(this, 'Undelivered');
    raise(this, 'Undeliverable', {
      metric: this.undelivered.metricApproximateNumberOfMessagesVisible({ statistic: 'max' }),
      threshold: 0,
      impact: 'Some events did not reach a queue, so that something they should have led to has not happened.',
      runbook: 'events-undelivered',
    });
    this.#relay(ledger);
    this.#sweep(ledger);
  }

  /** Hears exactly these events: props for a subscriber. */
  hear(...events: readonly EventDefinition[]) {
    return { bus: this.bus, undelivered: this.undelivered, pattern: patternOf(events) };
  }

  readonly #publish: May = (may) => {
    may.environment({ BUS_NAME: this.bus.eventBusName });
    may.allow(['events:PutEvents'], [this.bus.eventBusArn], { StringEquals: { 'events:source': SOURCE } });
  };

  #relay(ledger: Ledger): void {
    const { fn } = new NodeFunction(this, 'RelayEvents', {
      entry: 'functions/backbone/relay-events.lambda.ts',
      timeout: Duration.seconds(30),
      may: [ledger.markEvents, this.#publish],
    });
    fn.addEventSource(
      new DynamoEventSource(ledger.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { NewImage: { entity: { S: FilterRule.isEqual('Event') } } },
          }),
        ],
        batchSize: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        // Bounded, so that one bad record never holds up its shard for a day. No destination for failures: it would get
        // positions in the stream, not records; the table still has every event, and the sweeper finds it there.
        retryAttempts: 10,
        maxRecordAge: Duration.hours(1),
      }),
    );
    raise(this, 'RelayLate', {
      metric: fn.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(5) }),
      threshold: Duration.minutes(5).toMilliseconds(),
      periods: 2,
      impact: 'What people did is saved, but nothing follows from it for the moment: no award, no mail.',
      runbook: 'relay-events-late',
    });
  }

  #sweep(ledger: Ledger): void {
    const { function: sweeper } = new Timetable(this, 'SweepEvents', {
      entry: 'functions/backbone/sweep-events.lambda.ts',
      every: Duration.minutes(5),
      impact: 'Nobody looks for events that the relay missed.',
      may: [ledger.ask('waiting'), ledger.markEvents, this.#publish],
    });
    alarmWhenLogged(this, 'EventsSwept', {
      logGroup: sweeper.logGroup,
      code: 'events-swept',
      moreThan: 3,
      impact: 'The relay keeps missing events. They come minutes late, by the sweeper.',
    });
    alarmWhenCounted(this, 'MessageWaitsLong', {
      code: 'message-waits-long',
      moreThan: 0,
      impact: 'Something that people wait for has been put off for more than an hour.',
    });
  }
}
