import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { ServiceError } from './answers.ts';
import { digestOfAttributes, digestOfBody, sizeOf } from './message-digest.ts';
import { type Operations, readInput } from './operations.ts';
import { messageLimit } from './queue-messages.ts';
import type { MessageAttribute, Queues, ReceivedMessage } from './queues.ts';
import { inputs, ofQueue, type ReceiveInput, type SendInput } from './sqs-inputs.ts';

const read = <Shape extends z.ZodType>(shape: Shape, input: unknown) =>
  readInput(shape, input, 'InvalidParameterValue');

function checkBatch(entries: { Id: string }[]): void {
  if (entries.length === 0)
    throw new ServiceError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    throw new ServiceError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries is 10, received ${entries.length}.`,
    );
  }
  if (new Set(entries.map((entry) => entry.Id)).size < entries.length) {
    throw new ServiceError('BatchEntryIdsNotDistinct', 'Two entries of the batch have the same Id.');
  }
  if (entries.some((entry) => !/^[A-Za-z0-9_-]{1,80}$/.test(entry.Id))) {
    throw new ServiceError('InvalidBatchEntryId', 'An Id has 1 to 80 letters, digits, hyphens and underscores.');
  }
}

/** Entry by entry, as SQS: one that fails does not stop the others. */
function eachEntry<Entry extends { Id: string }>(entries: Entry[], act: (entry: Entry) => object | undefined) {
  checkBatch(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { Successful, Failed };
}

const isAsked = (names: string[], name: string) =>
  names.some(
    (asked) =>
      asked === 'All' ||
      asked === '.*' ||
      asked === name ||
      (asked.endsWith('.*') && name.startsWith(asked.slice(0, -1))),
  );

function onTheWire(message: ReceivedMessage, input: ReceiveInput) {
  const system = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
  const Attributes = Object.fromEntries(Object.entries(message.attributes).filter(([name]) => isAsked(system, name)));
  const asked = Object.entries(message.messageAttributes).filter(([name]) =>
    isAsked(input.MessageAttributeNames, name),
  );
  const MessageAttributes: Record<string, MessageAttribute> = Object.fromEntries(asked);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    ...(Object.keys(Attributes).length > 0 ? { Attributes } : {}),
    ...(asked.length > 0 ? { MessageAttributes, MD5OfMessageAttributes: digestOfAttributes(MessageAttributes) } : {}),
  };
}

function attributesOf(queues: Queues, queueUrl: string, names: string[]): Record<string, string> {
  const queue = queues.find(queueUrl);
  if (queue === undefined) throw new ServiceError('QueueDoesNotExist', `The queue ${queueUrl} does not exist.`);
  const depth = queues.depths()[queue.name] ?? { visible: 0, inFlight: 0, delayed: 0 };
  const age = queues.oldestAge(queue.url);
  const { RedrivePolicy, ...numbers } = queue.attributes;
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(depth.visible),
    ApproximateNumberOfMessagesNotVisible: String(depth.inFlight),
    ApproximateNumberOfMessagesDelayed: String(depth.delayed),
    MaximumMessageSize: String(messageLimit),
    // SQS tells it to CloudWatch alone, which is not played: here it is an attribute of the same name.
    ...(age === undefined ? {} : { ApproximateAgeOfOldestMessage: String(age) }),
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => isAsked(names, name)));
}

/** Long polling: answers at the first message, or empty after the asked seconds of real time (a fake clock does not move them). */
async function untilVisible<T>(queues: Queues, seconds: number, receive: () => T[]): Promise<T[]> {
  const first = receive();
  if (first.length > 0 || seconds === 0) return first;
  return new Promise((resolve, reject) => {
    const answer = (messages: T[]) => {
      clearTimeout(timer);
      stop();
      resolve(messages);
    };
    const timer = setTimeout(() => answer([]), seconds * 1000);
    timer.unref();
    const stop = queues.watch(() => {
      try {
        const messages = receive();
        if (messages.length > 0) answer(messages);
      } catch (error) {
        reject(error);
      }
    });
  });
}

function send(queues: Queues, queueUrl: string, message: SendInput) {
  const messageAttributes = message.MessageAttributes ?? {};
  const { messageId } = queues.send(queueUrl, {
    body: message.MessageBody,
    messageAttributes,
    ...(message.DelaySeconds === undefined ? {} : { delaySeconds: message.DelaySeconds }),
  });
  const digest = digestOfAttributes(messageAttributes);
  return {
    MessageId: messageId,
    MD5OfMessageBody: digestOfBody(message.MessageBody),
    ...(digest === undefined ? {} : { MD5OfMessageAttributes: digest }),
  };
}

const sending = (queues: Queues): Operations => ({
  SendMessage: (input) => {
    const { QueueUrl, ...message } = read(inputs.send, input);
    return send(queues, QueueUrl, message);
  },
  SendMessageBatch: (input) => {
    const { QueueUrl, Entries } = read(inputs.sendBatch, input);
    const size = Entries.reduce((sum, entry) => sum + sizeOf(entry.MessageBody, entry.MessageAttributes ?? {}), 0);
    if (size > messageLimit)
      throw new ServiceError('BatchRequestTooLong', `The batch is longer than ${messageLimit} bytes.`);
    return eachEntry(Entries, (entry) => send(queues, QueueUrl, entry));
  },
});

const receiving = (queues: Queues): Operations => ({
  ReceiveMessage: async (input) => {
    const asked = read(inputs.receive, input);
    const wait = asked.WaitTimeSeconds ?? queues.find(asked.QueueUrl)?.attributes.ReceiveMessageWaitTimeSeconds ?? 0;
    const options = {
      max: asked.MaxNumberOfMessages,
      ...(asked.VisibilityTimeout === undefined ? {} : { visibilityTimeout: asked.VisibilityTimeout }),
    };
    const messages = await untilVisible(queues, wait, () => queues.receive(asked.QueueUrl, options));
    return messages.length === 0 ? {} : { Messages: messages.map((message) => onTheWire(message, asked)) };
  },
  DeleteMessage: (input) => {
    const { QueueUrl, ReceiptHandle } = read(inputs.delete, input);
    queues.remove(QueueUrl, ReceiptHandle);
  },
  DeleteMessageBatch: (input) => {
    const { QueueUrl, Entries } = read(inputs.deleteBatch, input);
    return eachEntry(Entries, (entry) => void queues.remove(QueueUrl, entry.ReceiptHandle));
  },
  ChangeMessageVisibility: (input) => {
    const { QueueUrl, ReceiptHandle, VisibilityTimeout } = read(inputs.change, input);
    queues.changeVisibility(QueueUrl, ReceiptHandle, VisibilityTimeout);
  },
  ChangeMessageVisibilityBatch: (input) => {
    const { QueueUrl, Entries } = read(inputs.changeBatch, input);
    return eachEntry(
      Entries,
      (entry) => void queues.changeVisibility(QueueUrl, entry.ReceiptHandle, entry.VisibilityTimeout),
    );
  },
});

/** SQS's operations in its AWS JSON 1.0 protocol, on the queues. */
export const sqsOperations = (queues: Queues): Operations => ({
  ...sending(queues),
  ...receiving(queues),
  GetQueueUrl: (input) => {
    const { QueueName } = read(inputs.byName, input);
    const queue = queues.find(QueueName);
    if (queue === undefined) throw new ServiceError('QueueDoesNotExist', `The queue ${QueueName} does not exist.`);
    return { QueueUrl: queue.url };
  },
  GetQueueAttributes: (input) => {
    const { QueueUrl, AttributeNames } = read(inputs.attributesOf, input);
    return { Attributes: attributesOf(queues, QueueUrl, AttributeNames) };
  },
  ListQueues: (input) => {
    const { QueueNamePrefix } = read(inputs.list, input);
    return { QueueUrls: queues.list().flatMap((queue) => (queue.name.startsWith(QueueNamePrefix) ? [queue.url] : [])) };
  },
  PurgeQueue: (input) => {
    queues.purge(read(ofQueue, input).QueueUrl);
  },
  StartMessageMoveTask: (input) => {
    const { SourceArn, DestinationArn } = read(inputs.move, input);
    queues.redrive(SourceArn, DestinationArn);
    return { TaskHandle: Buffer.from(randomUUID()).toString('base64') };
  },
});
