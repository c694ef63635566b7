/**
 * The one way to write. A transaction holds at most 100 items and 4 MB (DynamoDB quota); larger things are written as an
 * immutable revision first, then one pointer is flipped.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Unavailable } from '../errors.ts';
import type { Key } from './keys.ts';
import { isPassing, passes, tableBusy } from './table-outage.ts';

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
export type Write = Guard & ({ put: Key & Values } | { key: Key; update: string } | { key: Key; remove: true });

/** The guard of a first write: nothing stands there yet. */
export const isNew = { where: 'attribute_not_exists(pk)' } as const;

/** A condition failed that no write had a domain error for: the caller's view was stale. Read again and decide again. */
export class Stale extends Unavailable {
  constructor() {
    super('changed-meanwhile', { message: 'Something changed while you were at it. Try again.' });
  }
}

const ATTEMPTS = 6;

/**
 * Writes all or nothing. A failed condition throws the write's `otherwise` error, or `Stale`. A conflict with another
 * transaction, a throttle or a lost answer is retried, bounded and jittered, and then thrown as `Unavailable`. Every try has
 * the same token, so that a try whose answer was lost is not written twice (DynamoDB keeps tokens for ten minutes).
 */
export const transact = async (client: DynamoDBDocumentClient, table: string, writes: readonly Write[]) => {
  const TransactItems = writes.map((write) => item(table, write));
  const ClientRequestToken = randomUUID();
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
      return;
    } catch (error) {
      throwUnlessPassing(error, writes);
      if (attempt === ATTEMPTS) throw tableBusy(error);
      await sleep(Math.random() * 25 * 2 ** attempt);
    }
  }
};

/** Throws the domain error of a failed condition, and every error that no repetition mends. */
const throwUnlessPassing = (error: unknown, writes: readonly Write[]) => {
  if (!(error instanceof TransactionCanceledException)) {
    if (isPassing(error)) return;
    throw error;
  }
  const reasons = error.CancellationReasons ?? [];
  const failed = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
  if (failed >= 0) throw refusalOf(writes[failed], reasons[failed]?.Item);
  if (!reasons.some((reason) => passes(reason.Code))) throw error;
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
  return { Delete: keyed };
};
