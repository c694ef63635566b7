import type { Clock } from '../clock.ts';
import type { Database } from './database.ts';
import { openListeners } from './listeners.ts';
import { asWaiting, openMessageTable } from './message-table.ts';
import { expire, type Messages, receiving, redriving, sending, settling } from './queue-messages.ts';
import { openRegistry, type QueuePlace } from './queue-registry.ts';

/** Attributes as CloudFormation names them, with numbers as numbers: seconds throughout. */
export interface QueueAttributes {
  VisibilityTimeout?: number;
  DelaySeconds?: number;
  MessageRetentionPeriod?: number;
  ReceiveMessageWaitTimeSeconds?: number;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
}

export interface Queue {
  name: string;
  arn: string;
  url: string;
  attributes: QueueAttributes;
}

/** `BinaryValue` is base64, as on the wire. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}

export interface OutgoingMessage {
  body: string;
  delaySeconds?: number;
  messageAttributes?: Record<string, MessageAttribute>;
}

export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  md5OfMessageAttributes?: string;
  /** System attributes as SQS gives them: ApproximateReceiveCount, SentTimestamp, ... as text. */
  attributes: Record<string, string>;
  messageAttributes: Record<string, MessageAttribute>;
}

/** A message at rest, for tests and for looking at a dead-letter queue without receiving from it. */
export interface WaitingMessage {
  messageId: string;
  body: string;
  messageAttributes: Record<string, MessageAttribute>;
  receiveCount: number;
  sentAt: number;
  visibleAt: number;
  deadLetterSourceArn?: string;
}

export interface QueueDepth {
  visible: number;
  inFlight: number;
  delayed: number;
}

export interface QueueDisturbance {
  /** Answers the visible messages in the order they shall be received. */
  shuffle?<M>(messages: M[]): M[];
  /** By how many seconds a message becomes visible later than its sender asked. */
  delay?(queueName: string, body: string): number;
  /** Whether a deletion is lost: it is taken without complaint, and the message comes again after its visibility timeout. */
  loseDeletion?(queueName: string, body: string): boolean;
}

/** Everywhere, `queue` is a name, an ARN or a URL. An unknown queue throws the ServiceError `QueueDoesNotExist`. */
export interface Queues {
  /** Creates the queue, or gives an existing one of that name these attributes (its messages stay). */
  create(name: string, attributes?: QueueAttributes): Queue;
  find(queue: string): Queue | undefined;
  list(): Queue[];
  send(queue: string, message: OutgoingMessage): { messageId: string };
  /** Up to `max` (default 10, no upper limit in process) visible messages; moves what was received too often to the dead-letter queue. */
  receive(queue: string, options?: { max?: number; visibilityTimeout?: number }): ReceivedMessage[];
  remove(queue: string, receiptHandle: string): void;
  changeVisibility(queue: string, receiptHandle: string, seconds: number): void;
  purge(queue: string): void;
  /** Moves every message of a dead-letter queue back (default: to the queue each came from); how many were moved. */
  redrive(deadLetterQueue: string, destination?: string): number;
  /** Everything in the queue, oldest first, without receiving it. */
  peek(queue: string): WaitingMessage[];
  /** By queue name. */
  depths(): Record<string, QueueDepth>;
  /** How old the oldest message of the queue is, in seconds; undefined for an empty one. */
  oldestAge(queue: string): number | undefined;
  /** The earliest time (epoch ms) at which a delayed or in-flight message becomes visible; undefined when none waits. */
  nextChangeAt(): number | undefined;
  /** Told the queue's name when something in it may have become visible now (sent, released, moved). Returns the way to stop. */
  watch(listener: (queueName: string) => void): () => void;
  disturb(disturbance: QueueDisturbance | undefined): void;
}

const looking = (messages: Messages): Pick<Queues, 'peek' | 'depths' | 'oldestAge' | 'nextChangeAt'> => ({
  peek: (queue) => {
    const found = messages.registry.need(queue);
    expire(messages, found);
    return messages.table.all.all(found.name).map(asWaiting);
  },
  depths: () =>
    Object.fromEntries(
      messages.registry.list().map((queue) => {
        expire(messages, queue);
        const counted = messages.table.count.get(messages.clock.now(), queue.name);
        return [queue.name, { visible: 0, inFlight: 0, delayed: 0, ...counted }];
      }),
    ),
  oldestAge: (queue) => {
    const sentAt = messages.table.oldest.get(messages.registry.need(queue).name)?.at ?? undefined;
    return sentAt && Math.floor((messages.clock.now() - sentAt) / 1000);
  },
  nextChangeAt: () => messages.table.nextChange.get(messages.clock.now())?.at ?? undefined,
});

/** SQS standard queues on the given database. Messages outlive the process; time is the clock's alone. */
export function openQueues(database: Database, clock: Clock, place: QueuePlace): Queues {
  const listeners = openListeners<[queueName: string]>();
  let disturbance: QueueDisturbance | undefined;
  const registry = openRegistry(database, place);
  const table = openMessageTable(database);
  const messages: Messages = {
    database,
    table,
    registry,
    clock,
    accountId: place.accountId,
    tell: (queueName) => database.afterCommit(() => listeners.tell(queueName)),
    disturbance: () => disturbance,
  };
  const { send } = sending(messages);
  return {
    create: registry.create,
    find: registry.find,
    list: registry.list,
    send,
    ...receiving(messages),
    ...settling(messages),
    ...redriving(messages, { send }),
    ...looking(messages),
    purge: (queue) => void table.purge.run(registry.need(queue).name),
    watch: listeners.watch,
    disturb: (next) => {
      disturbance = next;
    },
  };
}
