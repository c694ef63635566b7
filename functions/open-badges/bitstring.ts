/** The bits of a status list (W3C Bitstring Status List 1.0, sections 2.2 and 3.2 to 3.4). Bit 0 is the highest bit of byte 0. */
import { gunzipSync, gzipSync } from 'node:zlib';

/** The fewest entries a list may have, so that one badge is lost among many: 16 KiB (section 6.1). */
export const FEWEST_ENTRIES = 131_072;
const MOST_BYTES = 2 * 1024 * 1024;

/** A list in which nothing is set. Throws a RangeError for a length that is shorter than a list may be or not whole bytes. */
export const emptyBitstring = (length: number = FEWEST_ENTRIES): Uint8Array => {
  if (length < FEWEST_ENTRIES || length % 8 !== 0)
    throw new RangeError(`A status list has at least ${FEWEST_ENTRIES} entries, in whole bytes.`);
  return new Uint8Array(length / 8);
};

/** Whether the entry at `index` is set. Throws a RangeError for an index that the list does not have. */
export const isSet = (bits: Uint8Array, index: number): boolean => {
  const byte = bits[index >> 3];
  if (!Number.isSafeInteger(index) || index < 0 || index >= bits.length * 8 || byte === undefined)
    throw new RangeError(`The list has no entry ${index}.`);
  return (byte & (0x80 >> (index & 7))) !== 0;
};

/** A copy of the list in which the entry at `index` is set. Throws a RangeError for an index that the list does not have. */
export const withSet = (bits: Uint8Array, index: number): Uint8Array => {
  isSet(bits, index);
  const copy = Uint8Array.from(bits);
  copy[index >> 3] = (copy[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return copy;
};

/** `encodedList`: multibase base64url, without padding, of the compressed bits. The same bits give the same text. */
export const encodeBitstring = (bits: Uint8Array): string => `u${gzipSync(bits).toString('base64url')}`;

/**
 * The bits of an `encodedList`. Undefined for a text that is not multibase `u`, not base64url, not GZIP, or that would unpack to
 * more than `maxBytes` (2 MiB, 16 million entries, unless told otherwise). How few entries are too few is the caller's to judge.
 */
export const decodeBitstring = (text: string, { maxBytes = MOST_BYTES } = {}): Uint8Array | undefined => {
  if (!/^u[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    return Uint8Array.from(gunzipSync(Buffer.from(text.slice(1), 'base64url'), { maxOutputLength: maxBytes }));
  } catch {
    return undefined;
  }
};
