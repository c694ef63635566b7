/** What a badge points to (keys, lists, issuers), read once for each verification and never more than a few. */
import type { FetchFailure, GuardedFetch } from '../platform/outbound/guarded-fetch.ts';
import type { OwnDocuments } from './own-documents.ts';

/** `gone` is 410, which is how an Open Badges 2.0 assertion is revoked; `absent` any other answer that is not a document. */
export type Unread = FetchFailure | 'gone' | 'absent';

export type Reading = { ok: true; text: string; bytes: Uint8Array } | { ok: false; why: Unread };

export interface Documents {
  /** The document at an address, without its fragment. Never throws for what the other side does. */
  read(url: string): Promise<Reading>;
}

/** Requests in one verification, redirects included. */
const MOST_FETCHES = 8;
/** After this, none is begun: an answer is due before the function must end. */
const MOST_MILLISECONDS = 12_000;

const ACCEPT =
  'application/vc+ld+json, application/vc, application/did+json, application/ld+json, application/json, application/vc+jwt, application/jwt, text/plain;q=0.5, */*;q=0.1';

/** For one verification: it remembers what was read, and how often it asked. */
export const documentsOf = ({ own, fetch }: { own: OwnDocuments; fetch: GuardedFetch }): Documents => {
  const known = new Map<string, Promise<Reading>>();
  let fetches = 0;
  const late = AbortSignal.timeout(MOST_MILLISECONDS);
  const spend = () => !late.aborted && ++fetches <= MOST_FETCHES;
  const readAt = async (url: string): Promise<Reading> => {
    const ours = await own(new URL(url));
    if (ours) return ours.document === undefined ? { ok: false, why: 'absent' } : readingOf(textOf(ours.document));
    const fetched = await fetch(url, { accept: ACCEPT, spend });
    if (!fetched.ok) return fetched;
    if (fetched.status === 410) return { ok: false, why: 'gone' };
    return fetched.status === 200 ? readingOf(fetched.body) : { ok: false, why: answered(fetched.status) };
  };
  return {
    read(url) {
      if (!URL.canParse(url)) return Promise.resolve({ ok: false, why: 'address-refused' });
      const address = new URL(url);
      address.hash = '';
      const reading = known.get(address.href) ?? readAt(address.href);
      known.set(address.href, reading);
      return reading;
    },
  };
};

/** A server that is busy or broken may answer later; any other refusal is an answer. */
const answered = (status: number): Unread => (status === 429 || status >= 500 ? 'unreachable' : 'absent');

const textOf = (document: object | string) =>
  Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));

const readingOf = (bytes: Uint8Array): Reading => ({ ok: true, bytes, text: new TextDecoder().decode(bytes) });

/** The JSON object that a text is, or undefined. */
export const jsonObject = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
