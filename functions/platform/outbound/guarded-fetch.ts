/** Reading what a stranger's badge, or a source, points to: a GET by a guarded connection. */
import type { IncomingMessage } from 'node:http';
import { AddressRefused, type ConnectionSettings, guardedConnection } from './guarded-connection.ts';

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

export interface GuardedFetchSettings extends ConnectionSettings {
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
  const connection = guardedConnection(settings);
  return async (url, { accept, spend }) => {
    try {
      const signal = AbortSignal.timeout(settings.milliseconds ?? 3000);
      let address = new URL(url);
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        connection.demandReachable(address);
        if (!spend()) throw new Failure('too-many-fetches');
        const headers = { accept, 'accept-encoding': 'identity' };
        const response = await connection.open(address, { method: 'GET', headers, signal });
        const { statusCode = 0, headers: answered } = response;
        if (!REDIRECTS.has(statusCode) || answered.location === undefined) {
          const mediaType = (answered['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
          return { ok: true, status: statusCode, mediaType, body: await bodyOf(response) };
        }
        response.destroy();
        address = new URL(answered.location, address);
      }
      throw new Failure('unreachable');
    } catch (error) {
      return { ok: false, why: whyOf(error) };
    }
  };
};

const whyOf = (error: unknown): FetchFailure => {
  if (error instanceof AddressRefused) return 'address-refused';
  return error instanceof Failure ? error.why : 'unreachable';
};

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
