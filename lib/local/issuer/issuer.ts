import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jwtVerify, SignJWT } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import type { Clock } from '../clock.ts';
import { listenOnLoopback } from '../gateway/loopback.ts';
import { issuerKeys } from './issuer-keys.ts';
import { issuerStore } from './issuer-store.ts';
import { signInPage, signOutPage } from './sign-in-page.ts';

/** Somebody of the program who can sign in on this machine. `role` is only shown: what they may do comes from their member item. */
export interface Person {
  name: string;
  email: string;
  employeeId: string;
  role: string;
}

/** `aud`: the audience is named. `cognito`: no audience, a `client_id` and `token_use`, as Cognito's access tokens. */
export type TokenShape = 'aud' | 'cognito';

export interface Issuer {
  url: string;
  clientId: string;
  people(): Person[];
  /** Who can sign in from now on. */
  welcome(people: Person[]): void;
  /** The `sub` of a person: stable, and tells nothing. */
  subjectOf(person: Person): string;
  /** A bearer token for the API, good for twelve hours by the host's clock. `claims` replace the usual ones. */
  mint(person: Person, shape: TokenShape, claims?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export interface IssuerOptions {
  apiUrl: string;
  /** Keys are kept here, so that a token outlives a restart. */
  dataDir: string;
  clock: Clock;
  people?: Person[];
  port?: number;
}

export const clientId = 'accolade-web';
const scopes = 'openid email profile';
const hourSeconds = 3600;
/** The host writes its minted tokens down for scripts and stands for days: nobody should have to start it again within one. */
const mintedSeconds = 12 * hourSeconds;

const subjectOf = ({ employeeId }: Person) =>
  createHash('sha256').update(`person:${employeeId}`).digest('hex').slice(0, 32);

interface Setting {
  apiUrl: string;
  keys: Awaited<ReturnType<typeof issuerKeys>>;
  find(subject: string): Person | undefined;
}

function configuration({ apiUrl, keys, find }: Setting): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${apiUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${apiUrl}/`, `${apiUrl}/sign-in/status`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    adapter: issuerStore(),
    jwks: { keys: [keys.privateJwk] },
    cookies: { keys: [keys.cookieKey] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // Cognito, Google and Microsoft put the address into the ID token; so does this issuer.
    conformIdTokenClaims: false,
    ttl: { AccessToken: hourSeconds, IdToken: hourSeconds, Grant: 86_400, Session: 86_400, Interaction: hourSeconds },
    findAccount: async (_context, subject) => {
      const person = find(subject);
      if (!person) return undefined;
      const { email, name } = person;
      return { accountId: subject, claims: async () => ({ sub: subject, email, email_verified: true, name }) };
    },
    // As the tokens of `mint(person, 'aud')`.
    extraTokenClaims: async (_context, token) => {
      const person = 'accountId' in token ? find(token.accountId) : undefined;
      return person && { email: person.email, email_verified: true };
    },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    // Nobody is asked whether this machine may know its own people.
    loadExistingGrant: async ({ oidc }) => {
      // One grant a session: with a new one, a second tab would make the first tab's code worthless.
      const granted = oidc.session?.grantIdFor(clientId);
      const known = granted && (await oidc.provider.Grant.find(granted));
      if (known) return known;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope(scopes);
      grant.addResourceScope(apiUrl, scopes);
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context, form) => {
          context.body = signOutPage(form);
        },
      },
      // Without a resource server the access tokens would be opaque.
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiUrl,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes,
          audience: clientId,
          accessTokenTTL: hourSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** A local OpenID Connect issuer: people choose who they are, no password is asked. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const keys = await issuerKeys(options.dataDir);
  let people = options.people ?? [];
  const find = (subject: string) => people.find((person) => subjectOf(person) === subject);
  let provider: Provider | undefined;

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const accountId = (await readForm(request)).get('person') ?? '';
      return provider?.interactionFinished(request, response, { login: { accountId } });
    }
    await provider?.interactionDetails(request, response);
    const choices = people.map((person) => ({ ...person, subject: subjectOf(person) }));
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(signInPage(choices));
  }

  /** Who a token minted here belongs to: the provider's own userinfo knows only the tokens it issued itself. */
  async function ownerOf(request: IncomingMessage): Promise<Person | undefined> {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const now = new Date(options.clock.now());
    const verified = await jwtVerify(token, keys.publicKey, { currentDate: now }).catch(() => undefined);
    return verified?.payload.token_use === 'access' ? find(verified.payload.sub ?? '') : undefined;
  }

  async function userInfo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const person = await ownerOf(request);
    if (!person) return provider?.callback()(request, response);
    const { email, name } = person;
    response.setHeader('content-type', 'application/json');
    // Cognito spells the flag as text here.
    response.end(JSON.stringify({ sub: subjectOf(person), email, email_verified: 'true', name }));
  }

  const loopback = await listenOnLoopback((request, response) => {
    if (request.url === '/me') return void userInfo(request, response);
    if (!request.url?.startsWith('/sign-in/')) return void provider?.callback()(request, response);
    signIn(request, response).catch(() => {
      response.statusCode = 400;
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      response.end('This sign-in has ended. Go back to the page you came from and sign in again.');
    });
  }, options.port);
  provider = new Provider(loopback.url, configuration({ apiUrl: options.apiUrl, keys, find }));

  return {
    url: loopback.url,
    clientId,
    people: () => [...people],
    welcome: (welcomed) => {
      people = [...welcomed];
    },
    subjectOf,
    mint: (person, shape, claims = {}) => {
      const sub = subjectOf(person);
      const at = Math.floor(options.clock.now() / 1000);
      const own =
        shape === 'aud'
          ? { aud: clientId, email: person.email, email_verified: true }
          : { token_use: 'access', username: sub, version: 2, auth_time: at };
      const common = { iss: loopback.url, sub, client_id: clientId, scope: scopes, iat: at, exp: at + mintedSeconds };
      return new SignJWT({ ...common, ...own, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: keys.kid })
        .sign(keys.privateKey);
    },
    close: loopback.close,
  };
}
