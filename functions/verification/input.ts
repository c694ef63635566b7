/** Reads what was sent, over the API and by the form. */
import { Refused } from '../platform/errors.ts';
import { isJsonObject } from './documents.ts';
import type { Input } from './verify.ts';

/** A badge with its picture inside has less. */
export const MOST_BYTES = 1024 * 1024;

const invalid = () =>
  new Refused('body-invalid', {
    status: 400,
    message: 'Send {"credential": ...}, {"url": "https://..."}, or the badge itself.',
  });

/**
 * The body of `POST /v1/verify`: an object with `credential` or `url`, or the badge itself. Throws `body-empty` (400),
 * `body-invalid` (400) for an object that is neither, and `badge-too-large` (413).
 */
export const readBody = (body: Uint8Array): Input => {
  if (body.length === 0) throw new Refused('body-empty', { status: 400, message: 'The request has no body.' });
  demandSize(body.length);
  const value = jsonIn(body);
  if (typeof value === 'string') return { bytes: Buffer.from(value) };
  if (!isJsonObject(value) || value['@context'] !== undefined) return { bytes: body };
  const { credential, url } = value;
  if (credential === undefined && typeof url === 'string') return { url };
  if (url !== undefined || !(typeof credential === 'string' || isJsonObject(credential))) throw invalid();
  return { bytes: Buffer.from(typeof credential === 'string' ? credential : JSON.stringify(credential)) };
};

const demandSize = (bytes: number) => {
  if (bytes <= MOST_BYTES) return;
  throw new Refused('badge-too-large', { status: 413, message: 'What was sent is too large: 1 MiB is the most.' });
};

const jsonIn = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
};

/** What of the form is to be corrected. */
export type FormProblem = 'nothing' | 'several' | 'tooLarge';
export type FormRead = { ok: true; input: Input } | { ok: false; problem: FormProblem };

/** Names of the form's fields, which are their ids too. */
export const FIELDS = { file: 'file', url: 'url', text: 'text' } as const;

/** The multipart form of `POST /verify`: exactly one of its fields is filled. */
export const readForm = async (body: Uint8Array, contentType: string | undefined): Promise<FormRead> => {
  // The form is a little more than what is in it.
  if (body.length > MOST_BYTES + 4096) return { ok: false, problem: 'tooLarge' };
  const form = await formIn(body, contentType);
  const file = form?.get(FIELDS.file);
  const [url, text] = [FIELDS.url, FIELDS.text].map((name) => String(form?.get(name) ?? '').trim());
  const inputs: Input[] = [];
  if (file instanceof File && file.size > 0) inputs.push({ bytes: await file.bytes() });
  if (url) inputs.push({ url });
  if (text) inputs.push({ bytes: Buffer.from(text) });
  const [input] = inputs;
  if (!input) return { ok: false, problem: 'nothing' };
  return inputs.length > 1 ? { ok: false, problem: 'several' } : { ok: true, input };
};

const formIn = async (body: Uint8Array, contentType = ''): Promise<FormData | undefined> => {
  try {
    return await new Response(Buffer.from(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    return undefined;
  }
};
