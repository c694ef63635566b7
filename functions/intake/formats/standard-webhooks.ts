/**
 * Standard Webhooks 1.0 (standardwebhooks.com): an HMAC-SHA256 over `id.timestamp.body`, where the body is the bytes as
 * they were sent. Nothing of a post is read before this holds.
 */
import { sameSecret } from '../../platform/same-secret.ts';
import { webhookSignature } from '../../platform/webhook-signature.ts';
import { type Format, JSON_TYPE, orNobodys, signatureInvalid, timestampStale, WEBHOOK_ID } from './format.ts';

/** How far the sender's clock may be from ours, in seconds, either way. */
export const TOLERANCE = 300;

const UNIX_SECONDS = /^\d{1,12}$/;

export const standardWebhooks: Format<'standard-webhooks'> = {
  mediaType: JSON_TYPE,
  payload: (body) => body,
  async authenticate({ headers, body }, { secrets, now }) {
    const signed = readWebhookHeaders(headers);
    assertTimely(signed, now);
    if (isSigned(signed, body, secrets)) return { webhookId: signed.webhookId, payload: body, otherPayload: 'refused' };
    throw signatureInvalid('Sign the raw bytes of the body with a live secret of this source.');
  },
};

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
  throw timestampStale(
    `The webhook-timestamp is more than ${TOLERANCE / 60} minutes from our time. Sign each try anew, and check the sender's clock.`,
  );
};

/**
 * Whether any signature was made with any of the secrets (`whsec_` and base64). Every pair is compared, in constant time
 * each, whatever the ones before it gave; as text, since base64 that is decoded first has more than one spelling of the same bytes.
 */
export const isSigned = (
  { webhookId, timestamp, signatures }: WebhookHeaders,
  body: Uint8Array,
  secrets: readonly string[],
): boolean => {
  const matches = orNobodys(secrets).flatMap((secret) => {
    const expected = webhookSignature(secret, { webhookId, timestamp, body });
    return signatures.map((signature) => sameSecret(signature, expected));
  });
  return matches.includes(true);
};
