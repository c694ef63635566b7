/** Who the issuer of a program is to a verifier: a `did:web` under the host of the deployment, and its keys. */
import type { RsaKey } from '../platform/jwt-signer.ts';
import type { PublicKey } from '../platform/signer.ts';
import { keyUrl } from './vc-jwt.ts';

/** `did:web:host:programs:id`; a port's colon is percent-encoded (did:web method, section 2.1). */
export const issuerDid = (publicUrl: string, programId: string) =>
  `did:web:${encodeURIComponent(new URL(publicUrl).host)}:programs:${encodeURIComponent(programId)}`;

/** A key of an issuer, in full: verifiers compare these as text. */
export const verificationMethodId = (did: string, key: PublicKey) => `${did}#${key}`;

/** A key for JWTs: its name is its thumbprint. */
export interface NamedJwk {
  thumbprint: string;
  jwk: RsaKey;
}

/** What `did:web` resolves to: every key that ever signed and those that sign now, all of them for assertions. */
export const didDocument = (did: string, keys: readonly PublicKey[], jwks: readonly NamedJwk[] = []) => ({
  // DID first: libraries take a document for a DID document by it.
  '@context': [
    'https://www.w3.org/ns/did/v1',
    'https://w3id.org/security/multikey/v1',
    ...(jwks.length > 0 ? ['https://w3id.org/security/jwk/v1'] : []),
  ],
  id: did,
  verificationMethod: [
    ...keys.map((key) => ({
      id: verificationMethodId(did, key),
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: key,
    })),
    ...jwks.map(({ thumbprint, jwk }) => ({
      id: verificationMethodId(did, thumbprint),
      type: 'JsonWebKey',
      controller: did,
      publicKeyJwk: jwk,
    })),
  ],
  // Strings, not objects: resolvers that look a key up by its id here compare text.
  assertionMethod: [...keys, ...jwks.map(({ thumbprint }) => thumbprint)].map((key) => verificationMethodId(did, key)),
});

/** One key for proofs by itself, at its own address. */
export const keyDocument = (publicUrl: string, key: PublicKey) => ({
  '@context': 'https://w3id.org/security/multikey/v1',
  id: keyUrl(publicUrl, key),
  type: 'Multikey',
  controller: publicUrl,
  publicKeyMultibase: key,
});

/** One key for JWTs by itself: what the `kid` of a JWT answers (Open Badges 3.0, section 8.2.2). */
export const jwkDocument = (publicUrl: string, { thumbprint, jwk }: NamedJwk) => ({
  ...jwk,
  ...{ kid: keyUrl(publicUrl, thumbprint), alg: 'RS256', use: 'sig' },
});
