import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, EncryptCommand, GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const keys = new KMSClient({});
const mail = new SESClient({});
const TableName = process.env.TABLE;

async function sign(text: string): Promise<{ signature: string; publicKey: string; sealed: boolean }> {
  const Message = new TextEncoder().encode(text);
  const signed = await keys.send(
    new SignCommand({
      KeyId: process.env.SIGNING_KEY,
      Message,
      MessageType: 'RAW',
      SigningAlgorithm: 'ED25519_SHA_512',
    }),
  );
  const { PublicKey } = await keys.send(new GetPublicKeyCommand({ KeyId: process.env.SIGNING_KEY }));
  const sealed = await keys.send(new EncryptCommand({ KeyId: process.env.SEALING_KEY, Plaintext: Message }));
  const opened = await keys.send(new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob }));
  return {
    signature: Buffer.from(signed.Signature ?? []).toString('base64'),
    publicKey: Buffer.from(PublicKey ?? []).toString('base64'),
    sealed: new TextDecoder().decode(opened.Plaintext) === text,
  };
}

async function react(record: SQSRecord): Promise<void> {
  const { noteId, body } = JSON.parse(record.body).detail;
  await documents.send(
    new UpdateCommand({
      TableName,
      Key: { pk: `TRIES#${noteId}`, sk: 'TRIES' },
      UpdateExpression: 'ADD tries :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
  if (body === 'poison') throw new Error('poison');
  const signed = await sign(body);
  await documents.send(
    new PutCommand({ TableName, Item: { pk: `DONE#${noteId}`, sk: 'DONE', kind: 'done', at: Date.now(), ...signed } }),
  );
  await mail.send(
    new SendEmailCommand({
      Source: 'badges@district.example',
      Destination: { ToAddresses: ['teacher@district.example'] },
      ConfigurationSetName: process.env.CONFIGURATION_SET,
      Tags: [{ Name: 'noteId', Value: noteId }],
      Message: { Subject: { Data: `Note ${noteId}` }, Body: { Text: { Data: body } } },
    }),
  );
}

/** Signs and mails each note; a failed record is reported alone. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    await react(record).catch((error: Error) => {
      console.error(`react failed: ${error.message}`);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    });
  }
  return { batchItemFailures };
}
