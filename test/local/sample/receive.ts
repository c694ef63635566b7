import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
let calls = 0;

async function write(noteId: string, body: string): Promise<void> {
  const TableName = process.env.TABLE;
  await documents.send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item: { pk: `NOTE#${noteId}`, sk: 'NOTE', kind: 'note', body } } },
        { Put: { TableName, Item: { pk: `EVENT#${noteId}`, sk: 'note.written', body } } },
      ],
    }),
  );
}

/** Posts write a note and its event; `/echo` shows what the gateway passed in. */
export async function handler(
  event: APIGatewayProxyEventV2,
  context: Context,
): Promise<APIGatewayProxyStructuredResultV2 | string | object> {
  calls += 1;
  console.log(`receive ${event.routeKey}`);
  const noteId = event.pathParameters?.noteId;
  if (event.routeKey.startsWith('POST') && noteId) {
    await write(noteId, event.body ?? '');
    return { statusCode: 202, body: JSON.stringify({ noteId, calls }) };
  }
  const how = event.queryStringParameters?.how;
  if (how === 'hang') await new Promise<void>(() => {});
  if (how === 'exit') process.exit(3);
  if (how === 'throw') throw new TypeError('refused by the sample');
  if (how === 'late') await new Promise((done) => setTimeout(done, 300));
  if (how === 'bytes') {
    return {
      statusCode: 200,
      headers: { 'content-type': 'image/png' },
      cookies: ['a=1; HttpOnly', 'b=2'],
      isBase64Encoded: true,
      body: Buffer.from([0, 255, 16]).toString('base64'),
    };
  }
  if (how === 'put') {
    await documents.send(new PutCommand({ TableName: process.env.TABLE, Item: { pk: 'PUT', sk: 'x' } }));
  }
  const { ISSUER, CLIENT_ID, QUEUE_URL, HOME, AWS_ACCESS_KEY_ID } = process.env;
  return {
    event,
    calls,
    now: Date.now(),
    date: new Date().toISOString(),
    remaining: context.getRemainingTimeInMillis(),
    name: context.functionName,
    env: { ISSUER, CLIENT_ID, QUEUE_URL, HOME, AWS_ACCESS_KEY_ID },
  };
}
