/** One issuer and its keys, in this process: every side signs and verifies with the same ones. */
import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { offlineLoader } from '../bin/context-documents.ts';
import { didDocument, verificationMethodId } from '../functions/open-badges/issuer-identity.ts';
import { multikeyOf } from '../functions/platform/signer.ts';

export interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export const DID = 'did:web:badges.district.example:programs:future-ready';
export const ed25519: KeyPair = generateKeyPairSync('ed25519');
export const rsa2048: KeyPair = generateKeyPairSync('rsa', { modulusLength: 2048 });

const multikey = multikeyOf(ed25519.publicKey.export({ type: 'spki', format: 'der' }));
export const KEY_ID = verificationMethodId(DID, multikey);

/** As the functions see it: KMS stands behind it there. */
export const signer = {
  signingKey: async () => multikey,
  sign: async (message: Uint8Array) => sign(null, message, ed25519.privateKey),
};

/** As the field's libraries see it: with the key ready to use, so that none of them spends time on reading it. */
export const suiteSigner = {
  id: KEY_ID,
  algorithm: 'Ed25519',
  sign: async ({ data }: { data: Uint8Array }) => sign(null, data, ed25519.privateKey),
};
export const createVerifier = async () => ({
  id: KEY_ID,
  algorithm: 'Ed25519',
  verify: async ({ data, signature }: { data: Uint8Array; signature: Uint8Array }) =>
    verify(null, data, ed25519.publicKey, signature),
});

const did = didDocument(DID, [multikey]);
const method = { '@context': 'https://w3id.org/security/multikey/v1', ...did.verificationMethod[0] };

/** The documents that a verifier resolves, from memory. */
export const documentLoader = async (url: string) => {
  const document = url === DID ? did : url === KEY_ID ? method : undefined;
  return document ? { contextUrl: null, documentUrl: url, document } : offlineLoader(url);
};
