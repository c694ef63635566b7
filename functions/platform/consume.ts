/** The one middy stack behind every reaction to events. Handlers see events, never SQS or middy. */
import middy from '@middy/core';
import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { type DetailOf, detailType, type EventDefinition } from '../../events/define-event.ts';
import { Refused, Unavailable, Unprocessable } from './errors.ts';
import { faultOf, log } from './log.ts';
import { type MessageQueue, queueOf } from './message-queue.ts';

/** What a reaction is: it takes one event and returns, or throws one of the three kinds of error. */
export type React<E> = (event: DetailOf<E>) => Promise<void>;

/** EventBridge's envelope, as a rule delivers it to a queue; what we need of it. */
const Envelope = z.object({ 'detail-type': z.string(), detail: z.unknown() });

/** One event and what is done about it. */
export interface Reaction {
  detailType: string;
  handle: (detail: unknown) => Promise<void>;
}

/** Pairs an event with its reaction. The data is parsed tolerantly: a newer publisher may say more than we know. */
export const on = <E extends EventDefinition>(event: E, react: React<E>): Reaction => ({
  detailType: detailType(event),
  handle: (detail) => {
    const read = event.consumed.safeParse(detail);
    if (!read.success) {
      throw new Unprocessable('event-unreadable', {
        message: `An event ${detailType(event)} does not fit its schema: ${z.prettifyError(read.error)}`,
      });
    }
    return react(read.data as DetailOf<E>);
  },
});

/**
 * A Lambda handler for a queue of events. Failures are reported record by record, so that one bad record never repeats
 * nine good ones: `Unavailable` and faults come again, `Unprocessable` is parked at once, `Refused` is an answer.
 */
export const consume = (...reactions: readonly Reaction[]) => consumeWith(queueOf(), ...reactions);

/** `consume` with its queue passed in. */
export const consumeWith = (queue: MessageQueue, ...reactions: readonly Reaction[]) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const outcomes = await Promise.all(Records.map((record) => settle(record, reactions, queue)));
    return { batchItemFailures: outcomes.filter((outcome) => outcome !== undefined) };
  });

const react = async (reactions: readonly Reaction[], body: string) => {
  const envelope = readEnvelope(body);
  const reaction = reactions.find((one) => one.detailType === envelope['detail-type']);
  if (!reaction) {
    throw new Unprocessable('event-unexpected', {
      message: `This queue does not expect ${envelope['detail-type']}: compare the rule with the function.`,
    });
  }
  await reaction.handle(envelope.detail);
};

const readEnvelope = (body: string) => {
  try {
    return Envelope.parse(JSON.parse(body));
  } catch (cause) {
    throw new Unprocessable('message-unreadable', { message: 'A message is not an EventBridge envelope.', cause });
  }
};

const settle = async (
  record: SQSRecord,
  reactions: readonly Reaction[],
  queue: MessageQueue,
): Promise<SQSBatchItemFailure | undefined> => {
  try {
    await react(reactions, record.body);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) {
      log.info(error.code, { refused: true, messageId: record.messageId });
      return undefined;
    }
    return (await putAside(record, error, queue)) ? undefined : { itemIdentifier: record.messageId };
  }
};

/** In seconds, where the other side names no time. Waiting alone never leads to the dead-letter queue: see `postpone`. */
const FIRST_WAIT = 15;

/** True when the message is in safe keeping elsewhere and can be acknowledged here. */
const putAside = async (record: SQSRecord, error: unknown, queue: MessageQueue): Promise<boolean> => {
  if (error instanceof Unprocessable) {
    log.error(error.code, { parked: true, messageId: record.messageId });
    await queue.park(record, error.code);
    return true;
  }
  if (error instanceof Unavailable) {
    log.warn(error.code, { messageId: record.messageId });
    return queue.postpone(record, error.retryAfter ?? FIRST_WAIT + Math.random() * FIRST_WAIT);
  }
  log.error('reaction-failed', { messageId: record.messageId, ...faultOf(error) });
  return false;
};
