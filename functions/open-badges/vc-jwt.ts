/** A credential as a VC-JWT with an external proof (Open Badges 3.0, section 8.2: "JSON Web Token proof format"). */
import type { DataIntegrityProof } from './proof.ts';

/** What can be written as a VC-JWT: `sub` must be, so the subject needs an id. */
export interface JwtCredential {
  id: string;
  issuer: { id: string };
  credentialSubject: { id: string };
  /** ISO 8601. */
  validFrom: string;
  validUntil?: string | undefined;
  proof?: readonly DataIntegrityProof[];
}

/** A signature that was made once; with its credential it is the JWT again. */
export interface JwtSignature {
  /** The thumbprint of the key that signed. */
  key: string;
  /** Base64url. */
  signature: string;
}

/** Where a key answers as one JWK: the `kid` of our JWTs. */
export const keyUrl = (publicUrl: string, key: string) => `${publicUrl}/keys/${key}`;

/**
 * What is signed: `header.payload`. The payload is the credential itself, without its embedded proof and without a `vc` claim
 * (that is VCDM 1.1), with `iss`, `jti`, `sub`, `nbf`, and `exp` where it ends. The header has `alg`, `kid`, `typ` and nothing else.
 */
export const jwtSigningInput = (credential: JwtCredential, kid: string): string => {
  const { proof: _, ...claims } = credential;
  const { id, issuer, credentialSubject, validFrom, validUntil } = credential;
  const registered = {
    ...{ iss: issuer.id, jti: id, sub: credentialSubject.id, nbf: secondsOf(validFrom) },
    ...(validUntil !== undefined && { exp: secondsOf(validUntil) }),
  };
  return `${encoded({ alg: 'RS256', kid, typ: 'JWT' })}.${encoded({ ...claims, ...registered })}`;
};

/** The compact JWS. Its bytes depend on the order of the credential's members: pass the very document that was signed. */
export const vcJwt = (credential: JwtCredential, publicUrl: string, { key, signature }: JwtSignature): string =>
  `${jwtSigningInput(credential, keyUrl(publicUrl, key))}.${signature}`;

const secondsOf = (time: string) => Math.floor(Date.parse(time) / 1000);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
