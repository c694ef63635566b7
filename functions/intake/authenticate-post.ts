/** Whether a post comes from the source that its address names. */
import { Slug } from '../../events/ids.ts';
import { Refused } from '../platform/errors.ts';
import type { Now } from '../platform/stamp.ts';
import type { ProgramReader, Source } from '../programs/read.ts';
import type { AuthenticPost, Sender, UnreadPost } from './formats/format.ts';
import { formatOf } from './formats/formats.ts';
import type { KeySets } from './formats/key-sets.ts';
import { assertMediaType } from './post-body.ts';

export interface Senders {
  programs: Pick<ProgramReader, 'source'>;
  secrets: {
    /** The secrets that verify today, newest first; none for a source that is unknown or has none yet. */
    live(sourceId: string): Promise<readonly string[]>;
  };
  keySets: KeySets;
  now: Now;
}

/** Stands in for a source that is unknown, so that its refusal costs the same reads and the same HMAC as a known one's. */
const NOBODY = {
  programId: 'nobody',
  sourceId: 'nobody',
  name: 'Nobody',
  format: 'standard-webhooks',
  rateLimit: 1,
} as const;

/**
 * The source of a post that is its own, and what it says, by the format of the source. Refuses with 401: `signature-invalid`,
 * `timestamp-stale`, `source-unknown`; with 415 a content type that the format does not have.
 */
export const authenticatePost =
  ({ programs, secrets, keySets, now }: Senders) =>
  async (sourceId: string, post: UnreadPost): Promise<AuthenticPost & { source: Source }> => {
    if (!Slug.safeParse(sourceId).success) throw sourceUnknown();
    const [source, live] = await Promise.all([programs.source(sourceId), secrets.live(sourceId)]);
    const sender: Sender = { source: source ?? NOBODY, secrets: live, keySets, now: now() };
    const format = formatOf(sender.source.format);
    if (!source) {
      await format.authenticate(post, sender).catch(() => undefined);
      throw sourceUnknown();
    }
    assertMediaType(format.mediaType, post.headers['content-type']);
    return { source, ...(await format.authenticate(post, sender)) };
  };

const sourceUnknown = () =>
  new Refused('source-unknown', {
    status: 401,
    message: 'No program has this source. Compare the address with the one that was shown with the secret.',
  });
