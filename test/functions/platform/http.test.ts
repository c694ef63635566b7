import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { Refused, Unavailable } from '../../../functions/platform/errors.ts';
import { http } from '../../../functions/platform/http/http.ts';
import { defineRoutes } from '../../../functions/platform/http/route.ts';
import { type Call, call, formPost, HOST } from './call.ts';

const routes = defineRoutes({
  read: {
    method: 'GET',
    path: '/things/{thingId}',
    summary: 'Reads.',
    access: 'public',
    anyOrigin: true,
    query: z.object({ size: z.coerce.number().int().max(9).optional() }),
    answers: { 200: 'It.' },
  },
  write: {
    method: 'PUT',
    path: '/things/{thingId}',
    summary: 'Writes.',
    access: 'public',
    body: { kind: 'json', schema: z.strictObject({ name: z.string() }) },
    answers: { 200: 'It.' },
  },
  raw: {
    method: 'POST',
    path: '/raw',
    summary: 'Takes bytes.',
    access: 'signed',
    body: { kind: 'raw' },
    answers: { 200: 'Their length.' },
  },
  form: {
    method: 'POST',
    path: '/form',
    summary: 'Takes a form.',
    access: 'optional',
    body: { kind: 'form', schema: z.record(z.string(), z.string()) },
    answers: { 200: 'It.' },
  },
  act: { method: 'POST', path: '/act', summary: 'Acts.', access: 'signed-in', answers: { 200: 'Done.' } },
  fail: { method: 'GET', path: '/fail/{how}', summary: 'Fails.', access: 'public', answers: {} },
  page: { method: 'GET', path: '/page', summary: 'A page.', access: 'public', answers: { 200: 'It.' } },
});

const principal = { issuer: 'https://issuer.example', subject: 'ana', verifiedEmail: async () => undefined };

const failures: Record<string, () => Error> = {
  refused: () => new Refused('transition-illegal', { message: 'It is approved.', details: { state: 'approved' } }),
  busy: () => new Unavailable('table-busy', { message: 'Busy.', retryAfter: 6.2 }),
  fault: () => new Error('secret: ana@school.example'),
};

const handler = http(
  routes,
  {
    read: async ({ params, query }) => ({ status: 200, json: { id: params.thingId, ...query } }),
    write: async ({ body }) => ({ status: 200, json: body }),
    raw: async ({ body }) => ({ status: 200, json: { bytes: [...body] } }),
    form: async ({ body }) => ({ status: 200, json: body }),
    act: async ({ principal: { subject } }) => ({ status: 200, json: { subject } }),
    fail: async ({ params }) => {
      throw failures[params.how]?.() ?? new Error('what else');
    },
    page: async () => ({ status: 200, html: '<p>', headers: { 'referrer-policy': 'same-origin' } }),
  },
  async ({ headers, cookies }) => (headers.authorization || cookies.session ? principal : undefined),
);
const send = (request: Call) => call(handler, request);
const json = async (request: Call) => JSON.parse((await send(request)).body);

describe('reading', () => {
  it('answers HEAD as GET, without the body', async () => {
    const [get, head] = [await send({ path: '/things/a' }), await send({ method: 'HEAD', path: '/things/a' })];
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe('');
    expect(head.headers.etag).toBe(get.headers.etag);
    expect(head.headers['content-type']).toBe('application/json');
    expect((await send({ method: 'HEAD', path: '/nowhere' })).body).toBe('');
  });

  it('answers 304 for what the reader has, by any of its tags', async () => {
    const { headers } = await send({ path: '/things/a' });
    for (const tags of [headers.etag, `"other", W/${headers.etag}`, '*']) {
      const again = await send({ path: '/things/a', headers: { 'if-none-match': tags ?? '' } });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', headers.etag]);
    }
    expect((await send({ path: '/things/b', headers: { 'if-none-match': headers.etag ?? '' } })).statusCode).toBe(200);
  });

  it('decodes parameters once, and refuses what cannot be decoded', async () => {
    expect(await json({ path: '/things/a%2Fb%20%C3%B1' })).toMatchObject({ id: 'a/b ñ' });
    expect(await json({ path: '/things/%2541' })).toMatchObject({ id: '%41' });
    expect(await json({ path: '/things/%E0%A4%A' })).toMatchObject({ code: 'path-invalid' });
  });

  it('holds the query against its schema', async () => {
    expect(await json({ path: '/things/a', query: { size: '3' } })).toEqual({ id: 'a', size: 3 });
    const refused = await json({ path: '/things/a', query: { size: '10' } });
    expect(refused).toMatchObject({ code: 'query-invalid', errors: [{ path: '$.size' }] });
  });
});

