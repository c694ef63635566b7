/** Telling a stranger's host something: a POST by a guarded connection, which is never sent on to anywhere else. */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { AddressRefused, type ConnectionSettings, guardedConnection } from './guarded-connection.ts';

export type Posting =
  | {
      ok: true;
      /** Any status is an answer, a redirect too: none is followed. */
      status: number;
      retryAfter: string | undefined;
      /** The beginning of the body in one line, without control characters; empty for a 2xx, whose body nobody reads. */
      excerpt: string;
    }
  | { ok: false; why: 'address-refused' | 'timed-out' | 'unreachable' };

export type GuardedPost = (url: string, headers: OutgoingHttpHeaders, body: string) => Promise<Posting>;

export interface GuardedPostSettings extends ConnectionSettings {
  /** For everything together; 15 seconds unless told. */
  milliseconds?: number;
}

const MOST_BYTES = 1024;
const MOST_LETTERS = 200;

/** Never throws: what went wrong is the answer. */
export const guardedPost = (settings: GuardedPostSettings = {}): GuardedPost => {
  const connection = guardedConnection(settings);
  return async (url, headers, body) => {
    const signal = AbortSignal.timeout(settings.milliseconds ?? 15_000);
    try {
      const response = await connection.open(new URL(url), { method: 'POST', headers, body, signal });
      const { statusCode: status = 0 } = response;
      const excerpt = status >= 200 && status < 300 ? '' : excerptOf(await beginningOf(response));
      response.destroy();
      return { ok: true, status, retryAfter: response.headers['retry-after'], excerpt };
    } catch (error) {
      if (error instanceof AddressRefused) return { ok: false, why: 'address-refused' };
      return { ok: false, why: signal.aborted ? 'timed-out' : 'unreachable' };
    }
  };
};

/** A body that ends too early, or never, has a beginning all the same: the status was the answer. */
const beginningOf = async (response: IncomingMessage): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MOST_BYTES) break;
    }
  } catch {}
  return Buffer.concat(chunks).subarray(0, MOST_BYTES);
};

const excerptOf = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_LETTERS)
    .toWellFormed();
