/** Images and credentials that the tests of baking share. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { type Chunk, chunksOf, pngOf } from '../../../../functions/open-badges/baking/png-chunks.ts';

/** One red point. */
const HEADER = Uint8Array.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
export const png = pngOf([
  { type: 'IHDR', data: HEADER },
  { type: 'tEXt', data: Buffer.from('Title\0A point') },
  { type: 'IDAT', data: deflateSync(Uint8Array.from([0, 255, 0, 0])) },
  { type: 'IEND', data: new Uint8Array() },
]);

/** The image with further chunks before its end. */
export const withChunks = (...more: Chunk[]): Uint8Array => pngOf(chunksOf(png).toSpliced(-1, 0, ...more));

export const textChunk = (type: string, text: string | Uint8Array): Chunk => ({ type, data: Buffer.from(text) });

export const JWS = 'eyJhbGciOiJFZERTQSJ9.eyJuYW1lIjoiw5EifQ.c2lnbmF0dXJl-_';
export const JSON_TEXT = '{"name":"Ñandú 🦤","proof":[]}';

/** Text of all planes, with what images could take for their own. */
const trap = fc.constantFrom(
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '&amp;',
  '</svg>',
  '\0',
  '\r\n',
  '"',
  '\uFFFE',
  '\uFFFF',
  '\uFEFF',
);
const text = fc.array(fc.oneof(trap, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), { maxLength: 8 });
const anyText = text.map((parts) => parts.join(''));
export const anyCredential = fc.oneof(
  fc.constant(JWS),
  fc.dictionary(anyText, anyText, { maxKeys: 4 }).map((members) => JSON.stringify(members)),
  fc.dictionary(anyText, anyText, { maxKeys: 4 }).map((members) => JSON.stringify(members, null, 2)),
);
