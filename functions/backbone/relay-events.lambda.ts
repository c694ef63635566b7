import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { EventItem } from '../platform/table/event-item.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { eventBus } from './event-bus.ts';
import { outbox } from './outbox.ts';
import { relay } from './relay-events.ts';

const env = readEnv({ TABLE_NAME: z.string(), BUS_NAME: z.string() });
const collaborators = { bus: eventBus(env.BUS_NAME), outbox: outbox(ledgerTable(env.TABLE_NAME)) };

const itemOf = ({ dynamodb }: DynamoDBRecord) =>
  EventItem.parse(unmarshall(dynamodb?.NewImage as Record<string, AttributeValue>));

/** Lambda repeats a stream batch from the first failure on: that keeps the order of one aggregate's events. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
  const items = Records.map(itemOf);
  const failed = await relay(collaborators, items);
  if (!failed) return { batchItemFailures: [] };
  log.warn('event-not-taken', { eventId: failed.detail.metadata.id });
  return { batchItemFailures: [{ itemIdentifier: Records[items.indexOf(failed)]?.dynamodb?.SequenceNumber ?? '' }] };
});
