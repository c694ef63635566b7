import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { ServiceError } from './answers.ts';
import type { Database } from './database.ts';
import { sizeOf } from './message-digest.ts';
import { asReceived, attributesOf, type MessageRow, type MessageTable } from './message-table.ts';
import type { QueueRegistry } from './queue-registry.ts';
import type { OutgoingMessage, Queue, QueueDisturbance, Queues } from './queues.ts';

/** SQS: 1 MiB for a message with its attributes. */
export const messageLimit = 1_048_576;

/** What SQS takes in a body: XML's characters (a raw control character is refused; JSON escapes it). */
const refusedCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** SQS's own defaults, in seconds. */
const defaults = { VisibilityTimeout: 30, DelaySeconds: 0, MessageRetentionPeriod: 345_600 };

/** What every operation on messages works with. */
export interface Messages {
  database: Database;
  table: MessageTable;
  registry: QueueRegistry;
  clock: Clock;
  accountId: string;
  /** Says that something in the queue may have become visible. */
  tell(queueName: string): void;
  disturbance(): QueueDisturbance | undefined;
}

function checkMessage(message: OutgoingMessage): void {
  if (message.body === '')
    throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (refusedCharacter.test(message.body)) {
    throw new ServiceError('InvalidMessageContents', 'The message contains characters outside the allowed set.');
  }
  if (sizeOf(message.body, message.messageAttributes ?? {}) > messageLimit) {
    throw new ServiceError('InvalidParameterValue', `The message must be at most ${messageLimit} bytes long.`);
  }
}

export const sending = ({ table, registry, clock, tell, disturbance }: Messages): Pick<Queues, 'send'> => ({
  send: (queue, message) => {
    const { name, attributes } = registry.need(queue);
    checkMessage(message);
    const messageId = randomUUID();
    const now = clock.now();
    const asked = message.delaySeconds ?? attributes.DelaySeconds ?? defaults.DelaySeconds;
    const visibleAt = Math.ceil(now + (asked + (disturbance()?.delay?.(name, message.body) ?? 0)) * 1000);
    table.insert.run(name, messageId, message.body, JSON.stringify(message.messageAttributes ?? {}), now, visibleAt);
    tell(name);
    return { messageId };
  },
});

/** Forgets what is older than the queue's retention. */
export function expire({ table, clock }: Messages, { name, attributes }: Queue): void {
  const kept = attributes.MessageRetentionPeriod ?? defaults.MessageRetentionPeriod;
  table.expire.run(name, clock.now() - kept * 1000);
}

/** Moves what was received too often to the dead-letter queue: SQS does so when somebody receives again. */
function buryWorn({ table, registry, clock, tell }: Messages, { name, arn, attributes }: Queue): void {
  const policy = attributes.RedrivePolicy;
  if (policy === undefined) return;
  for (const row of table.worn.all(name, clock.now(), policy.maxReceiveCount)) {
    const deadLetters = registry.need(policy.deadLetterTargetArn);
    table.bury.run(deadLetters.name, arn, clock.now(), row.id);
    tell(deadLetters.name);
  }
}

export const receiving = (messages: Messages): Pick<Queues, 'receive'> => ({
  receive: (queue, options = {}) =>
    messages.database.transaction(() => {
      const { table, registry, clock, accountId } = messages;
      const found = registry.need(queue);
      expire(messages, found);
      buryWorn(messages, found);
      const { max = 10, visibilityTimeout = found.attributes.VisibilityTimeout ?? defaults.VisibilityTimeout } =
        options;
      const now = clock.now();
      const shuffle = messages.disturbance()?.shuffle;
      const rows = table.visible.all(found.name, now, shuffle === undefined ? max : -1);
      return (shuffle?.(rows) ?? rows).slice(0, max).map((row) => {
        const receiptHandle = Buffer.from(`${row.id}#${randomUUID()}`).toString('base64');
        table.hide.run(now + visibilityTimeout * 1000, receiptHandle, now, row.id);
        return asReceived(row, receiptHandle, now, accountId);
      });
    }),
});

/** The message of that handle if it is the latest one given out; undefined for an older handle or a deleted message. */
function ofReceipt({ table }: Messages, queue: Queue, receiptHandle: string): MessageRow | undefined {
  const id = /^(\d+)#[0-9a-f-]{36}$/.exec(Buffer.from(receiptHandle, 'base64').toString())?.[1];
  if (id === undefined) throw new ServiceError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  const row = table.byId.get(queue.name, Number(id));
  return row?.receipt === receiptHandle ? row : undefined;
}

export const settling = (messages: Messages): Pick<Queues, 'remove' | 'changeVisibility'> => ({
  // As SQS does, an older handle is taken without complaint and deletes nothing.
  remove: (queue, receiptHandle) => {
    const found = messages.registry.need(queue);
    const row = ofReceipt(messages, found, receiptHandle);
    if (row === undefined || messages.disturbance()?.loseDeletion?.(found.name, row.body)) return;
    messages.table.delete.run(row.id);
  },
  changeVisibility: (queue, receiptHandle, seconds) => {
    const found = messages.registry.need(queue);
    const row = ofReceipt(messages, found, receiptHandle);
    const now = messages.clock.now();
    if (row === undefined || row.visible_at <= now) {
      throw new ServiceError('MessageNotInflight', 'The message is not in flight: it was deleted or is visible again.');
    }
    messages.table.reveal.run(now + seconds * 1000, row.id);
    if (seconds === 0) messages.tell(found.name);
  },
});

export const redriving = (messages: Messages, { send }: Pick<Queues, 'send'>): Pick<Queues, 'redrive'> => ({
  redrive: (deadLetterQueue, destination) =>
    messages.database.transaction(() => {
      const { table, registry, clock } = messages;
      const rows = table.visible.all(registry.need(deadLetterQueue).name, clock.now(), -1);
      for (const row of rows) {
        const target = destination ?? row.source_arn;
        if (target === null) {
          const problem = `Message ${row.message_id} came from no queue: name a destination.`;
          throw new ServiceError('InvalidParameterValue', problem);
        }
        // A redriven message is a new one to SQS: new id, new age.
        send(target, { body: row.body, messageAttributes: attributesOf(row), delaySeconds: 0 });
        table.delete.run(row.id);
      }
      return rows.length;
    }),
});
