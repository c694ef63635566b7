/** Signing JWTs (RS256) with keys that never leave KMS. */
import { createPublicKey, hash } from 'node:crypto';
import type { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { kmsKeys } from './kms-keys.ts';

/** The public half of an RSA key as a JWK has it (RFC 7518, section 6.3.1). */
export const RsaKey = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() });
export type RsaKey = z.infer<typeof RsaKey>;

export interface JwtSigner {
  /** Every key that is configured, oldest first. */
  publicKeys(): Promise<readonly RsaKey[]>;
  /** The key that signs: the last. */
  signingKey(): Promise<RsaKey>;
  /** The signature over `header.payload` by the key that signs, in base64url. */
  sign(signingInput: string): Promise<string>;
}

/** The name of an RSA key: its thumbprint (RFC 7638, section 3), 43 characters of base64url. */
export const thumbprintOf = ({ e, kty, n }: RsaKey): string =>
  hash('sha256', JSON.stringify({ e, kty, n }), 'base64url');

/** The public key of a SubjectPublicKeyInfo (DER). Throws for a key of another kind. */
export const rsaKeyOf = (spki: Uint8Array): RsaKey => {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const read = RsaKey.safeParse(key.export({ format: 'jwk' }));
  if (!read.success) throw new Error('A key for JWTs is not RSA: make it with the key spec RSA_2048.');
  return read.data;
};

/** Throttles and outages of KMS are `Unavailable`. */
export const kmsJwtSigner = (keyIds: readonly string[], client?: KMSClient): JwtSigner => {
  const keys = kmsKeys('JWT_SIGNING_KEYS', keyIds, rsaKeyOf, client);
  return {
    ...keys,
    async sign(signingInput) {
      // A credential is longer than the 4,096 bytes that KMS takes as a message: it is hashed here, and the digest is signed.
      const signature = await keys.sign({
        Message: hash('sha256', signingInput, 'buffer'),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
      });
      return Buffer.from(signature).toString('base64url');
    },
  };
};
