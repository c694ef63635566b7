import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bakedInPng, bakePng } from '../../../../functions/open-badges/baking/png.ts';
import { chunksOf, pngOf } from '../../../../functions/open-badges/baking/png-chunks.ts';
import { anyCredential, JSON_TEXT, JWS, png, textChunk, withChunks } from './images.ts';

const FIELDS = '\0\0\0\0\0';
const newer = textChunk('iTXt', `openbadgecredential${FIELDS}${JWS}`);
const older = textChunk('tEXt', `openbadges\0${JWS}`);
const compressed = (text: string | Uint8Array, before = 'openbadgecredential\0\x01\0\0\0') =>
  textChunk('iTXt', Buffer.concat([Buffer.from(before), deflateSync(text)]));
const found = (text: string, more: object = {}) => ({ ok: true, version: '3.0', text, compressed: false, ...more });
const not = (code: string) => ({ ok: false, code });

describe('a credential in a PNG', () => {
  it('comes out as it went in, whatever letters it has, and the picture stays', () => {
    fc.assert(
      fc.property(anyCredential, (credential) => {
        const baked = bakePng(png, credential);
        expect(bakedInPng(baked)).toEqual(found(credential));
        expect(chunksOf(baked).filter(({ type }) => type !== 'iTXt')).toEqual(chunksOf(png));
      }),
    );
  });

  it('stands in one uncompressed chunk after the header, with nothing but its keyword', () => {
    const [header, chunk] = chunksOf(bakePng(png, ` ${JSON_TEXT}\n`));
    expect(header?.type).toBe('IHDR');
    expect(chunk).toEqual({ type: 'iTXt', data: Buffer.from(`openbadgecredential${FIELDS}${JSON_TEXT}`) });
  });

  it.each([
    ['itself', bakePng(png, JSON_TEXT)],
    ['two', withChunks(newer, newer)],
    [
      'Open Badges 2.0',
      withChunks(older, textChunk('iTXt', `openbadges${FIELDS}{}`), textChunk('zTXt', 'openbadges\0\0')),
    ],
    ['a chunk that is no iTXt', withChunks(textChunk('tEXt', `openbadgecredential\0${JWS}`))],
  ])('takes the place of %s', (_what, before) => {
    expect(bakePng(before, JWS)).toEqual(bakePng(png, JWS));
  });

  it.each([
    ['of Open Badges 2.0', withChunks(older), found(JWS, { version: '2.0' })],
    [
      'of Open Badges 2.0 in iTXt',
      withChunks(textChunk('iTXt', `openbadges${FIELDS}{}`)),
      found('{}', { version: '2.0' }),
    ],
    ['of both, as the newer', withChunks(older, newer), found(JWS)],
    ['with a language', withChunks(textChunk('iTXt', `openbadgecredential\0\0\0es\0título\0{}`)), found('{}')],
    ['compressed', withChunks(compressed(JSON_TEXT)), found(JSON_TEXT, { compressed: true })],
    ['before bytes that belong to no chunk', Buffer.concat([withChunks(newer), Buffer.from('more')]), found(JWS)],
  ])('is read %s', (_what, image, expected) => expect(bakedInPng(image)).toEqual(expected));

  const at = Buffer.from(bakePng(png, JWS)).indexOf('openbadge');
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'not-an-image'],
    ['text', Buffer.from(JWS), 'not-an-image'],
    ['the signature alone', png.subarray(0, 8), 'image-damaged'],
    ['no header', pngOf(chunksOf(png).slice(1)), 'image-damaged'],
    [
      'a letter changed',
      bakePng(png, JWS).map((byte, index) => (index === at + 30 ? byte ^ 1 : byte)),
      'image-damaged',
    ],
    ['a picture', png, 'nothing-baked'],
    ['another keyword', withChunks(textChunk('iTXt', `OpenBadgeCredential${FIELDS}${JWS}`)), 'nothing-baked'],
    ['the keyword in another kind of chunk', withChunks({ ...newer, type: 'tEXt' }), 'nothing-baked'],
    ['no keyword', withChunks(textChunk('iTXt', 'openbadgecredential')), 'nothing-baked'],
    ['two', withChunks(newer, newer), 'baked-twice'],
    ['two of Open Badges 2.0', withChunks(older, older), 'baked-twice'],
    ['an empty text', withChunks(textChunk('iTXt', `openbadgecredential${FIELDS} `)), 'baked-unreadable'],
    ['fields missing', withChunks(textChunk('iTXt', 'openbadgecredential\0\0\0en')), 'baked-unreadable'],
    ['nothing after the keyword', withChunks(textChunk('iTXt', 'openbadgecredential\0')), 'baked-unreadable'],
    [
      'a flag that there is not',
      withChunks(textChunk('iTXt', `openbadgecredential\0\x02\0\0\0${JWS}`)),
      'baked-unreadable',
    ],
    [
      'a method that there is not',
      withChunks(compressed(JWS, 'openbadgecredential\0\x01\x01\0\0')),
      'baked-unreadable',
    ],
    [
      'what does not unpack',
      withChunks(textChunk('iTXt', `openbadgecredential\0\x01\0\0\0${JWS}`)),
      'baked-unreadable',
    ],
    ['what unpacks endlessly', withChunks(compressed(Buffer.alloc(64 * 1024 * 1024, 32))), 'baked-unreadable'],
    [
      'too long a text',
      withChunks(textChunk('iTXt', `openbadgecredential${FIELDS}${'x'.repeat(1_048_577)}`)),
      'baked-unreadable',
    ],
    [
      'what is not UTF-8',
      withChunks({ ...newer, data: Buffer.concat([newer.data, Uint8Array.of(0xff)]) }),
      'baked-unreadable',
    ],
  ])('%s is told from it', (_what, image, code) => expect(bakedInPng(image)).toEqual(not(code)));

  it('is missed in a file that ends early, wherever that is', () => {
    const baked = bakePng(png, JWS);
    for (let length = 8; length < baked.length; length++)
      expect(bakedInPng(baked.subarray(0, length))).toEqual(not('image-damaged'));
  });

  it('is read from any bytes without a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(bakedInPng(Buffer.concat([png.subarray(0, 8), bytes]))).toEqual(not('image-damaged'));
        expect(bakedInPng(withChunks({ type: 'iTXt', data: bytes }))).toEqual(not('nothing-baked'));
        const data = Buffer.concat([Buffer.from('openbadges\0'), bytes]);
        expect(bakedInPng(withChunks({ type: 'iTXt', data }))).toHaveProperty('ok');
      }),
    );
  });

  it.each([
    ['no picture', Buffer.from('{}'), JWS, 'not-an-image'],
    ['half a picture', png.subarray(0, 50), JWS, 'image-damaged'],
    ['a text', png, 'A credential', 'credential-not-bakeable'],
    ['an array', png, '[]', 'credential-not-bakeable'],
    ['half of JSON', png, '{"name":', 'credential-not-bakeable'],
    ['half of a surrogate pair', png, '{"name":"\uD800"}', 'credential-not-bakeable'],
    ['more than 1 MiB', png, `{"name":"${'é'.repeat(524_288)}"}`, 'credential-not-bakeable'],
  ])('is not made of %s', (_what, image, credential, code) => {
    expect(() => bakePng(image, credential)).toThrow(expect.objectContaining({ code }));
  });
});
