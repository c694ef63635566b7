import type { Queues, ReceivedMessage } from '../edge/queues.ts';
import { failedItems } from '../runtime/batch.ts';
import type { Functions } from '../runtime/functions.ts';
import type { InFlight } from '../runtime/in-flight.ts';
import type { EventSource } from './event-sources.ts';
import type { Source } from './pump.ts';

export interface QueueSourceOptions {
  source: EventSource;
  queues: Queues;
  functions: Functions;
  inFlight: InFlight;
  region: string;
  /** Whether a record passes the mapping's filter. */
  passes(record: unknown): boolean;
}

function readBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** A message as Lambda hands it to the function. */
function recordOf(message: ReceivedMessage, source: EventSource, region: string) {
  const attributes = Object.entries(message.messageAttributes).map(([name, each]) => [
    name,
    { stringValue: each.StringValue, binaryValue: each.BinaryValue, dataType: each.DataType },
  ]);
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.attributes,
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: source.from,
    awsRegion: region,
  };
}

/**
 * An SQS mapping. What succeeded is deleted; what failed stays invisible until its visibility timeout ends, as on AWS.
 * A batching window is not waited for: what is there is taken.
 */
export function queueSource(options: QueueSourceOptions): Source {
  const { source, queues, functions, inFlight, region, passes } = options;
  const limit = Math.min(source.concurrency, functions.find(source.to).concurrency);
  let running = 0;

  async function deliver(messages: ReceivedMessage[]): Promise<void> {
    const records = messages.map((message) => recordOf(message, source, region));
    const outcome = await functions.invoke(source.to, { Records: records });
    const failed = failedItems(
      outcome,
      messages.map(({ messageId }) => messageId),
      source.partial,
    );
    for (const message of messages) {
      if (!failed.includes(message.messageId)) queues.remove(source.from, message.receiptHandle);
    }
  }

  function take(): ReceivedMessage[] {
    const received = queues.receive(source.from, { max: source.batchSize });
    // Lambda deletes what its filter does not want.
    const unwanted = received.filter((message) => !passes({ ...message, body: readBody(message.body) }));
    for (const message of unwanted) queues.remove(source.from, message.receiptHandle);
    return received.filter((message) => !unwanted.includes(message));
  }

  return {
    nextChangeAt: () => undefined,
    poll: async () => {
      let begun = 0;
      while (running < limit) {
        const messages = take();
        if (messages.length === 0) break;
        begun += 1;
        running += 1;
        inFlight.track(
          deliver(messages).finally(() => {
            running -= 1;
          }),
        );
      }
      return begun;
    },
  };
}
