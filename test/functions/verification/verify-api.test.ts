import { beforeEach, describe, expect, it } from 'vitest';
import { bakePng } from '../../../functions/open-badges/baking/png.ts';
import { http } from '../../../functions/platform/http/http.ts';
import { CHECKS } from '../../../functions/verification/findings.ts';
import { verificationRoutes } from '../../../functions/verification/routes.ts';
import { verifyApi } from '../../../functions/verification/verify-api.ts';
import { png } from '../open-badges/baking/images.ts';
import { type Call, call } from '../platform/call.ts';
import { badge, type Json, jwt, signed, type World, world } from './world.ts';

let stage: World;
let ask: (request: Omit<Call, 'path'> & { path?: string }) => ReturnType<typeof call>;
beforeEach(async () => {
  stage = await world();
  const handler = http(verificationRoutes, verifyApi(stage.collaborators));
  ask = (request) => call(handler, { method: 'POST', path: '/v1/verify', ...request });
});

const good = () => JSON.stringify(signed(badge()));
const json = { 'content-type': 'application/json' };

describe('POST /v1/verify', () => {
  it('answers a verdict, what the badge says, and a finding for each check', async () => {
    const { statusCode, headers, body } = await ask({
      headers: json,
      body: JSON.stringify({ credential: signed(badge()) }),
    });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
    const answer = JSON.parse(body);
    expect(answer).toMatchObject({
      ...{ verdict: 'valid', form: 'json', version: '3.0', name: 'Retrieval practice' },
      issuer: { id: 'did:web:issuer.example', name: 'Cedar Hollow' },
      ...{
        subject: 'urn:uuid:0b1f9e3a-7a4e-4c8e-9d55-3f1f5a3f0c11',
        validFrom: '2026-03-02T10:00:00Z',
        validUntil: null,
      },
    });
    expect(answer.checks.map(({ check }: Json) => check)).toEqual(CHECKS);
    for (const finding of answer.checks)
      expect(Object.keys(finding)).toEqual(['check', 'outcome', 'code', 'message', 'whatToDo', 'details']);
  });

  it('takes a badge in every form, by its content', async () => {
    const token = await jwt(badge());
    stage.put('https://issuer.example/badges/1', good());
    const bodies: [string, string | Uint8Array, string][] = [
      ['application/vc+ld+json', good(), 'json'],
      ['application/octet-stream', good(), 'json'],
      ['text/plain', `\n${token}\n`, 'jwt'],
      ['application/jwt', token, 'jwt'],
      ['application/json', JSON.stringify(token), 'jwt'],
      ['application/json', JSON.stringify({ credential: token }), 'jwt'],
      ['application/json', JSON.stringify({ credential: good() }), 'json'],
      ['application/json', JSON.stringify({ url: 'https://issuer.example/badges/1' }), 'address'],
      ['image/png', bakePng(png, token), 'png'],
    ];
    for (const [type, body, form] of bodies) {
      const answer = JSON.parse((await ask({ headers: { 'content-type': type }, body })).body);
      expect(answer, type).toMatchObject({ verdict: 'valid', form });
    }
  });

  it('says what to do, in the language of the reader', async () => {
    const body = JSON.stringify({ ...signed(badge()), name: 'Other' });
    const inSpanish = JSON.parse((await ask({ headers: { 'accept-language': 'es' }, body })).body);
    const inEnglish = JSON.parse((await ask({ body })).body);
    const proof = (answer: { checks: Json[] }) => answer.checks.find(({ check }) => check === 'proof');
    expect(proof(inEnglish)).toMatchObject({ code: 'proof-wrong', message: expect.stringContaining('signature') });
    expect(proof(inSpanish)).toMatchObject({ code: 'proof-wrong', message: expect.stringContaining('firma') });
    expect(proof(inSpanish)?.whatToDo).toContain('No confíe');
    expect(inEnglish.checks.at(-1)).toMatchObject({ code: 'not-reached', outcome: 'not-applicable' });
  });

  it('answers what is no badge as invalid, by its form', async () => {
    const { statusCode, body } = await ask({ body: 'hello' });
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ verdict: 'invalid', form: null, name: null });
  });

  it.each([
    ['nothing', '', 400, 'body-empty'],
    ['an object that is neither', '{"badge":1}', 400, 'body-invalid'],
    ['an address and a badge', '{"url":"https://a.example","credential":"x"}', 400, 'body-invalid'],
    ['more than 1 MiB', 'x'.repeat(1024 * 1024 + 1), 413, 'badge-too-large'],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await ask({ headers: json, body });
    expect({ status: answer.statusCode, code: JSON.parse(answer.body).code }).toEqual({ status, code });
  });

  it('takes 1 MiB', async () => {
    expect((await ask({ body: ' '.repeat(1024 * 1024) })).statusCode).toBe(200);
  });
});

