import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** Keeps what the schedule and the mail events told. */
export async function handler(event: { due: string } | SQSEvent): Promise<void> {
  const Item =
    'due' in event
      ? { pk: `TICK#${event.due}`, sk: 'TICK', kind: 'tick', api: process.env.API_URL }
      : { pk: `HEARD#${event.Records[0]?.messageId}`, sk: 'HEARD', kind: 'heard', body: event.Records[0]?.body };
  await documents.send(new PutCommand({ TableName: process.env.TABLE, Item }));
}
