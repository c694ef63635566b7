/**
 * A static token in a header, for senders that can do no better (Zapier, Make, Power Automate). Weaker than a signature: the
 * token travels with each post, and whoever reads one post can write others. Nothing tells when a post was made.
 */
import { sameSecret } from '../../platform/same-secret.ts';
import { type Format, JSON_TYPE, namedByBody, orNobodys, signatureInvalid, WEBHOOK_ID } from './format.ts';

export const bearer: Format<'bearer'> = {
  mediaType: JSON_TYPE,
  payload: (body) => body,
  async authenticate({ headers, body }, { source, secrets }) {
    const given = headers[source.header] ?? '';
    const token = source.header === 'authorization' ? given.replace(/^bearer +/i, '') : given;
    if (!isToken(token.trim(), secrets))
      throw signatureInvalid(`Send a live secret of this source as ${source.header}.`);
    return { webhookId: nameOf(headers['webhook-id'], body), payload: body, otherPayload: 'refused' };
  },
};

/** Whether this is one of the secrets, to the letter. */
export const isToken = (given: string, secrets: readonly string[]): boolean =>
  orNobodys(secrets)
    .map((secret) => sameSecret(given, secret))
    .includes(true);

/** Whoever has the token needs no replay, so the sender's own name for a post may be believed. */
const nameOf = (webhookId: string | undefined, body: Uint8Array): string => {
  if (webhookId === undefined) return namedByBody(body);
  if (WEBHOOK_ID.test(webhookId)) return webhookId;
  throw signatureInvalid('A webhook-id has 1 to 256 printable characters.');
};
