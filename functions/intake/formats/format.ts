/** What a format of posts has to answer. One file for each format, listed in `formats.ts`. */
import { createHash, randomBytes } from 'node:crypto';
import { Refused } from '../../platform/errors.ts';
import type { Source } from '../../programs/read.ts';
import type { KeySets } from './key-sets.ts';

export type FormatName = Source['format'];

export interface UnreadPost {
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
}

/** What is known of the sender whom a post claims. */
export interface Sender<Name extends FormatName = FormatName> {
  source: Extract<Source, { format: Name }>;
  /** The secrets that verify today, newest first; none for a source that has none yet. */
  secrets: readonly string[];
  /** Where public keys come from, for formats without a secret. */
  keySets: KeySets;
  now: Date;
}

/** A post whose sender is who it claims to be. */
export interface AuthenticPost {
  /** Names the post among those of its source: what comes again under this name is the same post. Printable ASCII, 256 at most. */
  webhookId: string;
  /** The JSON that was sent: out of its envelope, and without a secret. */
  payload: Uint8Array;
  /**
   * Whether the same name with another payload is a fault of the sender (409), or one more word about the same thing, which
   * is answered like the first.
   */
  otherPayload: 'refused' | 'same-post';
}

export interface Format<Name extends FormatName = FormatName> {
  /** Which content types it comes with; undefined where the sender's tells nothing. */
  mediaType: RegExp | undefined;
  /** Refuses with 401 `signature-invalid` or `timestamp-stale`. Every live secret is tried, in constant time each. */
  authenticate(post: UnreadPost, sender: Sender<Name>): Promise<AuthenticPost>;
  /** The payload of a body, unverified: for trying out a sample. */
  payload(body: Uint8Array): Uint8Array;
}

export const JSON_TYPE = /^application\/([\w.!#$&^-]+\+)?json\s*(;|$)/i;

/** Printable ASCII: the id becomes part of a key, and keys have a limit (2,048 bytes). */
export const WEBHOOK_ID = /^[\x21-\x7e]{1,256}$/;

/** The name of a post that brings none which could be relied on. */
export const namedByBody = (body: Uint8Array): string =>
  `sha256:${createHash('sha256').update(body).digest('base64url')}`;

/** Stands in where there is no secret to try, so that this refusal takes as long as any other. */
const NOBODYS_SECRET = randomBytes(32).toString('base64');
export const orNobodys = (secrets: readonly string[]) => (secrets.length > 0 ? secrets : [NOBODYS_SECRET]);

export const signatureInvalid = (what: string) =>
  new Refused('signature-invalid', { status: 401, message: `The signature does not hold. ${what}` });

export const timestampStale = (what: string) => new Refused('timestamp-stale', { status: 401, message: what });
