/** Over real TLS on this machine: what is sent, what is read of the answer, and where nothing is sent to. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedPost } from '../../../../functions/platform/outbound/guarded-post.ts';
import { isPublicAddress } from '../../../../functions/platform/outbound/public-address.ts';
import { selfSigned } from './self-signed.ts';

const { cert, key } = selfSigned('a.example', 'private.example');
const lookup: LookupFunction = (host, _options, answer) =>
  answer(null, [{ address: host === 'a.example' ? '127.0.0.1' : '10.0.0.1', family: 4 }]);

let server: Server;
let port = 0;
const seen: { url: string; method: string; headers: Record<string, unknown>; body: string }[] = [];
beforeAll(async () => {
  server = createServer({ cert, key }, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { url = '', method = '' } = request;
    seen.push({ url, method, headers: request.headers, body });
    if (url === '/moved') response.writeHead(307, { location: '/elsewhere' }).end('moved');
    else if (url === '/busy') response.writeHead(429, { 'retry-after': '120' }).end('Not\u0000 now,\r\n\u202eplease.');
    else if (url === '/chatty') response.writeHead(500).end('x'.repeat(5_000_000));
    else if (url === '/endless') response.writeHead(500).write('begun');
    else if (url === '/accepted-and-endless') response.writeHead(202).write('begun');
    else if (url !== '/silent') response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const mayReach = (address: string) => address === '127.0.0.1' || isPublicAddress(address);
const post = (path: string, more: object = {}) =>
  guardedPost({ ca: cert, lookup, mayReach, port, ...more })(
    path.startsWith('/') ? `https://a.example:${port}${path}` : path.replace('PORT', String(port)),
    { 'content-type': 'application/json', 'x-mine': 'yes' },
    '{"ñ":1}',
  );

describe('a guarded post', () => {
  it('sends its headers and its body as they are', async () => {
    expect(await post('/x')).toEqual({ ok: true, status: 204, retryAfter: undefined, excerpt: '' });
    expect(seen.at(-1)).toMatchObject({
      ...{ url: '/x', method: 'POST', body: '{"ñ":1}' },
      headers: { 'content-type': 'application/json', 'x-mine': 'yes', 'content-length': '8' },
    });
  });

  it('follows no redirect: it is an answer', async () => {
    const before = seen.length;
    expect(await post('/moved')).toMatchObject({ ok: true, status: 307, excerpt: 'moved' });
    expect(seen.slice(before).map(({ url }) => url)).toEqual(['/moved']);
  });

  it('reads when to come again, and of the body its beginning, in one line of visible letters', async () => {
    expect(await post('/busy')).toEqual({ ok: true, status: 429, retryAfter: '120', excerpt: 'Not now, please.' });
    expect(await post('/chatty')).toMatchObject({ status: 500, excerpt: 'x'.repeat(200) });
  });

  it('waits no longer than it may, and takes a status for an answer whatever the body does', async () => {
    expect(await post('/silent', { milliseconds: 200 })).toEqual({ ok: false, why: 'timed-out' });
    expect(await post('/endless', { milliseconds: 200 })).toMatchObject({ ok: true, status: 500, excerpt: 'begun' });
    expect(await post('/accepted-and-endless', { milliseconds: 5000 })).toMatchObject({ ok: true, status: 202 });
  });

  it.each([
    ['a private address behind a name', 'https://private.example:PORT/x'],
    ['an address of this network', 'https://10.0.0.1:PORT/x'],
    ['no TLS', 'http://a.example:PORT/x'],
    ['another port', 'https://a.example/x'],
  ])('goes nowhere for %s', async (_what, url) => {
    expect(await post(url)).toEqual({ ok: false, why: 'address-refused' });
  });

  it('connects to the address that it checked, each time anew', async () => {
    let asked = 0;
    const rebinding: LookupFunction = (_host, _options, answer) =>
      answer(null, [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]);
    expect(await post('/x', { lookup: rebinding })).toMatchObject({ ok: true });
    expect(await post('/x', { lookup: rebinding })).toEqual({ ok: false, why: 'address-refused' });
    expect(await post('/x', { mayReach: isPublicAddress })).toEqual({ ok: false, why: 'address-refused' });
    expect(await post('/x', { ca: undefined })).toEqual({ ok: false, why: 'unreachable' });
  });
});
