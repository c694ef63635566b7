/** Bearer tokens of the deployment's OpenID Connect issuer, checked with `jose`. */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { Refused, Unavailable } from '../errors.ts';
import type { Principal } from './route.ts';
import { EmailClaims, verifiedEmailOf } from './verified-email.ts';

export interface TokenRules {
  /** The issuer as its tokens spell it, without a trailing slash unless the issuer has one. */
  issuer: string;
  audience: string;
}

const Discovery = z.object({ jwks_uri: z.url(), userinfo_endpoint: z.url().optional() });

/**
 * Reads `Authorization: Bearer ...`. Undefined without one; a token that does not hold is refused. Both shapes are taken:
 * an `aud` that is ours (RFC 9068), or, where `aud` is absent, Cognito's access token with our `client_id` and
 * `token_use: access`. ID tokens are refused.
 */
export const bearer = (rules: TokenRules, fetchJson = fetchFromIssuer) => {
  const discover = once(() =>
    fetchJson(`${rules.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, Discovery),
  );
  let keys: JWTVerifyGetKey | undefined;
  return async (headers: Readonly<Record<string, string | undefined>>): Promise<Principal | undefined> => {
    const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
    if (!token) return undefined;
    const discovery = await discover();
    keys ??= createRemoteJWKSet(new URL(discovery.jwks_uri));
    const claims = await verify(token, keys, rules);
    return {
      issuer: rules.issuer,
      subject: claims.sub,
      verifiedEmail: async () =>
        verifiedEmailOf(claims) ?? (await askIssuer(token, discovery.userinfo_endpoint, fetchJson)),
    };
  };
};

const verify = async (token: string, keys: JWTVerifyGetKey, { issuer, audience }: TokenRules) => {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer, clockTolerance: 30, requiredClaims: ['sub', 'exp'] });
    if (isIdToken(payload)) throw notValid('This is an ID token. Send the access token.');
    if (!isForUs(payload, audience)) throw notValid('The token is meant for another application.');
    return payload as JWTPayload & { sub: string };
  } catch (error) {
    if (isUnreachable(error)) throw unreachable(error);
    if (error instanceof errors.JWTExpired) throw notValid('The token has expired. Sign in again.');
    if (error instanceof errors.JOSEError) throw notValid('The token does not hold.');
    throw error;
  }
};

/** `jose` has no name of its own for a key set that answers anything but 200, and lets a failed `fetch` through. */
const isUnreachable = (error: unknown) =>
  error instanceof errors.JWKSTimeout ||
  error instanceof TypeError ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');

/**
 * An ID token names us as its audience too, but it tells who somebody is and opens nothing. It is known by what OpenID Connect
 * puts into ID tokens alone, or by Cognito's word for it. One that an issuer makes without any of these cannot be told apart.
 */
const isIdToken = (payload: JWTPayload) =>
  payload.token_use === 'id' || ['nonce', 'at_hash', 'c_hash'].some((claim) => payload[claim] !== undefined);

const isForUs = ({ aud, client_id, token_use }: JWTPayload, audience: string) =>
  aud === undefined || (token_use !== undefined && token_use !== 'access')
    ? client_id === audience && token_use === 'access'
    : [aud].flat().includes(audience);

const askIssuer = async (token: string, endpoint: string | undefined, fetchJson: typeof fetchFromIssuer) =>
  endpoint === undefined ? undefined : verifiedEmailOf(await fetchJson(endpoint, EmailClaims, token));

const notValid = (message: string) => new Refused('token-invalid', { status: 401, message });
const unreachable = (cause: unknown) =>
  new Unavailable('issuer-unreachable', { message: 'The sign-in service does not answer. Try again.', cause });

const fetchFromIssuer = async <S extends z.ZodType>(url: string, schema: S, token?: string): Promise<z.infer<S>> => {
  try {
    const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
    const response = await fetch(url, {
      ...(headers && { headers }),
      redirect: 'error',
      signal: AbortSignal.timeout(3000),
    });
    // A token without the scope for it: the issuer works, and says nothing of the person.
    if (token !== undefined && (response.status === 401 || response.status === 403)) return schema.parse({});
    if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
    return schema.parse(await response.json());
  } catch (error) {
    throw unreachable(error);
  }
};

/** Remembers a success; a failure is tried again by the next call. */
const once = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
};
