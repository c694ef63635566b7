import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base58btc } from '../../../functions/platform/multibase.ts';
import { multikeyOf } from '../../../functions/platform/signer.ts';

describe('base58btc', () => {
  it.each([
    ['', 'z'],
    ['00', 'z1'],
    ['0000287fb4cd', 'z11233QC4'],
    [Buffer.from('Hello World!').toString('hex'), 'z2NEpo7TZRRrLZSi2U'],
  ])('writes %s as %s', (hex, text) => expect(base58btc(Buffer.from(hex, 'hex'))).toBe(text));
});

describe('a Multikey', () => {
  it('is the public key of Ed25519, and of nothing else', () => {
    const spki = { type: 'spki', format: 'der' } as const;
    expect(multikeyOf(generateKeyPairSync('ed25519').publicKey.export(spki))).toMatch(/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
    expect(() => multikeyOf(generateKeyPairSync('x25519').publicKey.export(spki))).toThrow('Ed25519');
  });
});
