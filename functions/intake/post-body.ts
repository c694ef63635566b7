/** The form of a post's body, before anything is known of its meaning. */
import { Refused } from '../platform/errors.ts';

/** Evidence comes as links and short texts, never as files. Also leaves room in a DynamoDB item (400 KB). */
export const LARGEST_BODY = 262_144;

/** What costs nothing to refuse. */
export const assertSize = (body: Uint8Array): void => {
  if (body.length > LARGEST_BODY) {
    throw new Refused('body-too-large', {
      status: 413,
      message: `A post holds at most ${LARGEST_BODY} bytes; this one has ${body.length}. Send evidence as links.`,
    });
  }
};

/** By the format of the source: some senders declare what they send as they like. */
export const assertMediaType = (taken: RegExp | undefined, mediaType: string | undefined): void => {
  if (taken === undefined || taken.test(mediaType ?? '')) return;
  throw new Refused('media-type-unsupported', {
    status: 415,
    message: 'Send JSON, with content-type: application/json.',
  });
};

export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object that the body holds, or a 400 that says what else it is. */
export const readJsonObject = (body: Uint8Array): JsonObject => {
  if (body.length === 0) throw badRequest('body-empty', 'The post has no body.');
  const json = parse(body);
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    throw badRequest('body-not-object', 'The body is JSON, but not an object.');
  }
  return json as Record<string, unknown>;
};

const parse = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body), wellFormed);
  } catch {
    throw badRequest('body-not-json', 'The body is not JSON in UTF-8.');
  }
};

/** JSON can spell half a surrogate pair; DynamoDB takes only Unicode. */
const wellFormed = (_key: string, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value);

const badRequest = (code: string, message: string) => new Refused(code, { status: 400, message });
