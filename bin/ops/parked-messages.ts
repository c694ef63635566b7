/** Reads messages that were given up, without taking them away, and says of each what may be said: ids and codes. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { OpsQueue } from './queue-list.ts';

export interface ParkedMessage {
  messageId: string;
  /** Of this receive; good for as long as `HELD_SECONDS`. */
  receiptHandle: string;
  body: string;
  /** The code it was parked by; of what a rule could not deliver, EventBridge's; `gave-up` after five failures. */
  reason: string;
  /** Of what a rule could not deliver: the ARN of the queue it was for. */
  targetArn: string | undefined;
  detailType: string;
  /** The event's own id, which the table and the logs know. */
  eventId: string | undefined;
  /** What it is about. No ids of people. */
  ids: Record<string, string>;
  since: Date;
}

/** Long enough to look at some hundred messages and to send them. */
const HELD_SECONDS = 60;

/**
 * Receives up to `limit` messages and hides them for a minute. Nothing is consumed: whoever does not delete them calls `putBack`,
 * or the minute does. A queue of what was given up has no queue behind it, so that receiving wears nothing out.
 */
export const take = async (sqs: SQSClient, { url }: Pick<OpsQueue, 'url'>, limit: number): Promise<ParkedMessage[]> => {
  const taken = new Map<string, ParkedMessage>();
  while (taken.size < limit) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: Math.min(10, limit - taken.size),
        VisibilityTimeout: HELD_SECONDS,
        // Short polling asks some of SQS's servers only, and may find nothing where something is.
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    if (Messages.length === 0) break;
    for (const message of Messages.map(parkedOf)) taken.set(message.messageId, message);
  }
  return [...taken.values()];
};

/** Shows them to everybody again, at once. */
export const putBack = async (sqs: SQSClient, { url }: Pick<OpsQueue, 'url'>, messages: readonly ParkedMessage[]) => {
  for (let at = 0; at < messages.length; at += 10) {
    const Entries = messages
      .slice(at, at + 10)
      .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
  }
};

export const discard = async (sqs: SQSClient, { url }: Pick<OpsQueue, 'url'>, { receiptHandle }: ParkedMessage) =>
  void (await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receiptHandle })));

const Ours = z.object({
  'detail-type': z.string(),
  detail: z.object({
    metadata: z.object({ id: z.string(), programId: z.string(), correlationId: z.string() }),
    data: z.record(z.string(), z.unknown()),
  }),
});
/** What SES tells of a mail: its addresses are not read. */
const OfMail = z.object({
  'detail-type': z.string(),
  detail: z.object({
    mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())).default({}) }),
  }),
});

/** An employee id is about a person. */
const OF_PEOPLE = ['earnerId', 'reviewerId', 'employeeId'];

const parkedOf = ({ MessageId = '', ReceiptHandle = '', Body = '', Attributes, MessageAttributes }: Message) => {
  const attribute = (name: string) => MessageAttributes?.[name]?.StringValue;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    reason: attribute('reason') ?? attribute('ERROR_CODE') ?? 'gave-up',
    targetArn: attribute('TARGET_ARN'),
    since: new Date(Number(Attributes?.SentTimestamp)),
    ...contentOf(Body),
  };
};

const contentOf = (body: string): Pick<ParkedMessage, 'detailType' | 'eventId' | 'ids'> => {
  const json = jsonOf(body);
  const ours = Ours.safeParse(json).data;
  if (ours) {
    const { metadata, data } = ours.detail;
    const about = Object.entries(data).filter(([name]) => name.endsWith('Id') && !OF_PEOPLE.includes(name));
    const { programId, correlationId } = metadata;
    const ids = { ...Object.fromEntries(about.map(([name, id]) => [name, String(id)])), programId, correlationId };
    return { detailType: ours['detail-type'], eventId: metadata.id, ids };
  }
  const ofMail = OfMail.safeParse(json).data;
  if (!ofMail) return { detailType: 'unreadable', eventId: undefined, ids: {} };
  const { messageId, tags } = ofMail.detail.mail;
  const notice = tags.notice?.[0];
  return { detailType: ofMail['detail-type'], eventId: undefined, ids: { ...(notice && { notice }), mail: messageId } };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
