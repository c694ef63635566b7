/** Proofs inside a credential: `eddsa-rdfc-2022` (Data Integrity EdDSA Cryptosuites 1.0, section 3.2) and `Ed25519Signature2020`. */
import { hash, verify } from 'node:crypto';
import { fromBase58btc } from '../platform/multibase.ts';
import type { Documents, JsonObject } from './documents.ts';
import { Fault } from './findings.ts';
import { canonicalNQuads } from './json-ld.ts';
import { type SigningKey, verificationMethod } from './signing-key.ts';

/** More than any issuer makes, and few enough to be checked in time. */
const MOST_PROOFS = 4;

interface Collaborators {
  documents: Documents;
  now: () => Date;
}

/** The kinds that are verified here: the two hash and sign alike, and differ in name. */
const isKnown = ({ type, cryptosuite }: JsonObject) =>
  (type === 'DataIntegrityProof' && cryptosuite === 'eddsa-rdfc-2022') || type === 'Ed25519Signature2020';

/**
 * Verifies every proof of a known kind; one that fails is not made good by another. Answers their keys, and the kinds that are not
 * known. `documentHash` is SHA-256 of the canonical N-Quads of the document without its proofs. Throws a `Fault` of the check `proof`.
 */
export const verifyProofs = async (
  document: JsonObject,
  proofs: readonly JsonObject[],
  documentHash: Uint8Array,
  collaborators: Collaborators,
): Promise<{ keys: SigningKey[]; unknown: string[] }> => {
  if (proofs.length > MOST_PROOFS) throw new Fault('proofs-too-many');
  const unknown = proofs.filter((proof) => !isKnown(proof)).map(({ type, cryptosuite }) => String(cryptosuite ?? type));
  const keys: SigningKey[] = [];
  for (const proof of proofs.filter(isKnown)) keys.push(await verifyOne(document, proof, documentHash, collaborators));
  return { keys, unknown };
};

const verifyOne = async (
  document: JsonObject,
  proof: JsonObject,
  documentHash: Uint8Array,
  { documents, now }: Collaborators,
): Promise<SigningKey> => {
  if (proof.proofPurpose !== 'assertionMethod') throw new Fault('proof-purpose-wrong', [String(proof.proofPurpose)]);
  if (proof.expires !== undefined && !(Date.parse(String(proof.expires)) > now().getTime()))
    throw new Fault('proof-expired', [String(proof.expires)]);
  const signature = signatureOf(proof.proofValue);
  if (signature?.length !== 64) throw new Fault('proof-wrong');
  const key = await verificationMethod(proof.verificationMethod, documents);
  if (key.key.asymmetricKeyType !== 'ed25519') throw new Fault('key-unusable', [String(key.id)]);
  const signed = Buffer.concat([await hashOfOptions(document, proof), documentHash]);
  if (!verify(null, signed, key.key, signature)) throw new Fault('proof-wrong');
  return key;
};

/** 64 bytes are at most 89 characters; nothing longer is worth decoding. */
const signatureOf = (proofValue: unknown): Uint8Array | undefined =>
  typeof proofValue === 'string' && proofValue.length < 90 ? fromBase58btc(proofValue) : undefined;

/** What the proof says of itself is signed too. A part that its contexts do not define would not be. */
const hashOfOptions = async (document: JsonObject, proof: JsonObject): Promise<Uint8Array> => {
  const { proofValue: _, ...options } = proof;
  try {
    return sha256(await canonicalNQuads({ ...options, '@context': document['@context'] }));
  } catch (error) {
    if (error instanceof Fault) throw new Fault('proof-wrong', error.details);
    throw error;
  }
};

export const sha256 = (text: string): Uint8Array => hash('sha256', text, 'buffer');
