/** The signature and the secrets of Standard Webhooks 1.0 (standardwebhooks.com), for whoever signs and whoever verifies. */
import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret in the form of the standard, of 32 random bytes. */
export const newWebhookSecret = () => `${PREFIX}${randomBytes(32).toString('base64')}`;

/** What is signed: the id, the time as it stands in the header (Unix seconds), and the bytes that are sent. */
export interface Signed {
  webhookId: string;
  timestamp: string;
  body: string | Uint8Array;
}

/** `v1,` and the base64 of an HMAC-SHA256, by one secret (`whsec_` and base64; the prefix may be missing). */
export const webhookSignature = (secret: string, { webhookId, timestamp, body }: Signed): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${webhookId}.${timestamp}.`).update(body).digest('base64')}`;

const keyOf = (secret: string) =>
  Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
