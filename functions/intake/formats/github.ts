/**
 * `X-Hub-Signature-256`, as GitHub signs its webhooks and many scripts do after it (docs.github.com, Validating webhook
 * deliveries): an HMAC-SHA256 over the raw body, in hexadecimal, with the whole secret as key. Nothing tells when it was signed.
 */
import { createHmac } from 'node:crypto';
import { sameSecret } from '../../platform/same-secret.ts';
import { type Format, JSON_TYPE, namedByBody, orNobodys, signatureInvalid } from './format.ts';

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

/**
 * A post is named by its body: `X-GitHub-Delivery` is not under the signature, and a post that was listened to could come
 * again under another one.
 */
export const github: Format<'github'> = {
  mediaType: JSON_TYPE,
  payload: (body) => body,
  async authenticate({ headers, body }, { secrets }) {
    const given = headers['x-hub-signature-256'] ?? '';
    if (!SIGNATURE.test(given)) throw signatureInvalid('Send x-hub-signature-256: sha256= and 64 hexadecimal digits.');
    if (!isHubSigned(given, body, secrets))
      throw signatureInvalid('Sign the raw bytes of the body with a live secret of this source, whsec_ and all.');
    return { webhookId: namedByBody(body), payload: body, otherPayload: 'refused' };
  },
};

export const isHubSigned = (given: string, body: Uint8Array, secrets: readonly string[]): boolean =>
  orNobodys(secrets)
    .map((secret) => sameSecret(given, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`))
    .includes(true);
