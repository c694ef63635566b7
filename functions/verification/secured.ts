/** A credential as it was signed: with proofs inside, as the payload of a JWT, or both. */
import { isJsonObject, type JsonObject, jsonObject } from './documents.ts';
import { Fault } from './findings.ts';

export interface Jwt {
  text: string;
  header: JsonObject;
  claims: JsonObject;
}

export interface Secured {
  /** The credential itself, without the registered claims of a JWT. */
  document: JsonObject;
  jwt?: Jwt;
}

/** The claims that are about the token (RFC 7519, section 4.1), and VCDM 1.1's `vc`. */
const REGISTERED = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'vc']);

/** Three parts, of which `alg: none` leaves the last empty. */
export const isCompactJws = (text: string) => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/** What a compact JWS says; whether it is true is another matter. Throws `jwt-broken`. */
export const readJwt = (text: string): Secured => {
  const [header, claims] = text.split('.', 2).map((part) => jsonObject(Buffer.from(part, 'base64url').toString()));
  if (!header || !claims) throw new Fault('jwt-broken');
  return {
    document: isJsonObject(claims.vc) ? inTheOldWay(claims, claims.vc) : plain(claims),
    jwt: { text, header, claims },
  };
};

const plain = (claims: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !REGISTERED.has(name)));

/** VCDM 1.1, section 6.3.1: what the claims say need not be said again in `vc`. */
const inTheOldWay = ({ jti, iss, nbf, exp }: JsonObject, vc: JsonObject): JsonObject => {
  const from: JsonObject = {
    ...(typeof jti === 'string' && { id: jti }),
    ...(typeof iss === 'string' && { issuer: iss }),
    ...(typeof nbf === 'number' && { issuanceDate: timeOf(nbf) }),
    ...(typeof exp === 'number' && { expirationDate: timeOf(exp) }),
  };
  return { ...from, ...vc };
};

const timeOf = (seconds: number) =>
  Math.abs(seconds) < 1e11 ? new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') : undefined;

/** A document that stands somewhere as JSON or as a compact JWS. Undefined for anything else. */
export const securedIn = (text: string): Secured | undefined => {
  const trimmed = text.trim();
  if (!isCompactJws(trimmed)) {
    const document = jsonObject(trimmed);
    return document && { document };
  }
  try {
    return readJwt(trimmed);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
};
