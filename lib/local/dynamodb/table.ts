import * as z from 'zod';
import { LocalProblem } from '../problem.ts';
import { type DynamoDbCall, DynamoDbError } from './dynamodb-wire.ts';

const GlobalSecondaryIndex = z.looseObject({ IndexName: z.string(), KeySchema: z.unknown(), Projection: z.unknown() });
const Properties = z.object({
  AttributeDefinitions: z.array(z.unknown()),
  KeySchema: z.array(z.unknown()),
  GlobalSecondaryIndexes: z.array(GlobalSecondaryIndex).default([]),
  LocalSecondaryIndexes: z.array(z.unknown()).optional(),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
});
const Described = z.object({
  Table: z.object({
    LatestStreamArn: z.string().optional(),
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string() })).default([]),
  }),
});

/** Makes the table if it is not there yet; answers the ARN of its stream, if it has one. Throws `older-data`. */
export async function createTable(call: DynamoDbCall, name: string, properties: unknown): Promise<string | undefined> {
  const table = Properties.parse(properties);
  const indexes = table.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection,
  }));
  try {
    await call('CreateTable', {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: table.AttributeDefinitions,
      KeySchema: table.KeySchema,
      GlobalSecondaryIndexes: indexes.length > 0 ? indexes : undefined,
      LocalSecondaryIndexes: table.LocalSecondaryIndexes,
      StreamSpecification: table.StreamSpecification && { StreamEnabled: true, ...table.StreamSpecification },
    });
    const { Enabled, AttributeName } = table.TimeToLiveSpecification ?? {};
    if (Enabled) {
      await call('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: { AttributeName, Enabled: true } });
    }
  } catch (error) {
    if (!(error instanceof DynamoDbError) || error.code !== 'ResourceInUseException') throw error;
  }
  const described = Described.parse(await call('DescribeTable', { TableName: name })).Table;
  const present = described.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName);
  const missing = indexes.filter(({ IndexName }) => !present.includes(IndexName)).map(({ IndexName }) => IndexName);
  if (missing.length > 0) {
    throw new LocalProblem(
      'older-data',
      `The data folder is from an older version: its table ${name} has no index ${missing.join(', ')}.`,
      'Delete the data folder and start again.',
    );
  }
  return described.LatestStreamArn;
}