const multipart = async (fields: Record<string, string | Uint8Array>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ url: '', text: '', ...fields }))
    form.set(
      name,
      typeof value === 'string' ? value : new Blob([Buffer.from(value)]),
      ...((typeof value === 'string' ? [] : ['badge.png']) as []),
    );
  const request = new Response(form);
  return { headers: { 'content-type': request.headers.get('content-type') ?? '' }, body: await request.bytes() };
};
const post = async (fields: Record<string, string | Uint8Array>, more: Record<string, string> = {}) => {
  const { headers, body } = await multipart(fields);
  return ask({ path: '/verify', headers: { ...headers, ...more }, body });
};
const headingIn = (page: string) => /<h1[^>]*>([^<]*)/.exec(page)?.[1];

describe('the page', () => {
  it('has one form, and runs no script', async () => {
    const { statusCode, headers, body } = await ask({ method: 'GET', path: '/verify' });
    expect(statusCode).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body.match(/<form/g)).toHaveLength(1);
    expect(headingIn(body)).toBe('Check a badge');
    const { body: spanish } = await ask({ method: 'GET', path: '/verify', headers: { 'accept-language': 'es-MX' } });
    expect(headingIn(spanish)).toBe('Comprobar una insignia');
  });

  it('has the address of a link filled in, as text, and fetches nothing before it is sent', async () => {
    const query = { url: 'https://issuer.example/badges/1?"><b>' };
    const { body } = await ask({ method: 'GET', path: '/verify', query });
    expect(body).toContain('value="https://issuer.example/badges/1?&quot;&gt;&lt;b&gt;"');
  });

  it('answers a file, a text and an address with the verdict, also without a session', async () => {
    stage.put('https://issuer.example/badges/1', good());
    const file = Buffer.from(bakePng(png, await jwt(badge())));
    const filled: Record<string, string | Uint8Array>[] = [
      { file },
      { text: good() },
      { url: 'https://issuer.example/badges/1' },
    ];
    for (const fields of filled) {
      const { statusCode, body } = await post(fields);
      expect({ statusCode, heading: headingIn(body) }).toEqual({
        statusCode: 200,
        heading: 'This badge is real and valid',
      });
      expect(body).toContain('Cedar Hollow');
    }
  });

  it.each([
    ['revoked', { validFrom: '2026-07-01T00:00:00Z' }, 'This badge is not valid yet'],
    ['expired', { validUntil: '2026-05-01T00:00:00Z' }, 'This badge has expired'],
  ])('says so in its heading when a badge is %s', async (_what, more, heading) => {
    expect(headingIn((await post({ text: JSON.stringify(signed(badge(more))) })).body)).toBe(heading);
  });

  it('says which of the fields is to be filled, and what is too large', async () => {
    const nothing = await post({});
    expect(nothing.statusCode).toBe(400);
    expect(nothing.body).toContain('Nothing was handed in');
    expect((await post({ text: good(), url: 'https://issuer.example/1' })).body).toContain('one of the three only');
    const large = await post({ text: 'x'.repeat(1024 * 1024 + 5000) });
    expect(large.statusCode).toBe(413);
    expect(large.body).toContain('1 MiB');
    expect((await ask({ path: '/verify', body: 'not a form' })).statusCode).toBe(400);
  });

  it('shows what a stranger wrote as text, and of what was pasted only what people need', async () => {
    const name = '<script>alert(1)</script>';
    const document = signed(badge({ name }));
    const { body } = await post({ text: JSON.stringify(document) });
    expect(body).not.toContain('<script>');
    expect(body).toContain('&lt;script&gt;');
    expect(body).not.toContain((document.proof as Json[])[0]?.proofValue);
  });
});

describe('what is handed in', () => {
  it('is not logged', async () => {
    const written: string[] = [];
    const { write } = process.stdout;
    process.stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
    try {
      await ask({ body: good() });
      await post({ text: 'nonsense' });
    } finally {
      process.stdout.write = write;
    }
    expect(written.join('')).toBe('');
  });
});
