import { randomUUID } from 'node:crypto';
import { LocalProblem } from '../problem.ts';
import { ServiceError } from './answers.ts';
import type { Database } from './database.ts';
import type { Clock } from './edges.ts';
import { digestOfAttributes, digestOfBody, sizeOf } from './message-digest.ts';

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
  /** The earliest time (epoch ms) at which a delayed or in-flight message becomes visible; undefined when none waits. */
  nextChangeAt(): number | undefined;
  /** Told the queue's name when something in it may have become visible now (sent, released, moved). Returns the way to stop. */
  watch(listener: (queueName: string) => void): () => void;
  disturb(disturbance: QueueDisturbance | undefined): void;
}

interface MessageRow {
  id: number;
  queue: string;
  message_id: string;
  body: string;
  attributes: string;
  sent_at: number;
  visible_at: number;
  receive_count: number;
  first_received_at: number | null;
  receipt: string | null;
  source_arn: string | null;
}

/** SQS: 1 MiB for a message with its attributes. */
export const messageLimit = 1_048_576;

/** What SQS takes in a body: XML's characters (a raw control character is refused; JSON escapes it). */
const refusedCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** SQS's own defaults, in seconds. */
const defaults = { VisibilityTimeout: 30, DelaySeconds: 0, MessageRetentionPeriod: 345_600 };

function statements(database: Database) {
  return {
    queues: database.prepare<{ name: string; attributes: string }>('SELECT name, attributes FROM queues ORDER BY name'),
    saveQueue: database.prepare('INSERT OR REPLACE INTO queues (name, attributes) VALUES (?, ?)'),
    insert: database.prepare(
      'INSERT INTO messages (queue, message_id, body, attributes, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    visible: database.prepare<MessageRow>(
      'SELECT * FROM messages WHERE queue = ? AND visible_at <= ? ORDER BY id LIMIT ?',
    ),
    all: database.prepare<MessageRow>('SELECT * FROM messages WHERE queue = ? ORDER BY id'),
    byId: database.prepare<MessageRow>('SELECT * FROM messages WHERE queue = ? AND id = ?'),
    worn: database.prepare<MessageRow>(
      'SELECT * FROM messages WHERE queue = ? AND visible_at <= ? AND receive_count >= ? ORDER BY id',
    ),
    hide: database.prepare(
      `UPDATE messages SET visible_at = ?, receive_count = receive_count + 1, receipt = ?,
       first_received_at = coalesce(first_received_at, ?) WHERE id = ?`,
    ),
    reveal: database.prepare('UPDATE messages SET visible_at = ? WHERE id = ?'),
    // A standard queue keeps the message's id and age when it redrives, so retention counts from the first send.
    bury: database.prepare(
      `UPDATE messages SET queue = ?, source_arn = ?, visible_at = ?, receive_count = 0, receipt = NULL,
       first_received_at = NULL WHERE id = ?`,
    ),
    delete: database.prepare('DELETE FROM messages WHERE id = ?'),
    expire: database.prepare('DELETE FROM messages WHERE queue = ? AND sent_at <= ?'),
    purge: database.prepare('DELETE FROM messages WHERE queue = ?'),
    count: database.prepare<{ visible: number; inFlight: number; delayed: number }>(
      `SELECT count(*) FILTER (WHERE visible_at <= ?1) AS visible,
       count(*) FILTER (WHERE visible_at > ?1 AND receipt IS NOT NULL) AS inFlight,
       count(*) FILTER (WHERE visible_at > ?1 AND receipt IS NULL) AS delayed FROM messages WHERE queue = ?2`,
    ),
    nextChange: database.prepare<{ at: number | null }>(
      'SELECT min(visible_at) AS at FROM messages WHERE visible_at > ?',
    ),
  };
}

export interface QueuePlace {
  region: string;
  accountId: string;
  /** The edge's own address, of which queue URLs are made. */
  baseUrl(): string;
}

