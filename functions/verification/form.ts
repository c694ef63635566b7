/** What was handed in: recognized by its content, whatever it was called. */

import type { Baked, BakingProblem } from '../open-badges/baking/baked.ts';
import { bakedInPng } from '../open-badges/baking/png.ts';
import { bakedInSvg } from '../open-badges/baking/svg.ts';
import { type Documents, isJsonObject, type JsonObject, jsonObject, type Unread } from './documents.ts';
import { Fault, type FoundCode } from './findings.ts';
import { isCompactJws, readJwt, type Secured } from './secured.ts';

export type Form = 'json' | 'jwt' | 'png' | 'svg' | 'address';

export interface Presented {
  form: Form;
  secured: Secured;
  /** The address it was read from, if it was read. */
  from?: string;
}

/** No badge nests so deep; something that does is made to exhaust whoever reads it. */
const DEEPEST = 64;

const PROBLEMS: Partial<Record<BakingProblem, FoundCode>> = {
  'nothing-baked': 'image-without-badge',
  'baked-twice': 'image-with-two-badges',
};

/**
 * Recognizes JSON, a compact JWS, a PNG, an SVG and an address at which one of them is. An image may hold any of the others
 * but an image. Throws a `Fault` of the check `form`.
 */
export const recognize = async (bytes: Uint8Array, documents: Documents): Promise<Presented> => {
  const image = await inImage(bytes);
  if (image) return { ...(await recognizeText(image.text, documents)), form: image.form };
  return recognizeText(new TextDecoder().decode(bytes).trim(), documents);
};

const inImage = async (bytes: Uint8Array): Promise<{ form: Form; text: string } | undefined> => {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return { form: 'png', text: textOf(bakedInPng(bytes)) };
  const beginning = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();
  if (!beginning.startsWith('<')) return undefined;
  const text = new TextDecoder().decode(bytes);
  if (!/<svg[\s>]/.test(text)) throw new Fault('form-unknown');
  return { form: 'svg', text: textOf(bakedInSvg(text)) };
};

const textOf = (baked: Baked): string => {
  if (baked.ok) return baked.text;
  throw new Fault(PROBLEMS[baked.code] ?? 'image-damaged', [baked.code]);
};

const recognizeText = async (text: string, documents: Documents): Promise<Presented> => {
  if (isCompactJws(text)) return presented('jwt', readJwt(text));
  if (text.startsWith('{')) {
    const document = jsonObject(text);
    if (!document) throw new Fault('json-broken');
    return presented('json', { document });
  }
  if (/^https?:\/\/\S+$/i.test(text)) return readAddress(text, documents);
  throw new Fault('form-unknown');
};

/** What is at an address may be an image, but not another address. */
export const readAddress = async (url: string, documents: Documents): Promise<Presented> => {
  const reading = await documents.read(url);
  if (!reading.ok) throw new Fault(faultOfAddress(reading.why), [`${url} (${reading.why})`]);
  const text = reading.text.trim();
  if (/^https?:/i.test(text)) throw new Fault('form-unknown');
  return { ...(await recognize(reading.bytes, documents)), form: 'address', from: url };
};

const faultOfAddress = (why: Unread): FoundCode => {
  if (why === 'gone') return 'address-gone';
  return why === 'address-refused' ? 'address-refused' : 'address-unreadable';
};

const presented = (form: Form, secured: Secured): Presented => {
  if (isDeep(secured.jwt?.claims ?? secured.document)) throw new Fault('nested-too-deep');
  return { form, secured };
};

/** Without recursion: that is what such a document would exhaust. */
const isDeep = (document: JsonObject): boolean => {
  let level: unknown[] = [document];
  for (let depth = 0; depth < DEEPEST; depth++) {
    level = level.flatMap((value) => (Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
};
