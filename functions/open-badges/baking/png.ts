/** Credentials in PNG images (Open Badges 3.0, "PNG" under "Baked Badge"; the chunks are those of PNG, section 11.3.3). */
import { inflateSync } from 'node:zlib';
import { type Baked, bakeable, MOST_BYTES, NotBakeable, onlyOne, outcomeOf, readable } from './baked.ts';
import { type Chunk, chunksOf, pngOf } from './png-chunks.ts';

const VERSIONS = { openbadgecredential: '3.0', openbadges: '2.0' } as const;
const isKeyword = (keyword: string): keyword is keyof typeof VERSIONS => Object.hasOwn(VERSIONS, keyword);

/**
 * The PNG with the credential in its only `iTXt` chunk of the keyword `openbadgecredential`, uncompressed, right after `IHDR`.
 * What was baked before is gone, in the manner of Open Badges 2.0 too. Throws a `NotBakeable` for what is no PNG, a damaged PNG,
 * or a text that is neither a compact JWS nor a JSON object of at most 1 MiB.
 */
export const bakePng = (png: Uint8Array, credential: string): Uint8Array => {
  const text = bakeable(credential);
  const [header, ...others] = chunksOf(png).filter((chunk) => !isText(chunk) || !isKeyword(keywordOf(chunk)));
  if (header === undefined) throw new NotBakeable('image-damaged');
  // Keyword; flag and method of compression; language; translated keyword; the text itself.
  const data = Buffer.from(`openbadgecredential\0\0\0\0\0${text}`);
  return pngOf([header, { type: 'iTXt', data }, ...others]);
};

/**
 * The credential of a PNG: of the `iTXt` chunk `openbadgecredential` or, of Open Badges 2.0, the `iTXt` or `tEXt` chunk
 * `openbadges`. A compressed one is read up to 1 MiB.
 */
export const bakedInPng = (png: Uint8Array): Baked =>
  outcomeOf(() => {
    const { version, chunk } = onlyOne(chunksOf(png).flatMap(carrierOf));
    const { text, compressed } = chunk.type === 'tEXt' ? plainText(chunk) : internationalText(chunk);
    return { ok: true, version, text: readable(text), compressed };
  });

const isText = ({ type }: Chunk) => type === 'iTXt' || type === 'tEXt' || type === 'zTXt';

const keywordOf = ({ data }: Chunk): string =>
  Buffer.from(data.subarray(0, Math.max(data.indexOf(0), 0))).toString('latin1');

const carrierOf = (chunk: Chunk): { version: '3.0' | '2.0'; chunk: Chunk }[] => {
  if (chunk.type !== 'iTXt' && chunk.type !== 'tEXt') return [];
  const keyword = keywordOf(chunk);
  if (!isKeyword(keyword) || (keyword === 'openbadgecredential' && chunk.type === 'tEXt')) return [];
  return [{ version: VERSIONS[keyword], chunk }];
};

const plainText = ({ data }: Chunk) => ({
  text: Buffer.from(data.subarray(data.indexOf(0) + 1)).toString('latin1'),
  compressed: false,
});

const internationalText = ({ data }: Chunk) => {
  const at = data.indexOf(0) + 1;
  const [flag, method] = data.subarray(at);
  const afterLanguage = data.indexOf(0, at + 2) + 1;
  const afterTranslated = data.indexOf(0, afterLanguage) + 1;
  const isRight = afterLanguage > 0 && afterTranslated > 0 && (flag === 0 || (flag === 1 && method === 0));
  if (!isRight) throw new NotBakeable('baked-unreadable');
  const bytes = data.subarray(afterTranslated);
  return { text: decoded(flag === 1 ? inflated(bytes) : bytes), compressed: flag === 1 };
};

const inflated = (bytes: Uint8Array): Uint8Array => {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw new NotBakeable('baked-unreadable', error);
  }
};

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new NotBakeable('baked-unreadable', error);
  }
};
