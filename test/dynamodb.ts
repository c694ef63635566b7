import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { indexes } from '../functions/platform/table/keys.ts';
import { ledgerTable, type Table } from '../functions/platform/table/table.ts';

export interface TestLedger {
  table: Table;
  client: DynamoDBDocumentClient;
  tableName: string;
  close(): void;
}

/** A fresh ledger table, with the keys and indexes the stack makes, on the real local engine. */
export const startLedger = async (): Promise<TestLedger> => {
  const dynamoDb = new DynamoDBClient({
    endpoint: inject('dynamoDbUrl'),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tableName = `ledger-${randomUUID()}`;
  const all = Object.values(indexes);
  const attributes = ['pk', 'sk', ...all.flatMap(({ pk, sk }) => [pk, sk])];
  await dynamoDb.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: schema('pk', 'sk'),
      GlobalSecondaryIndexes: all.map(({ name, pk, sk }) => ({
        IndexName: name,
        KeySchema: schema(pk, sk),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
  const client = DynamoDBDocumentClient.from(dynamoDb, { marshallOptions: { removeUndefinedValues: true } });
  return { table: ledgerTable(tableName, client), client, tableName, close: () => dynamoDb.destroy() };
};

const schema = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
];
