/** The other side of `data-integrity.ts`: whether a proof is what it claims to be. Pure: who may use the key is asked elsewhere. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { fromBase58btc } from '../platform/multibase.ts';
import type { PublicKey } from '../platform/signer.ts';
import { signedBytes } from './data-integrity.ts';

/** A document with one proof or several, of any issuer. */
interface Secured {
  '@context': unknown;
  proof?: unknown;
}

/** One of the document's proofs, as it stands there. */
interface Proof {
  type: string;
  cryptosuite?: string;
  proofValue?: unknown;
}

/**
 * Whether `proof` is an eddsa-rdfc-2022 signature by this key over all of the document but its proofs. False for any other kind
 * of proof. Throws `json-ld-unsafe` for a document of which a part cannot have been signed.
 */
export const verifyProof = (document: Secured, proof: Proof, publicKey: KeyObject): boolean => {
  const { type, cryptosuite, proofValue } = proof;
  if (type !== 'DataIntegrityProof' || cryptosuite !== 'eddsa-rdfc-2022') return false;
  const signature = signatureOf(proofValue);
  return signature?.length === 64 && verify(null, signedBytes(document, proof), publicKey, signature);
};

/** 64 bytes are at most 89 characters; nothing longer is worth decoding. */
const signatureOf = (proofValue: unknown): Uint8Array | undefined =>
  typeof proofValue === 'string' && proofValue.length < 90 ? fromBase58btc(proofValue) : undefined;

/** The key that a Multikey names. Undefined for anything but Ed25519. */
export const ed25519KeyOf = (multikey: PublicKey): KeyObject | undefined => {
  // 34 bytes are 47 or 48 digits; nothing longer is worth decoding.
  const bytes = multikey.length <= 50 ? fromBase58btc(multikey) : undefined;
  if (bytes?.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01) return undefined;
  const x = Buffer.from(bytes.subarray(2)).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
};
