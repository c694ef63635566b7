/**
 * The one way to write. A transaction holds at most 100 items and 4 MB (DynamoDB quota); larger things are written as an
 * immutable revision first, then one pointer is flipped.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Unavailable } from '../errors.ts';
import type { Key } from './keys.ts';

type Values = Record<string, unknown>;
type Names = Record<string, string>;

interface Guard {
  /** A DynamoDB condition expression. */
  where?: string;
  names?: Names;
  values?: Values;
  /** The domain error of a failed condition, made from the item that was found instead. */
  otherwise?: (found: Record<string, unknown> | undefined) => Error;
}

/** One write of a transaction. `put` replaces the item unless guarded; `update` is an update expression. */
export type Write = Guard &
  ({ put: Key & Values } | { key: Key; update: string } | { key: Key; remove: true } | { key: Key; check: true });

/** The guard of a first write: nothing stands there yet. */
export const isNew = { where: 'attribute_not_exists(pk)' } as const;

/** A condition failed that no write had a domain error for: the caller's view was stale. Read again and decide again. */
export class Stale extends Unavailable {
  constructor() {
    super('changed-meanwhile', { message: 'Something changed while you were at it. Try again.' });
  }
}

const RETRYABLE = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
const ATTEMPTS = 6;

/**
 * Writes all or nothing. A failed condition throws the write's `otherwise` error, or `Stale`. A conflict with another
 * transaction or a throttle is retried, bounded and jittered, and then thrown as `Unavailable`.
 */
export const transact = async (client: DynamoDBDocumentClient, table: string, writes: readonly Write[]) => {
  const TransactItems = writes.map((write) => item(table, write));
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const failed = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
      if (failed >= 0) throw refusalOf(writes[failed], reasons[failed]?.Item);
      if (!reasons.some((reason) => RETRYABLE.has(reason.Code ?? ''))) throw error;
      if (attempt === ATTEMPTS)
        throw new Unavailable('table-busy', { message: 'The table is busy. Try again.', cause: error });
      await sleep(Math.random() * 25 * 2 ** attempt);
    }
  }
};

const refusalOf = (write: Write | undefined, found: Parameters<typeof unmarshall>[0] | undefined) =>
  write?.otherwise?.(found && unmarshall(found)) ?? new Stale();

const item = (TableName: string, write: Write) => {
  const guard = {
    TableName,
    ConditionExpression: write.where,
    ExpressionAttributeNames: write.names,
    ExpressionAttributeValues: write.values,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
  if ('put' in write) return { Put: { ...guard, Item: write.put } };
  const keyed = { ...guard, Key: { pk: write.key.pk, sk: write.key.sk } };
  if ('update' in write) return { Update: { ...keyed, UpdateExpression: write.update } };
  if ('remove' in write) return { Delete: keyed };
  return { ConditionCheck: { ...keyed, ConditionExpression: write.where ?? 'attribute_exists(pk)' } };
};