const nameIn = (queue: string): string => queue.slice(Math.max(queue.lastIndexOf('/'), queue.lastIndexOf(':')) + 1);

function checkMessage(message: OutgoingMessage): void {
  if (message.body === '')
    throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (refusedCharacter.test(message.body)) {
    throw new ServiceError('InvalidMessageContents', 'The message contains characters outside the allowed set.');
  }
  if (sizeOf(message.body, message.messageAttributes ?? {}) > messageLimit) {
    throw new ServiceError('InvalidParameterValue', `The message must be shorter than ${messageLimit} bytes.`);
  }
}

function parseAttributes(row: MessageRow): Record<string, MessageAttribute> {
  return JSON.parse(row.attributes);
}

function received(row: MessageRow, receiptHandle: string, now: number, accountId: string): ReceivedMessage {
  const messageAttributes = parseAttributes(row);
  const digest = digestOfAttributes(messageAttributes);
  return {
    messageId: row.message_id,
    receiptHandle,
    body: row.body,
    md5OfBody: digestOfBody(row.body),
    ...(digest === undefined ? {} : { md5OfMessageAttributes: digest }),
    attributes: {
      ApproximateReceiveCount: String(row.receive_count + 1),
      SentTimestamp: String(row.sent_at),
      ApproximateFirstReceiveTimestamp: String(row.first_received_at ?? now),
      SenderId: accountId,
      ...(row.source_arn === null ? {} : { DeadLetterQueueSourceArn: row.source_arn }),
    },
    messageAttributes,
  };
}

