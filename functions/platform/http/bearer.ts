/** Bearer tokens of the deployment's OpenID Connect issuer, checked with `jose`. */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { Refused, Unavailable } from '../errors.ts';
import type { Principal } from './route.ts';

export interface TokenRules {
  /** The issuer as its tokens spell it, without a trailing slash unless the issuer has one. */
  issuer: string;
  audience: string;
}

const Discovery = z.object({ jwks_uri: z.url(), userinfo_endpoint: z.url().optional() });
const UserInfo = z.object({
  email: z.email().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
});

/**
 * Reads `Authorization: Bearer ...`. Undefined without one; a token that does not hold is refused. Both shapes are taken:
 * an `aud` that is ours (RFC 9068), or, where `aud` is absent, Cognito's access token with our `client_id` and
 * `token_use: access`.
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
      verifiedEmail: async () => emailOf(claims) ?? (await askIssuer(token, discovery.userinfo_endpoint, fetchJson)),
    };
  };
};

const verify = async (token: string, keys: JWTVerifyGetKey, { issuer, audience }: TokenRules) => {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer, clockTolerance: 30, requiredClaims: ['sub', 'exp'] });
    if (!isForUs(payload, audience)) throw notValid('The token is meant for another application.');
    return payload as JWTPayload & { sub: string };
  } catch (error) {
    if (error instanceof errors.JWKSTimeout) throw unreachable(error);
    if (error instanceof errors.JWTExpired) throw notValid('The token has expired. Sign in again.');
    if (error instanceof errors.JOSEError) throw notValid('The token does not hold.');
    throw error;
  }
};

const isForUs = ({ aud, client_id, token_use }: JWTPayload, audience: string) =>
  aud === undefined ? client_id === audience && token_use === 'access' : [aud].flat().includes(audience);

const emailOf = (claims: Record<string, unknown>) => {
  const read = UserInfo.safeParse(claims);
  // Cognito spells the flag as text in some tokens.
  const verified = read.success && (read.data.email_verified === true || read.data.email_verified === 'true');
  return verified ? read.data.email?.toLowerCase() : undefined;
};

const askIssuer = async (token: string, endpoint: string | undefined, fetchJson: typeof fetchFromIssuer) =>
  endpoint === undefined ? undefined : emailOf(await fetchJson(endpoint, UserInfo, token));

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
