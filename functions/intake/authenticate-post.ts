/** Whether a post comes from the source that its address names. */
import { Slug } from '../../events/ids.ts';
import { Refused } from '../platform/errors.ts';
import type { Now } from '../platform/stamp.ts';
import type { ProgramReader } from '../programs/read.ts';
import { assertTimely, isSigned, readWebhookHeaders, signatureInvalid } from './standard-webhook.ts';

export interface Senders {
  programs: Pick<ProgramReader, 'source'>;
  secrets: {
    /** The secrets that verify today, newest first; none for a source that is unknown or has none yet. */
    live(sourceId: string): Promise<readonly string[]>;
  };
  now: Now;
}

interface UnreadPost {
  sourceId: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
}

/**
 * The source and the webhook id of a post whose signature holds. Refuses with 401: `signature-invalid`,
 * `timestamp-stale`, `source-unknown`. An unknown source costs the same reads and the same HMAC as a known one.
 */
export const authenticatePost =
  ({ programs, secrets, now }: Senders) =>
  async ({ sourceId, headers, body }: UnreadPost) => {
    const signed = readWebhookHeaders(headers);
    assertTimely(signed, now());
    if (!Slug.safeParse(sourceId).success) throw sourceUnknown();
    const [source, live] = await Promise.all([programs.source(sourceId), secrets.live(sourceId)]);
    const holds = isSigned(signed, body, live);
    if (!source) throw sourceUnknown();
    if (!holds) throw signatureInvalid('Sign the raw bytes of the body with a live secret of this source.');
    return { source, webhookId: signed.webhookId };
  };

const sourceUnknown = () =>
  new Refused('source-unknown', {
    status: 401,
    message: 'No program has this source. Compare the address with the one that was shown with the secret.',
  });
