/**
 * Reading what a stranger's badge points to, without being sent anywhere else: HTTPS on the public internet only. An address is
 * checked where it is connected to, so a name that resolves differently the second time (DNS rebinding) gains nothing.
 */
import { lookup as resolveName } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Why nothing could be read. */
export type FetchFailure = 'address-refused' | 'unreachable' | 'document-too-large' | 'too-many-fetches';

export type Fetching =
  | { ok: true; status: number; mediaType: string; body: Uint8Array }
  | { ok: false; why: FetchFailure };

export interface FetchOptions {
  accept: string;
  /** Asked before every request, redirects included; `false` ends the reading as `too-many-fetches`. */
  spend: () => boolean;
}
export type GuardedFetch = (url: string, options: FetchOptions) => Promise<Fetching>;

export interface GuardedFetchSettings {
  /** What turns a name into addresses; `node:dns`'s unless told. */
  lookup?: LookupFunction;
  /** Which of those may be connected to; public ones unless told. */
  mayReach?: (address: string) => boolean;
  /** The one port that is connected to; 443 unless told. */
  port?: number;
  /** Trusted in place of the public authorities. */
  ca?: string;
  /** For everything together, redirects included; 3 seconds unless told. */
  milliseconds?: number;
}

const MOST_REDIRECTS = 3;
const MOST_BYTES = 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

class Failure extends Error {
  readonly why: FetchFailure;
  constructor(why: FetchFailure) {
    super(why);
    this.why = why;
  }
}

/**
 * A GET that follows at most three redirects, takes at most 1 MiB, sends no cookie and no credential. Never throws: what went wrong
 * is the answer. Any status but a redirect is an answer too.
 */
export const guardedFetch = (settings: GuardedFetchSettings = {}): GuardedFetch => {
  const { lookup = resolveName as LookupFunction, mayReach = isPublicAddress, milliseconds = 3000 } = settings;
  const connection = { ca: settings.ca, lookup: guardedLookup(lookup, mayReach) };
  const demandReachable = ({ protocol, port, hostname, username }: URL) => {
    const address = hostname.replace(/^\[|\]$/g, '');
    const onPort = Number(port || 443) === (settings.port ?? 443);
    if (protocol === 'https:' && onPort && username === '' && (!isIP(address) || mayReach(address))) return;
    throw new Failure('address-refused');
  };
  return async (url, { accept, spend }) => {
    try {
      const signal = AbortSignal.timeout(milliseconds);
      let address = new URL(url);
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        demandReachable(address);
        if (!spend()) throw new Failure('too-many-fetches');
        const response = await answerTo(address, { ...connection, accept, signal });
        const { statusCode = 0, headers } = response;
        if (!REDIRECTS.has(statusCode) || headers.location === undefined) {
          const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
          return { ok: true, status: statusCode, mediaType, body: await bodyOf(response) };
        }
        response.destroy();
        address = new URL(headers.location, address);
      }
      throw new Failure('unreachable');
    } catch (error) {
      return { ok: false, why: error instanceof Failure ? error.why : 'unreachable' };
    }
  };
};

interface Connection {
  ca: string | undefined;
  lookup: LookupFunction;
  accept: string;
  signal: AbortSignal;
}

const answerTo = (url: URL, { accept, ...connection }: Connection): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    // An agent would keep the connection, and connect again without asking.
    const options = { ...connection, agent: false, headers: { accept, 'accept-encoding': 'identity' } };
    request(url, options, resolve).on('error', reject).end();
  });

const bodyOf = async (response: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Failure('document-too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Answers a name with its addresses if all of them may be reached: one that may not is reason to trust none. */
const guardedLookup =
  (lookup: LookupFunction, mayReach: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => mayReach(address)))
        return callback(new Failure('address-refused'), []);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
