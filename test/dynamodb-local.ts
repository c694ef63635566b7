/** One DynamoDB Local (AWS's own engine) for the whole test run, in memory; every `startLedger()` has a table of its own. */
import type { TestProject } from 'vitest/node';
import { startDynamoDbLocal } from '../lib/local/dynamodb/dynamodb-local.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamoDbUrl: string;
  }
}

export default async (project: TestProject) => {
  const engine = await startDynamoDbLocal();
  project.provide('dynamoDbUrl', engine.url);
  return engine.close;
};
