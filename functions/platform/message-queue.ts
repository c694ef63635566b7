/** What a reaction may do to its own queue beside acknowledging: postpone a message, or park it with its reason. */
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { log } from './log.ts';
import { now as clock, type Now } from './stamp.ts';

export interface MessageQueue {
  /**
   * Hides the message for `seconds` (at most 12 hours, SQS's limit). True when a fresh copy waits instead and this one
   * can be acknowledged.
   */
  postpone(record: SQSRecord, seconds: number): Promise<boolean>;
  /** Moves the message to the dead-letter queue, with its reason as an attribute. */
  park(record: SQSRecord, reason: string): Promise<void>;
}

/**
 * From this receive on a postponed message is replaced by a fresh copy: SQS counts every receive, and waiting for a
 * throttle to pass must never lead to the dead-letter queue (which takes over after five).
 */
const LAST_RECEIVES = 4;
/** The longest delay SQS allows for a message that is sent. */
const LONGEST_DELAY = 900;

/** A message that has waited for an hour is said, whatever keeps it waiting: its copies would each look young. */
const LONG_WAIT_MS = 60 * 60_000;

/** Since when (epoch ms) its event waits, over all copies of the message. */
const waitingSince = ({ messageAttributes, attributes }: SQSRecord) =>
  Number(messageAttributes.waitingSince?.stringValue ?? attributes.SentTimestamp);

/** The queue is known by the record, its URLs by the environment: the subscriber construct sets both. */
export const queueOf = (client = new SQSClient({}), now: Now = clock): MessageQueue => ({
  async postpone(record, seconds) {
    const QueueUrl = urlFrom('QUEUE_URL');
    const since = waitingSince(record);
    if (now().getTime() - since > LONG_WAIT_MS) log.error('message-waits-long', { messageId: record.messageId });
    if (Number(record.attributes.ApproximateReceiveCount) >= LAST_RECEIVES) {
      await client.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: record.body,
          DelaySeconds: Math.min(Math.ceil(seconds), LONGEST_DELAY),
          MessageAttributes: { waitingSince: { DataType: 'Number', StringValue: String(since) } },
        }),
      );
      return true;
    }
    const VisibilityTimeout = Math.min(Math.ceil(seconds), 43_200);
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: record.receiptHandle, VisibilityTimeout }),
    );
    return false;
  },
  async park(record, reason) {
    await client.send(
      new SendMessageCommand({
        QueueUrl: urlFrom('PARKED_URL'),
        MessageBody: record.body,
        MessageAttributes: { reason: { DataType: 'String', StringValue: reason } },
      }),
    );
  },
});

const urlFrom = (name: 'QUEUE_URL' | 'PARKED_URL') => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: the subscriber construct sets it.`);
  return url;
};
