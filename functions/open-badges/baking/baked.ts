/** What an image can carry (Open Badges 3.0, "Baked Badge"; Open Badges 2.0, "Badge Baking"): the part that PNG and SVG share. */
import { Unprocessable } from '../../platform/errors.ts';

/** The longest credential that is baked or read, in UTF-8 bytes: 1 MiB, unpacked. */
export const MOST_BYTES = 1024 * 1024;

/** Why an image carries no credential that can be read, or why none can be baked into it. */
export type BakingProblem =
  /** Neither a PNG nor an SVG, or the one where the other was expected. */
  | 'not-an-image'
  /** Truncated, with a wrong checksum, or not well-formed. */
  | 'image-damaged'
  /** Larger, or nested deeper, than is read here. */
  | 'image-too-large'
  /** An SVG with a document type: it may define entities, and no badge needs one. */
  | 'image-with-doctype'
  /** An image, and nothing more. */
  | 'nothing-baked'
  /** Two credentials: it cannot be said which of them is the badge. */
  | 'baked-twice'
  /** There is a place for a credential, and it is empty, too long, or holds what is not text. */
  | 'baked-unreadable'
  /** Of a credential that was to be baked: neither a compact JWS nor a JSON object, or too long. */
  | 'credential-not-bakeable';

/**
 * What was read from an image. `text` is as it stands there, without white space around it: most likely a compact JWS or JSON,
 * of Open Badges 2.0 also the address of an assertion. Whether it is a credential at all is for verification to say.
 * `compressed` tells of a PNG whose text is compressed, which Open Badges 3.0 does not allow.
 */
export type Baked =
  | { ok: true; version: '3.0' | '2.0'; text: string; compressed: boolean }
  | { ok: false; code: BakingProblem };

const MESSAGES: Record<BakingProblem, string> = {
  'not-an-image': 'This is not a PNG or SVG image.',
  'image-damaged': 'The image is damaged: it is cut off, or was changed after it was written.',
  'image-too-large': 'The image is larger, or nested deeper, than a badge needs.',
  'image-with-doctype': 'The SVG begins with a DOCTYPE: save it without.',
  'nothing-baked': 'The image carries no credential.',
  'baked-twice': 'The image carries two credentials.',
  'baked-unreadable': 'What the image carries as its credential is not readable text.',
  'credential-not-bakeable': 'Only a compact JWS or a JSON object of at most 1 MiB can be baked.',
};

/** An image or a credential that baking has no use for. */
export class NotBakeable extends Unprocessable {
  override readonly code: BakingProblem;
  constructor(code: BakingProblem, cause?: unknown) {
    super(code, { message: MESSAGES[code], cause });
    this.code = code;
  }
}

/** The outcome of reading as a value; only faults of ours are thrown. */
export const outcomeOf = (read: () => Baked): Baked => {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotBakeable) return { ok: false, code: error.code };
    throw error;
  }
};

/**
 * The one of those found. An image may carry a credential of each version, and then the newer counts. Throws `nothing-baked`,
 * and `baked-twice` for two of the version that counts.
 */
export const onlyOne = <T extends { version: '3.0' | '2.0' }>(found: readonly T[]): T => {
  const newer = found.filter(({ version }) => version === '3.0');
  const [one, another] = newer.length > 0 ? newer : found;
  if (one === undefined) throw new NotBakeable('nothing-baked');
  if (another !== undefined) throw new NotBakeable('baked-twice');
  return one;
};

/** The text without white space around it. Throws `baked-unreadable` for none, and for more than 1 MiB. */
export const readable = (text: string): string => {
  const trimmed = text.trim();
  if (trimmed === '' || Buffer.byteLength(trimmed) > MOST_BYTES) throw new NotBakeable('baked-unreadable');
  return trimmed;
};

/** Whether a text has the form of a compact JWS: three parts in base64url. */
export const isJws = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);

/** The credential without white space around it. Throws `credential-not-bakeable` unless it is a compact JWS or a JSON object. */
export const bakeable = (credential: string): string => {
  const text = credential.trim();
  if (Buffer.byteLength(text) > MOST_BYTES) throw new NotBakeable('credential-not-bakeable');
  if (!isJws(text) && !isJsonObject(text)) throw new NotBakeable('credential-not-bakeable');
  return text;
};

/** Half of a surrogate pair has no bytes in UTF-8: it would come out of the image as another text than went in. */
const isJsonObject = (text: string): boolean => {
  if (!text.startsWith('{') || !text.isWellFormed()) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
