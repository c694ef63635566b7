/** Signing Data Integrity proofs with keys that never leave KMS. */
import type { KMSClient } from '@aws-sdk/client-kms';
import { kmsKeys } from './kms-keys.ts';
import { base58btc } from './multibase.ts';

/** A public key as a Multikey writes it: `z6Mk...` for Ed25519. It is also the key's name, whatever KMS calls it. */
export type PublicKey = string;

export interface Signer {
  /** Every key that is configured, oldest first. */
  publicKeys(): Promise<readonly PublicKey[]>;
  /** The key that signs: the last. */
  signingKey(): Promise<PublicKey>;
  /** 64 bytes of Ed25519 over at most 4,096 bytes (KMS's limit for a RAW message), by the key that signs. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Ed25519 in SubjectPublicKeyInfo (RFC 8410): twelve fixed bytes, then the key. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
/** The multicodec of an Ed25519 public key. */
const ED25519_PUB = [0xed, 0x01];

/** The Multikey of an Ed25519 public key in SubjectPublicKeyInfo (DER). Throws for a key of another kind. */
export const multikeyOf = (spki: Uint8Array): PublicKey => {
  const der = Buffer.from(spki);
  if (der.length !== SPKI_PREFIX.length + 32 || !der.subarray(0, SPKI_PREFIX.length).equals(SPKI_PREFIX)) {
    throw new Error('A signing key is not Ed25519: make it with the key spec ECC_NIST_EDWARDS25519.');
  }
  return base58btc(Uint8Array.from([...ED25519_PUB, ...der.subarray(SPKI_PREFIX.length)]));
};

/** Signs with the last of `keyIds` and tells the public half of each. Throttles and outages of KMS are `Unavailable`. */
export const kmsSigner = (keyIds: readonly string[], client?: KMSClient): Signer => {
  const keys = kmsKeys('SIGNING_KEYS', keyIds, multikeyOf, client);
  return {
    ...keys,
    async sign(Message) {
      const signature = await keys.sign({ Message, MessageType: 'RAW', SigningAlgorithm: 'ED25519_SHA_512' });
      if (signature.length !== 64) throw new Error('KMS answered without an Ed25519 signature.');
      return signature;
    },
  };
};
