/** A counter that fills up: exact, whoever counts at the same time, and without a transaction, which would collide with the next. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import { orTableBusy } from './table-outage.ts';

export interface Counter {
  key: Key;
  entity: string;
  /** How many there may be. */
  most: number;
  /** Unix seconds, after which nobody asks. */
  expiresAt: number;
}

/**
 * Counts one more, or answers false where it is full: then nothing is written. A count whose answer was lost may be counted
 * twice by the SDK's next try.
 */
export const countOne = async (client: DynamoDBDocumentClient, table: string, counter: Counter): Promise<boolean> => {
  const { key, entity, most, expiresAt } = counter;
  const command = new UpdateCommand({
    TableName: table,
    Key: { pk: key.pk, sk: key.sk },
    UpdateExpression: 'SET entity = :entity, expiresAt = :expiresAt ADD #count :one',
    ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':entity': entity, ':expiresAt': expiresAt, ':one': 1, ':most': most },
  });
  try {
    await client.send(command);
    return true;
  } catch (error) {
    return error instanceof ConditionalCheckFailedException ? false : orTableBusy(error);
  }
};
