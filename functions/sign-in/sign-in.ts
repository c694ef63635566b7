/** The handlers of `signInRoutes`. */
import * as z from 'zod';
import type { Cause } from '../platform/draft-event.ts';
import { Refused } from '../platform/errors.ts';
import { preferredLanguage } from '../platform/http/language.ts';
import type { Handlers, HttpResponse, Principal } from '../platform/http/route.ts';
import { faultOf, log } from '../platform/log.ts';
import { pageHeaders } from '../platform/page.ts';
import { cookiesOf } from './cookies.ts';
import { type Issuer, newPending } from './issuer.ts';
import { returnAddress } from './return-address.ts';
import type { signInRoutes } from './routes.ts';
import type { SessionStore } from './sessions.ts';
import { signedOutPage } from './signed-out-page.ts';
import { statusPage } from './status-page.ts';

interface Collaborators {
  issuer: Issuer;
  sessions: Pick<SessionStore, 'start' | 'end'>;
  /** Refuses whoever may not change the program: its owner, its deputy and administrators of the deployment may. */
  demandChanging: (principal: Principal, programId: string) => Promise<unknown>;
  /** Lets the account of a member go. */
  release: (employeeId: string, cause: Cause) => Promise<void>;
  publicUrl: string;
}

/** Time to find a password and a second factor. */
const PENDING_SECONDS = 600;

/**
 * The cookie of a sign-in under way. It needs no seal: nobody but the browser's own person gains from changing it, `__Host-`
 * keeps other hosts from setting it, and the way back is held to this host when it is taken.
 */
const Begun = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() });
type Begun = z.infer<typeof Begun>;

const packed = (begun: Begun) => Buffer.from(JSON.stringify(begun)).toString('base64url');

const unpacked = (cookie: string | undefined): Begun => {
  try {
    return Begun.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString('utf8')));
  } catch (cause) {
    throw new Refused('sign-in-expired', {
      status: 400,
      message: 'This sign-in took too long, or was begun in another browser. Open the page you wanted again.',
      cause,
    });
  }
};

export const signIn = (collaborators: Collaborators): Handlers<typeof signInRoutes> => {
  const { issuer, sessions, demandChanging, release, publicUrl } = collaborators;
  const cookies = cookiesOf(publicUrl);
  return {
    async begin({ query }) {
      const pending = newPending();
      const cookie = packed({ ...pending, back: query.return ?? '' });
      return {
        status: 302,
        headers: { location: await issuer.authorizationUrl(pending) },
        cookies: [cookies.set(cookies.pending(pending.state), cookie, PENDING_SECONDS)],
      };
    },
    // It makes a session, though it is a GET: the issuer's redirect allows nothing else. Only the browser that began can do so.
    async callback(request) {
      const name = cookies.pending(request.query.state ?? '');
      const { back, ...pending } = unpacked(request.cookies[name]);
      const person = await issuer.personBehind(new URLSearchParams(request.query), pending);
      await sessions.end(request);
      return {
        status: 303,
        headers: { location: returnAddress(back, publicUrl) },
        cookies: [cookies.clear(name), await sessions.start(person)],
      };
    },
    async status({ principal, headers }) {
      const language = preferredLanguage(headers['accept-language']);
      const signedIn = principal && { email: await principal.verifiedEmail() };
      return { status: 200, headers: pageHeaders, html: statusPage(language, signedIn) };
    },
    async signOut(request): Promise<HttpResponse> {
      const ended = { cookies: [await sessions.end(request)] };
      const onward = await whereToSignOut(issuer, request.correlationId);
      if (!onward) return { ...ended, status: 303, headers: { location: `${publicUrl}/sign-in/status` } };
      // Not a 303: `form-action 'self'` also holds for where a form is redirected to, and an issuer may lead on to others.
      const html = signedOutPage(preferredLanguage(request.headers['accept-language']), onward);
      return { ...ended, status: 200, headers: { ...pageHeaders, refresh: `0;url=${onward}` }, html };
    },
    async releaseIdentity({ params: { programId, employeeId }, principal, correlationId, traceparent }) {
      await demandChanging(principal, programId);
      await release(employeeId, { programId, correlationId, traceparent });
      return { status: 204 };
    },
  };
};

/** Our session has ended by now, and that is said whatever becomes of the issuer's. */
const whereToSignOut = (issuer: Issuer, correlationId: string) =>
  issuer.signOutUrl().catch((error: unknown) => {
    log.warn('issuer-session-not-ended', { correlationId, ...faultOf(error) });
    return undefined;
  });
