/** Each sender as it posts: made by other code than ours, in the form that its vendor documents. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { GuardedFetch } from '../../../../functions/platform/outbound/guarded-fetch.ts';
import { type ProgramFile, readProgramFile } from '../../../../functions/programs/program-file.ts';
import { type Post, secret, signed } from '../intake.ts';

const root = join(import.meta.dirname, '../../../..');
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** What a vendor sends, in a real shape. */
export const golden = (name: string): Record<string, unknown> & Record<'metadata' | 'body' | 'other', object> =>
  json(`test/functions/intake/formats/golden/${name}.json`);
export const preset = (name: string): { id: string; mapping?: object } => json(`examples/sources/${name}.json`);

/** The example program with these sources in place of its own, under an id of its own. */
export const programWith = (id: string, sources: readonly object[]): ProgramFile => {
  const read = readProgramFile({ ...json('examples/future-ready-teachers.json'), id, sources });
  if (!read.ok) throw new Error(JSON.stringify(read.errors, null, 2));
  return read.program;
};

/** Which of its secrets or keys a sender signs with. */
export type Which = 'newest' | 'older' | 'strange';
export interface Sender {
  /** The file in `examples/sources/`, or a source that speaks our own form. */
  source: object;
  post(payload: object, made: { with: Which; at: Date; name?: string }): Promise<Post> | Post;
  /** The post with one byte changed where the proof is. */
  flipped(post: Post): Post;
}

const typed = { 'content-type': 'application/json' };
const flippedText = (text: string, at: number) =>
  text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);
const flippedBody = (post: Post): Post => ({ ...post, body: flippedText(String(post.body), 80) });

export const sendersWith = async (live: readonly string[]) => {
  const strange = secret();
  const secretOf = (which: Which) => ({ newest: live[0], older: live[1], strange })[which] as string;
  const keys = await canvasKeys();
  const senders: Record<string, Sender> = {
    'standard-webhooks': {
      source: { id: 'x', name: 'Ours', format: 'standard-webhooks' },
      post: (payload, { with: which, at, name }) =>
        signed(JSON.stringify(payload), secretOf(which), { at, ...(name !== undefined && { id: name }) }),
      flipped: flippedBody,
    },
    canvas: {
      source: preset('canvas'),
      post: async (payload, { with: which, at }) => ({
        body: await keys.sign(
          { ...payload, metadata: { ...(payload as { metadata: object }).metadata, event_time: at.toISOString() } },
          which,
        ),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
      flipped: (post) => ({ ...post, body: flippedText(String(post.body), String(post.body).indexOf('.') + 80) }),
    },
    github: {
      source: { id: 'x', name: 'A script', format: 'github' },
      post(payload, { with: which, name = 'a-delivery' }) {
        const body = JSON.stringify(payload);
        const hex = createHmac('sha256', secretOf(which)).update(body).digest('hex');
        return { body, headers: { ...typed, 'x-github-delivery': name, 'x-hub-signature-256': `sha256=${hex}` } };
      },
      flipped: flippedBody,
    },
    bearer: {
      source: preset('zapier'),
      post: (payload, { with: which }) => ({
        body: JSON.stringify(payload),
        headers: { ...typed, 'x-accolade-token': secretOf(which) },
      }),
      flipped: ({ headers, ...post }) => ({
        ...post,
        headers: { ...headers, 'x-accolade-token': flippedText(headers['x-accolade-token'] ?? '', 20) },
      }),
    },
    moodle: {
      source: preset('moodle'),
      post: (payload, { with: which }) => ({
        body: JSON.stringify({ ...payload, token: secretOf(which) }),
        headers: typed,
      }),
      flipped(post) {
        const body = String(post.body);
        return { ...post, body: flippedText(body, body.indexOf('whsec_') + 20) };
      },
    },
  };
  return { senders, publish: keys.publish };
};

/** Three keys are published, as Instructure does: the previous, the current, the next. */
const canvasKeys = async () => {
  const pairs = await Promise.all(
    ['2026-09', '2026-10', '2026-11', 'strange'].map(async (kid) => ({
      kid,
      ...(await generateKeyPair('RS256', { extractable: true })),
    })),
  );
  const published = pairs.slice(0, 3);
  const jwks = await Promise.all(
    published.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' })),
  );
  const keyOf = (which: Which): { kid: string; privateKey: CryptoKey } => {
    const pair = { newest: pairs[1], older: pairs[0], strange: pairs[3] }[which];
    if (!pair) throw new Error('No such key.');
    // Somebody else's key under the name of a published one.
    return which === 'strange' ? { ...pair, kid: '2026-10' } : pair;
  };
  const publish: GuardedFetch = async () => ({
    ok: true,
    status: 200,
    mediaType: 'application/json',
    body: Buffer.from(JSON.stringify({ keys: jwks })),
  });
  const sign = (claims: object, which: Which) => {
    const { kid, privateKey } = keyOf(which);
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey);
  };
  return { publish, sign };
};
