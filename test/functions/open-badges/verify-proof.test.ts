import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signCredential } from '../../../functions/open-badges/data-integrity.ts';
import { ed25519KeyOf, verifyProof } from '../../../functions/open-badges/verify-proof.ts';
import { base58btc, fromBase58btc } from '../../../functions/platform/multibase.ts';
import { multikeyOf } from '../../../functions/platform/signer.ts';

const keyPair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey, multikey: multikeyOf(publicKey.export({ type: 'spki', format: 'der' })) };
};
const { privateKey, publicKey, multikey } = keyPair();
const credential = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'https://a.example/credentials/1',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: 'did:web:a.example', type: ['Profile'], name: 'A' },
  credentialSubject: {
    type: ['AchievementSubject'],
    result: [
      { type: ['Result'], value: '1' },
      { type: ['Result'], value: '2' },
    ],
  },
};
const signed = await signCredential({
  signer: { signingKey: async () => multikey, sign: async (message) => sign(null, message, privateKey) },
  now: () => new Date('2026-03-02T10:00:00.123Z'),
})(credential);
const [proof] = signed.proof;

describe('a proof', () => {
  it('is verified by the key that made it, whatever the order of members and the number of proofs', () => {
    expect(verifyProof(signed, proof, publicKey)).toBe(true);
    const turned = Object.fromEntries(Object.entries({ ...signed, proof: [proof, proof] }).reverse());
    expect(verifyProof({ '@context': credential['@context'], ...turned }, proof, publicKey)).toBe(true);
  });

  const signature = fromBase58btc(proof.proofValue) ?? new Uint8Array();
  const flipped = Uint8Array.from(signature, (byte, at) => (at === 0 ? byte ^ 1 : byte));
  it.each<[string, object, object]>([
    ['another name', { issuer: { ...credential.issuer, name: 'B' } }, {}],
    [
      'a value less',
      { credentialSubject: { ...credential.credentialSubject, result: [{ type: ['Result'], value: '1' }] } },
      {},
    ],
    ['a type more', { type: [...credential.type, 'urn:type'] }, {}],
    ['another time', {}, { created: '2026-03-02T10:00:01Z' }],
    ['another key name', {}, { verificationMethod: `did:web:b.example#${multikey}` }],
    ['another purpose', {}, { proofPurpose: 'authentication' }],
    ['another cryptosuite', {}, { cryptosuite: 'eddsa-jcs-2022' }],
    ['another kind of proof', {}, { type: 'Ed25519Signature2020' }],
    ['one bit of the signature', {}, { proofValue: base58btc(flipped) }],
    ['a short signature', {}, { proofValue: base58btc(signature.subarray(1)) }],
    ['no signature', {}, { proofValue: undefined }],
    ['a signature that is not text', {}, { proofValue: [proof.proofValue] }],
    ['a signature of another encoding', {}, { proofValue: `u${Buffer.from(signature).toString('base64url')}` }],
    ['an endless signature', {}, { proofValue: `z${'1'.repeat(1e6)}` }],
  ])('is refused with %s', (_what, document, change) => {
    expect(verifyProof({ ...signed, ...document }, { ...proof, ...change }, publicKey)).toBe(false);
  });

  it('is refused under the key of somebody else', () => {
    expect(verifyProof(signed, proof, keyPair().publicKey)).toBe(false);
  });

  it('says nothing about a document with a part that cannot have been signed', () => {
    const refused = expect.objectContaining({ code: 'json-ld-unsafe' });
    expect(() => verifyProof({ ...signed, colour: 'red' } as typeof signed, proof, publicKey)).toThrow(refused);
  });
});

describe('a Multikey', () => {
  it('is read as the key it was written from', () => {
    expect(ed25519KeyOf(multikey)?.equals(publicKey)).toBe(true);
  });

  it.each([
    ['of P-256', 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169'],
    ['that is short', multikey.slice(0, -2)],
    ['with a letter that base58 has not', multikey.replace(/.$/, '0')],
    ['in another base', `u${multikey.slice(1)}`],
    ['that is empty', ''],
    ['that is endless', `z${'1'.repeat(1e6)}`],
  ])('%s is none', (_what, text) => expect(ed25519KeyOf(text)).toBeUndefined());
});
