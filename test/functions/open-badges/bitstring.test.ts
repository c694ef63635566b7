import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBitstring,
  emptyBitstring,
  encodeBitstring,
  FEWEST_ENTRIES,
  isSet,
  withSet,
} from '../../../functions/open-badges/bitstring.ts';

const index = fc.nat(FEWEST_ENTRIES - 1);

describe('a bitstring', () => {
  it('has 16 KiB at least, and nothing set', () => {
    expect(emptyBitstring()).toEqual(new Uint8Array(16_384));
    expect(emptyBitstring(FEWEST_ENTRIES * 2)).toHaveLength(32_768);
    for (const length of [FEWEST_ENTRIES - 8, FEWEST_ENTRIES + 1, 0, -8, Number.NaN])
      expect(() => emptyBitstring(length), String(length)).toThrow(RangeError);
  });

  it('has its first entry in the highest bit of the first byte', () => {
    expect(withSet(emptyBitstring(), 0)[0]).toBe(0x80);
    expect(withSet(emptyBitstring(), 7)[0]).toBe(0x01);
    expect(withSet(emptyBitstring(), 8)[1]).toBe(0x80);
  });

  it('comes back as it was written, with exactly those set that were', () => {
    fc.assert(
      fc.property(fc.uniqueArray(index, { maxLength: 20 }), index, (set, other) => {
        const bits = set.reduce(withSet, emptyBitstring());
        const read = decodeBitstring(encodeBitstring(bits)) ?? new Uint8Array();
        expect(read).toEqual(bits);
        expect([...set, other].map((one) => isSet(read, one))).toEqual([...set.map(() => true), set.includes(other)]);
      }),
      { numRuns: 30 },
    );
  });

  it('is the vector of the standard', () => {
    // W3C Bitstring Status List 1.0, the encoded list of its examples.
    const encoded = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
    expect(decodeBitstring(encoded)).toEqual(emptyBitstring());
  });

  it.each([-1, FEWEST_ENTRIES, 1.5, Number.NaN])('has no entry %s', (at) => {
    expect(() => isSet(emptyBitstring(), at)).toThrow(RangeError);
    expect(() => withSet(emptyBitstring(), at)).toThrow(RangeError);
  });

  it.each([
    ['in another base', encodeBitstring(emptyBitstring()).replace('u', 'z')],
    ['without its base', encodeBitstring(emptyBitstring()).slice(1)],
    ['with padding', `${encodeBitstring(emptyBitstring())}=`],
    ['that is not compressed', `u${Buffer.alloc(16_384).toString('base64url')}`],
    ['that is cut off', encodeBitstring(emptyBitstring()).slice(0, -8)],
    ['that unpacks to more than may be', `u${gzipSync(Buffer.alloc(2 * 1024 * 1024 + 1)).toString('base64url')}`],
    ['that is empty', ''],
  ])('is not a text %s', (_what, text) => expect(decodeBitstring(text)).toBeUndefined());
});
