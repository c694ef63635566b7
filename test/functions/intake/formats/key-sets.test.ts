import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { keySets } from '../../../../functions/intake/formats/key-sets.ts';
import type { Fetching } from '../../../../functions/platform/outbound/guarded-fetch.ts';

const URL = 'https://keys.example/jwks';
let jwk: object;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  jwk = await exportJWK((await generateKeyPair('RS256')).publicKey);
});
afterAll(() => vi.restoreAllMocks());

let clock = Date.parse('2026-10-14T21:05:00Z');
let published: string[] | undefined;
const fetch = vi.fn(async (): Promise<Fetching> => {
  if (!published) return { ok: false, why: 'unreachable' };
  const body = Buffer.from(JSON.stringify({ keys: published.map((kid) => ({ ...jwk, kid })) }));
  return { ok: true, status: 200, mediaType: 'application/json', body };
});
const fresh = () => keySets({ fetch, now: () => new Date(clock) });
const later = (seconds: number) => {
  clock += seconds * 1000;
};
beforeEach(() => {
  fetch.mockClear();
  published = ['previous', 'current', 'next'];
});

it('asks once for keys that it then knows, and once for many that ask at the same time', async () => {
  const sets = fresh();
  const found = await Promise.all(['current', 'previous', 'next', 'current'].map((kid) => sets.find(URL, kid)));
  expect(found.every(Boolean)).toBe(true);
  expect(await sets.find(URL, 'current')).toBeDefined();
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('asks again for an unknown key, once a minute at most: rotation is found, strange ids are no load', async () => {
  const sets = fresh();
  await sets.find(URL, 'current');
  published = ['current', 'next', 'after next'];
  for (let n = 0; n < 10; n++) expect(await sets.find(URL, `strange-${n}`)).toBeUndefined();
  expect(await sets.find(URL, 'after next')).toBeUndefined();
  expect(fetch).toHaveBeenCalledTimes(1);
  later(60);
  expect(await sets.find(URL, 'after next')).toBeDefined();
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('goes on with the keys it has while nobody answers, and cannot tell of others', async () => {
  const sets = fresh();
  await sets.find(URL, 'current');
  published = undefined;
  later(25 * 3600);
  expect(await sets.find(URL, 'current')).toBeDefined();
  await expect(sets.find(URL, 'newest')).rejects.toMatchObject({ code: 'keys-unreachable', retryAfter: 60 });
  expect(fetch).toHaveBeenCalledTimes(2);
  published = ['newest'];
  later(60);
  expect(await sets.find(URL, 'newest')).toBeDefined();
});

it('lets go of a key that was withdrawn, a day later', async () => {
  const sets = fresh();
  await sets.find(URL, 'previous');
  published = ['current'];
  later(24 * 3600 - 1);
  expect(await sets.find(URL, 'previous')).toBeDefined();
  later(2);
  expect(await sets.find(URL, 'previous')).toBeUndefined();
});

it.each([
  ['no JSON', '<html>'],
  ['another form', '{"keys":{}}'],
])('takes %s for an outage', async (_what, text) => {
  fetch.mockResolvedValueOnce({ ok: true, status: 200, mediaType: '', body: Buffer.from(text) });
  await expect(fresh().find(URL, 'current')).rejects.toMatchObject({ code: 'keys-unreachable' });
});
