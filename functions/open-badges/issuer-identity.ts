/** Who the issuer of a program is to a verifier: a `did:web` under the host of the deployment, and its keys. */
import type { PublicKey } from '../platform/signer.ts';

/** `did:web:host:programs:id`; a port's colon is percent-encoded (did:web method, section 2.1). */
export const issuerDid = (publicUrl: string, programId: string) =>
  `did:web:${encodeURIComponent(new URL(publicUrl).host)}:programs:${encodeURIComponent(programId)}`;

/** A key of an issuer, in full: verifiers compare these as text. */
export const verificationMethodId = (did: string, key: PublicKey) => `${did}#${key}`;

/** What `did:web` resolves to: every key that ever signed and the one that signs now, all of them for assertions. */
export const didDocument = (did: string, keys: readonly PublicKey[]) => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: did,
  verificationMethod: keys.map((key) => ({
    id: verificationMethodId(did, key),
    type: 'Multikey',
    controller: did,
    publicKeyMultibase: key,
  })),
  // Strings, not objects: resolvers that look a key up by its id here compare text.
  assertionMethod: keys.map((key) => verificationMethodId(did, key)),
});

/** One key by itself, at its own address. */
export const keyDocument = (publicUrl: string, key: PublicKey) => ({
  '@context': 'https://w3id.org/security/multikey/v1',
  id: `${publicUrl}/keys/${key}`,
  type: 'Multikey',
  controller: publicUrl,
  publicKeyMultibase: key,
});
