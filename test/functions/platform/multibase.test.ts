import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base58btc, fromBase58btc } from '../../../functions/platform/multibase.ts';
import { multikeyOf } from '../../../functions/platform/signer.ts';

describe('base58btc', () => {
  it.each([
    ['', 'z'],
    ['00', 'z1'],
    ['0000287fb4cd', 'z11233QC4'],
    [Buffer.from('Hello World!').toString('hex'), 'z2NEpo7TZRRrLZSi2U'],
  ])('writes %s as %s, and reads it', (hex, text) => {
    expect(base58btc(Buffer.from(hex, 'hex'))).toBe(text);
    expect(Buffer.from(fromBase58btc(text) ?? 'none').toString('hex')).toBe(hex);
  });

  it('reads whatever it writes', () => {
    const same = (bytes: Uint8Array) => {
      expect(Buffer.from(fromBase58btc(base58btc(bytes)) ?? 'none')).toEqual(Buffer.from(bytes));
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 70 }), same), { numRuns: 500, seed: 20260302 });
    fc.assert(fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), same), { numRuns: 500, seed: 20260302 });
  });

  it.each(['', 'm0', 'z0', 'zO', 'zI', 'zl', 'z2NEpo7TZRRrLZSi2U '])('does not read %j', (text) => {
    expect(fromBase58btc(text)).toBeUndefined();
  });
});

describe('a Multikey', () => {
  it('is the public key of Ed25519, and of nothing else', () => {
    const spki = { type: 'spki', format: 'der' } as const;
    expect(multikeyOf(generateKeyPairSync('ed25519').publicKey.export(spki))).toMatch(/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
    expect(() => multikeyOf(generateKeyPairSync('x25519').publicKey.export(spki))).toThrow('Ed25519');
  });
});
