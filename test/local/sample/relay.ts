import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';

const bus = new EventBridgeClient({});

/** Puts each event item on the bus; an item that says `refuse` is reported as failed. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of event.Records) {
    const image = record.dynamodb?.NewImage ?? {};
    const noteId = image.pk?.S?.replace('EVENT#', '') ?? '';
    if (image.body?.S === 'refuse') {
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
    const Detail = JSON.stringify({ noteId, body: image.body?.S });
    const answer = await bus.send(
      new PutEventsCommand({
        Entries: [{ Source: 'sample', DetailType: 'note.written', EventBusName: process.env.BUS, Detail }],
      }),
    );
    if (answer.FailedEntryCount) throw new Error('the bus refused an entry');
  }
  return { batchItemFailures: [] };
}
