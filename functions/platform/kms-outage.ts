import { Unavailable } from './errors.ts';
import { isLostConnection } from './lost-connection.ts';

/** What passes by itself. A key that is disabled or not ours stays an error: no wait mends it. */
const PASSING = new Set([
  'ThrottlingException',
  'LimitExceededException',
  'RequestLimitExceeded',
  'KMSInternalException',
  'DependencyTimeoutException',
  'KeyUnavailableException',
  'TimeoutError',
]);

/** In seconds. The SDK has tried three times by then. */
const RETRY_AFTER = { min: 10, spread: 20 };

/** For `catch` behind a call of KMS: throttles, outages and a lost connection become `Unavailable`; the rest is thrown on. */
export const orUnavailable = (error: unknown): never => {
  if (!(error instanceof Error) || !(PASSING.has(error.name) || isLostConnection(error))) throw error;
  throw new Unavailable('keys-unavailable', {
    message: 'The key service does not answer. Try again.',
    retryAfter: RETRY_AFTER.min + Math.random() * RETRY_AFTER.spread,
    cause: error,
  });
};
