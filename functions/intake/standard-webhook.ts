/**
 * Standard Webhooks 1.0 (standardwebhooks.com): an HMAC-SHA256 over `id.timestamp.body`, where the body is the bytes as
 * they were sent. Nothing of a post is read before this holds.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Refused } from '../platform/errors.ts';
import { webhookSignature } from '../platform/webhook-signature.ts';

/** How far the sender's clock may be from ours, in seconds, either way. */
export const TOLERANCE = 300;

/** Printable ASCII: the id becomes part of a key, and keys have a limit (2,048 bytes). */
const WEBHOOK_ID = /^[\x21-\x7e]{1,256}$/;
const UNIX_SECONDS = /^\d{1,12}$/;

/** Stands in where there is no secret to try, so that this refusal takes as long as any other. */
const NOBODYS_SECRET = randomBytes(32).toString('base64');

/** The three headers of a post. */
export interface WebhookHeaders {
  webhookId: string;
  /** Unix seconds, as the sender spelled them: the signature is over this very text. */
  timestamp: string;
  /** One or more, each `version,base64`: a sender that rotates its secret signs with both. */
  signatures: readonly string[];
}

/** Reads the headers (lower-case names). A post without all three is not signed. */
export const readWebhookHeaders = (headers: Readonly<Record<string, string | undefined>>): WebhookHeaders => {
  const webhookId = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  const signatures = (headers['webhook-signature'] ?? '').split(' ').filter((signature) => signature !== '');
  if (!WEBHOOK_ID.test(webhookId) || !UNIX_SECONDS.test(timestamp) || signatures.length === 0) {
    throw signatureInvalid(
      'Send webhook-id (1 to 256 printable characters), webhook-timestamp (Unix seconds) and webhook-signature.',
    );
  }
  return { webhookId, timestamp, signatures };
};

/** Refuses a post that was signed too long ago, or by a clock that is ahead: either could be a replay. */
export const assertTimely = ({ timestamp }: Pick<WebhookHeaders, 'timestamp'>, now: Date): void => {
  if (Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) <= TOLERANCE) return;
  throw new Refused('timestamp-stale', {
    status: 401,
    message: `The webhook-timestamp is more than ${TOLERANCE / 60} minutes from our time. Sign each try anew, and check the sender's clock.`,
  });
};

/**
 * Whether any signature was made with any of the secrets (`whsec_` and base64). Every pair is compared, in constant time
 * each, whatever the ones before it gave.
 */
export const isSigned = (
  { webhookId, timestamp, signatures }: WebhookHeaders,
  body: Uint8Array,
  secrets: readonly string[],
): boolean => {
  const candidates = secrets.length > 0 ? secrets : [NOBODYS_SECRET];
  const matches = candidates.flatMap((secret) => {
    const expected = webhookSignature(secret, { webhookId, timestamp, body });
    return signatures.map((signature) => sameText(signature, expected));
  });
  return matches.includes(true);
};

export const signatureInvalid = (what: string) =>
  new Refused('signature-invalid', { status: 401, message: `The signature does not hold. ${what}` });

/** As text: base64 that is decoded first has more than one spelling of the same bytes. Only the length is told early. */
const sameText = (given: string, expected: string) => {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
};