/** SQS standard queues on the given database. Messages outlive the process; time is the clock's alone. */
export function openQueues(database: Database, clock: Clock, place: QueuePlace): Queues {
  const sql = statements(database);
  const known = new Map<string, QueueAttributes>(sql.queues.all().map((row) => [row.name, JSON.parse(row.attributes)]));
  const listeners = new Set<(queueName: string) => void>();
  let disturbance: QueueDisturbance | undefined;

  const describe = (name: string, attributes: QueueAttributes): Queue => ({
    name,
    arn: `arn:aws:sqs:${place.region}:${place.accountId}:${name}`,
    url: `${place.baseUrl()}/${place.accountId}/${name}`,
    attributes,
  });
  const find = (queue: string): Queue | undefined => {
    const name = nameIn(queue);
    const attributes = known.get(name);
    return attributes === undefined ? undefined : describe(name, attributes);
  };
  const need = (queue: string): Queue => {
    const found = find(queue);
    if (found === undefined) throw new ServiceError('QueueDoesNotExist', `The queue ${nameIn(queue)} does not exist.`);
    return found;
  };
  const tell = (name: string) =>
    database.afterCommit(() => {
      for (const listener of listeners) listener(name);
    });
  const expire = ({ name, attributes }: Queue) => {
    const kept = attributes.MessageRetentionPeriod ?? defaults.MessageRetentionPeriod;
    sql.expire.run(name, clock.now() - kept * 1000);
  };
  const buryWorn = ({ name, arn, attributes }: Queue) => {
    const policy = attributes.RedrivePolicy;
    if (policy === undefined) return;
    for (const row of sql.worn.all(name, clock.now(), policy.maxReceiveCount)) {
      const grave = need(policy.deadLetterTargetArn);
      sql.bury.run(grave.name, arn, clock.now(), row.id);
      tell(grave.name);
    }
  };
  const ofReceipt = (queue: Queue, receiptHandle: string): MessageRow | undefined => {
    const id = /^(\d+)#[0-9a-f-]{36}$/.exec(Buffer.from(receiptHandle, 'base64').toString())?.[1];
    if (id === undefined) throw new ServiceError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    const row = sql.byId.get(queue.name, Number(id));
    return row?.receipt === receiptHandle ? row : undefined;
  };

  const queues: Queues = {
    create: (name, attributes = {}) => {
      if (name.endsWith('.fifo'))
        throw new LocalProblem(
          'unsupported-queue',
          `The queue ${name} is FIFO, which is not played here.`,
          'Use a standard queue.',
        );
      known.set(name, attributes);
      sql.saveQueue.run(name, JSON.stringify(attributes));
      return describe(name, attributes);
    },
    find,
    list: () => [...known].map(([name, attributes]) => describe(name, attributes)),
    send: (queue, message) => {
      const { name, attributes } = need(queue);
      checkMessage(message);
      const messageId = randomUUID();
      const now = clock.now();
      const visibleAt = now + (message.delaySeconds ?? attributes.DelaySeconds ?? defaults.DelaySeconds) * 1000;
      sql.insert.run(name, messageId, message.body, JSON.stringify(message.messageAttributes ?? {}), now, visibleAt);
      tell(name);
      return { messageId };
    },
    receive: (queue, options = {}) =>
      database.transaction(() => {
        const found = need(queue);
        expire(found);
        buryWorn(found);
        const { max = 10, visibilityTimeout = found.attributes.VisibilityTimeout ?? defaults.VisibilityTimeout } =
          options;
        const now = clock.now();
        const shuffle = disturbance?.shuffle;
        const rows = sql.visible.all(found.name, now, shuffle === undefined ? max : -1);
        return (shuffle?.(rows) ?? rows).slice(0, max).map((row) => {
          const receiptHandle = Buffer.from(`${row.id}#${randomUUID()}`).toString('base64');
          sql.hide.run(now + visibilityTimeout * 1000, receiptHandle, now, row.id);
          return received(row, receiptHandle, now, place.accountId);
        });
      }),
    // As SQS does, a handle of an earlier receive is taken without complaint and deletes nothing.
    remove: (queue, receiptHandle) => {
      const row = ofReceipt(need(queue), receiptHandle);
      if (row !== undefined) sql.delete.run(row.id);
    },
    changeVisibility: (queue, receiptHandle, seconds) => {
      const found = need(queue);
      const row = ofReceipt(found, receiptHandle);
      const now = clock.now();
      if (row === undefined || row.visible_at <= now) {
        throw new ServiceError(
          'MessageNotInflight',
          'The message is not in flight: it was deleted or is visible again.',
        );
      }
      sql.reveal.run(now + seconds * 1000, row.id);
      if (seconds === 0) tell(found.name);
    },
    purge: (queue) => {
      sql.purge.run(need(queue).name);
    },
    redrive: (deadLetterQueue, destination) =>
      database.transaction(() => {
        const rows = sql.all.all(need(deadLetterQueue).name).filter((row) => row.visible_at <= clock.now());
        for (const row of rows) {
          const target = destination ?? row.source_arn;
          if (target === null) {
            throw new ServiceError(
              'InvalidParameterValue',
              `Message ${row.message_id} came from no queue: name a destination.`,
            );
          }
          // A redriven message is a new one to SQS: new id, new age.
          queues.send(target, { body: row.body, messageAttributes: parseAttributes(row), delaySeconds: 0 });
          sql.delete.run(row.id);
        }
        return rows.length;
      }),
    peek: (queue) => {
      const found = need(queue);
      expire(found);
      return sql.all.all(found.name).map((row) => ({
        messageId: row.message_id,
        body: row.body,
        messageAttributes: parseAttributes(row),
        receiveCount: row.receive_count,
        sentAt: row.sent_at,
        visibleAt: row.visible_at,
        ...(row.source_arn === null ? {} : { deadLetterSourceArn: row.source_arn }),
      }));
    },
    depths: () =>
      Object.fromEntries(
        queues.list().map((queue) => {
          expire(queue);
          const counted = sql.count.get(clock.now(), queue.name);
          return [
            queue.name,
            { visible: counted?.visible ?? 0, inFlight: counted?.inFlight ?? 0, delayed: counted?.delayed ?? 0 },
          ];
        }),
      ),
    nextChangeAt: () => sql.nextChange.get(clock.now())?.at ?? undefined,
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    disturb: (next) => {
      disturbance = next;
    },
  };
  return queues;
}