describe('methods', () => {
  it('answers 405 with what the address takes', async () => {
    const answer = await send({ method: 'DELETE', path: '/things/a' });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, HEAD, PUT']);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'method-not-allowed' });
    expect((await send({ method: 'HEAD', path: '/raw' })).headers.allow).toBe('POST');
    expect((await send({ path: '/nowhere' })).statusCode).toBe(404);
  });

  it('lets any origin read what is open, and says no more to a preflight elsewhere', async () => {
    const open = await send({ method: 'OPTIONS', path: '/things/a' });
    expect([open.statusCode, open.headers['access-control-allow-methods']]).toEqual([204, 'GET, HEAD']);
    expect(open.headers['access-control-allow-origin']).toBe('*');
    const closed = await send({ method: 'OPTIONS', path: '/raw' });
    expect([closed.statusCode, closed.headers['access-control-allow-origin']]).toEqual([204, undefined]);
    expect((await send({ path: '/things/a' })).headers['access-control-allow-origin']).toBe('*');
    expect((await send({ path: '/page' })).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('bodies', () => {
  const put = (body?: string | Uint8Array, type = 'application/json') =>
    send({ method: 'PUT', path: '/things/a', headers: { 'content-type': type }, ...(body !== undefined && { body }) });

  it.each([
    ['text', '{"name":"ñ"}'],
    ['base64', Buffer.from('{"name":"ñ"}')],
  ])('reads JSON handed over as %s', async (_, body) => {
    expect(JSON.parse((await put(body)).body)).toEqual({ name: 'ñ' });
  });

  it.each([
    ['nothing', undefined, 400, 'body-empty'],
    ['half of it', '{"name":', 400, 'body-not-json'],
    ['another shape', '{"name":1}', 400, 'body-invalid'],
    ['a member too many', '{"name":"a","more":1}', 400, 'body-invalid'],
    ['a prototype', '{"name":"a","__proto__":{"admin":true}}', 400, 'body-not-json'],
    ['a constructor', '{"name":"a","constructor":{"prototype":{"admin":true}}}', 400, 'body-not-json'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await put(body);
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([status, code]);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('refuses another media type', async () => {
    const answer = await put('{"name":"a"}', 'text/plain');
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([415, 'media-type-unsupported']);
  });

  it('hands raw bytes over as they were sent', async () => {
    expect(await json({ method: 'POST', path: '/raw', body: Uint8Array.of(0, 255, 10) })).toEqual({
      bytes: [0, 255, 10],
    });
    expect(await json({ method: 'POST', path: '/raw', body: 'ñ' })).toEqual({ bytes: [195, 177] });
  });

  it('keeps hostile names of form fields as plain fields', async () => {
    const answer = await send(formPost('/form', { constructor: 'x', a: '1' }));
    expect(JSON.parse(answer.body)).toEqual({ constructor: 'x', a: '1' });
    await send(formPost('/form', { __proto__: 'x' }));
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

describe('where a form comes from', () => {
  it.each([
    ['our own page', `https://${HOST}`, 200],
    ['our own page, spelled loudly', `https://${HOST.toUpperCase()}`, 200],
    ['another site', 'https://evil.example', 403],
    ['a neighbor', `https://x.${HOST}`, 403],
    ['another port', `https://${HOST}:8443`, 403],
    ['nowhere', 'null', 403],
    ['nonsense', '%', 403],
  ])('from %s', async (_, origin, status) => {
    expect((await send(formPost('/form', {}, { origin }))).statusCode).toBe(status);
  });

  it('is demanded, whatever the form is sent with', async () => {
    const { headers, ...post } = formPost('/form', {});
    const { origin: _, ...unnamed } = headers ?? {};
    for (const sent of [unnamed, { ...unnamed, authorization: 'Bearer x' }]) {
      const answer = await send({ ...post, headers: sent });
      expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([403, 'origin-foreign']);
    }
  });

  it('is demanded of every change by cookie, and of none by token', async () => {
    const act = (more: Partial<Call>) => send({ method: 'POST', path: '/act', ...more });
    expect((await act({ cookies: ['session=1'] })).statusCode).toBe(403);
    expect((await act({ cookies: ['session=1'], headers: { origin: `https://${HOST}` } })).statusCode).toBe(200);
    expect((await act({ headers: { authorization: 'Bearer x' } })).statusCode).toBe(200);
    expect((await act({})).statusCode).toBe(401);
  });
});

describe('errors', () => {
  it('name the code, what happened and what was known', async () => {
    const answer = await send({ path: '/fail/refused' });
    expect(answer.statusCode).toBe(409);
    expect(JSON.parse(answer.body)).toEqual({
      code: 'transition-illegal',
      message: 'It is approved.',
      state: 'approved',
      correlationId: 'request-1',
    });
  });

  it('speak the reader’s language', async () => {
    const spanish = await json({ path: '/fail/refused', headers: { 'accept-language': 'fr, es-MX;q=0.9, en;q=0.8' } });
    expect(spanish).toMatchObject({ code: 'transition-illegal', message: expect.stringContaining('Esta entrega') });
    const english = await json({ path: '/fail/refused', headers: { 'accept-language': 'fr, es;q=0, en;q=0.1' } });
    expect(english).toMatchObject({ message: 'It is approved.' });
  });

  it('say when to come back', async () => {
    const answer = await send({ path: '/fail/busy' });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '7']);
  });

  it('keep a fault of ours to themselves, in the answer and in the log', async () => {
    const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const answer = await send({ path: '/fail/fault' });
    const logged = lines.mock.calls.map(([line]) => String(line)).join('');
    lines.mockRestore();
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([500, 'internal']);
    expect(answer.body).not.toMatch(/ana@school|http\.test|\bat\b .*:\d+/);
    expect(logged).toContain('"code":"internal"');
    expect(logged).not.toContain('ana@school');
  });

  it('ask for a sign-in', async () => {
    const answer = await send({ method: 'POST', path: '/act' });
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  it('are a page for a person with a browser', async () => {
    const answer = await send({
      path: '/nowhere',
      headers: { accept: 'text/html,*/*;q=0.8', 'accept-language': 'es' },
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.body).toMatch(/<html[^>]* lang="es"/);
    expect(answer.body).toContain('No hay nada en esta dirección');
    expect(answer.body).toContain('request-1');
  });
});

describe('headers', () => {
  it('set a floor, on errors too, and let an answer name its own once', async () => {
    for (const path of ['/things/a', '/nowhere']) {
      const { headers } = await send({ path });
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
    const { headers } = await send({ path: '/page' });
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(Object.keys(headers).filter((name) => /^referrer-policy$/i.test(name))).toHaveLength(1);
  });
});
