/** DynamoDB for sessions: who is signed in on a browser. The table knows the hash of a cookie, never the cookie. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { HttpRequest, Principal } from '../platform/http/route.ts';
import type { NewId, Now } from '../platform/stamp.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew } from '../platform/table/transact.ts';
import { cookiesOf } from './cookies.ts';

/** A working day; then one signs in again, mostly without being asked for anything. */
const SESSION_SECONDS = 8 * 3600;

/** Two writes a session, and a transaction holds a hundred. */
const ENDED_AT_ONCE = 50;

const Session = z.object({
  issuer: z.string(),
  subject: z.string(),
  verifiedEmail: z.string().optional(),
  /** Epoch seconds: the table's TTL, which may run days late, so that every read compares it too. */
  expiresAt: z.int(),
});

/** The person a session is for. */
export interface SignedIn {
  issuer: string;
  subject: string;
  verifiedEmail: string | undefined;
}

interface Collaborators {
  table: Pick<Table, 'get' | 'query' | 'transact'>;
  now: Now;
  /** 128 random bits: what the cookie holds. */
  newSecretId: NewId;
  publicUrl: string;
}

export type SessionStore = ReturnType<typeof sessionStore>;

export const sessionStore = ({ table, now, newSecretId, publicUrl }: Collaborators) => {
  const cookies = cookiesOf(publicUrl);
  const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
  const keyOf = (secret: string) => keys.session(hashOf(secret));
  const secretOf = (request: Pick<HttpRequest, 'cookies'>) => request.cookies[cookies.session] || undefined;
  const nowSeconds = () => Math.floor(now().getTime() / 1000);

  return {
    /** Begins a session and returns its `Set-Cookie`. */
    async start(person: SignedIn): Promise<string> {
      const secret = newSecretId();
      const expiresAt = nowSeconds() + SESSION_SECONDS;
      const ofAccount = keys.accountSession(person.issuer, person.subject, hashOf(secret));
      await table.transact([
        { put: { ...keyOf(secret), entity: 'Session', ...person, expiresAt }, ...isNew },
        { put: { ...ofAccount, entity: 'AccountSession', expiresAt }, ...isNew },
      ]);
      return cookies.set(cookies.session, secret, SESSION_SECONDS);
    },
    /** The person behind a request's cookie, if the session still lasts. */
    async find(request: Pick<HttpRequest, 'cookies'>): Promise<Principal | undefined> {
      const secret = secretOf(request);
      const session = secret && (await table.get(keyOf(secret), Session));
      if (!session || session.expiresAt <= nowSeconds()) return undefined;
      const { issuer, subject, verifiedEmail } = session;
      return { issuer, subject, verifiedEmail: async () => verifiedEmail };
    },
    /** Ends the request's session, if it has one, and returns the `Set-Cookie` that removes it from the browser. */
    async end(request: Pick<HttpRequest, 'cookies'>): Promise<string> {
      const secret = secretOf(request);
      if (secret) await table.transact([{ key: keyOf(secret), remove: true }]);
      return cookies.clear(cookies.session);
    },
    /** Ends every session of an account, on whatever browser. */
    async endAll({ issuer, subject }: Pick<SignedIn, 'issuer' | 'subject'>): Promise<void> {
      const { pk, sk: prefix } = keys.accountSession(issuer, subject, '');
      const found = await table.query({ pk, prefix }, z.object({ sk: z.string() }));
      for (let at = 0; at < found.length; at += ENDED_AT_ONCE) {
        const some = found.slice(at, at + ENDED_AT_ONCE).map(({ sk }) => sk.slice(prefix.length));
        await table.transact(
          some.flatMap((hash) => [
            { key: keys.session(hash), remove: true },
            { key: keys.accountSession(issuer, subject, hash), remove: true },
          ]),
        );
      }
    },
  };
};
