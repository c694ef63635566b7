/** Public keys as verification methods write them: Multikey (W3C Controlled Identifiers 1.0, section 2.2.2) and JWK. */
import { createPublicKey, hash, type JsonWebKey, type KeyObject } from 'node:crypto';
import { ed25519KeyOf } from '../open-badges/verify-proof.ts';
import { fromBase58btc } from '../platform/multibase.ts';
import { isJsonObject, type JsonObject } from './documents.ts';

/** SubjectPublicKeyInfo of a compressed point of P-256, up to the point itself. */
const P256_PREFIX = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');

/** The key of a JWK. Undefined for a secret key, and for what is no key. */
export const keyOfJwk = (jwk: unknown): KeyObject | undefined => {
  if (!isJsonObject(jwk)) return undefined;
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
};

/** The key of a Multikey: Ed25519, or P-256. */
export const keyOfMultibase = (multibase: unknown): KeyObject | undefined => {
  if (typeof multibase !== 'string' || multibase.length > 60) return undefined;
  const ed25519 = ed25519KeyOf(multibase);
  if (ed25519) return ed25519;
  const bytes = fromBase58btc(multibase);
  if (bytes?.length !== 35 || bytes[0] !== 0x80 || bytes[1] !== 0x24) return undefined;
  try {
    const spki = Buffer.concat([P256_PREFIX, bytes.subarray(2)]);
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
};

/** The key of a verification method, however it is written. */
export const keyOfMethod = ({ publicKeyMultibase, publicKeyJwk }: JsonObject): KeyObject | undefined =>
  publicKeyMultibase === undefined ? keyOfJwk(publicKeyJwk) : keyOfMultibase(publicKeyMultibase);

/** Too short to be trusted, or of no use for the signatures that badges have. */
export const isStrong = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean => {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  return asymmetricKeyType === 'ed25519' || asymmetricKeyType === 'ec';
};

/** RFC 7638: the same for the same key, however it was written. */
export const thumbprintOf = (key: KeyObject): string => {
  const { crv, e, kty, n, x, y } = key.export({ format: 'jwk' });
  // In the order of the alphabet; a member that the kind of key has not is left out.
  return hash('sha256', JSON.stringify({ crv, e, kty, n, x, y }), 'base64url');
};
