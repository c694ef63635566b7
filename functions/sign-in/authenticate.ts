/** Who calls: a bearer token of the issuer, or else the session of a browser. */
import type { bearer } from '../platform/http/bearer.ts';
import type { Authenticate } from '../platform/http/http.ts';
import type { SessionStore } from './sessions.ts';

interface Collaborators {
  bearer: ReturnType<typeof bearer>;
  sessions: Pick<SessionStore, 'find'>;
}

/** For `http()`. A bearer token that does not hold is refused, even beside a session that would. */
export const authentication =
  ({ bearer, sessions }: Collaborators): Authenticate =>
  async (request) =>
    (await bearer(request.headers)) ?? (await sessions.find(request));
