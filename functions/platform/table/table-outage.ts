import { Unavailable } from '../errors.ts';
import { isLostConnection } from '../lost-connection.ts';

/** What DynamoDB answers when it will be better soon: its throttles, its own faults, a write still under way. */
const PASSING = new Set([
  'ThrottlingException',
  'ThrottlingError',
  'ProvisionedThroughputExceededException',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'TransactionConflict',
  'TransactionConflictException',
  'TransactionInProgressException',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
]);

/** Whether an error's name, or the code of a cancellation reason, is one that passes by itself. */
export const passes = (name: string | undefined) => name !== undefined && PASSING.has(name);

export const isPassing = (error: unknown): error is Error =>
  error instanceof Error && (passes(error.name) || isLostConnection(error));

export const tableBusy = (cause: unknown) =>
  new Unavailable('table-busy', { message: 'The table is busy. Try again.', cause });

/** For `catch` behind a read: throttles and outages become `Unavailable` (the SDK has tried three times), the rest is thrown on. */
export const orTableBusy = (error: unknown): never => {
  throw isPassing(error) ? tableBusy(error) : error;
};
