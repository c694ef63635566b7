/** Over real TLS on this machine: where it goes, and where it does not. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedFetch } from '../../../../functions/platform/outbound/guarded-fetch.ts';
import { isPublicAddress } from '../../../../functions/platform/outbound/public-address.ts';
import { selfSigned } from './self-signed.ts';

const { cert, key } = selfSigned('a.example', 'b.example', 'private.example', 'both.example');
const ADDRESSES: Record<string, string[]> = {
  'a.example': ['127.0.0.1'],
  'b.example': ['127.0.0.1'],
  'private.example': ['10.0.0.1'],
  'both.example': ['127.0.0.1', '10.0.0.1'],
};
const looked: string[] = [];
const lookup: LookupFunction = (host, _options, answer) => {
  looked.push(host);
  const found = ADDRESSES[host]?.map((address) => ({ address, family: 4 }));
  if (found) answer(null, found);
  else answer(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), []);
};

let server: Server;
let port = 0;
const seen: { url: string; headers: Record<string, unknown> }[] = [];
beforeAll(async () => {
  server = createServer({ cert, key }, (request, response) => {
    const url = request.url ?? '';
    seen.push({ url, headers: request.headers });
    const [, count] = /^\/redirects\/(\d+)$/.exec(url) ?? [];
    const [, to] = /^\/to\/(.+)$/.exec(url) ?? [];
    if (to) response.writeHead(302, { location: decodeURIComponent(to) }).end();
    else if (count && count !== '0') response.writeHead(302, { location: `/redirects/${Number(count) - 1}` }).end();
    else if (url === '/gone') response.writeHead(410).end();
    else if (url === '/large') response.end(Buffer.alloc(1024 * 1024 + 1));
    else if (url === '/largest') response.end(Buffer.alloc(1024 * 1024));
    else if (url === '/cut')
      response.writeHead(200, { 'content-length': '10' }).write('half', () => response.destroy());
    else if (url !== '/silent') response.setHeader('content-type', 'Application/JSON; charset=utf-8').end('{"a":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const mayReach = (address: string) => address === '127.0.0.1' || isPublicAddress(address);
const read = (url: string, more: object = {}, most = 8) => {
  let left = most;
  const fetch = guardedFetch({ ca: cert, lookup, mayReach, port, ...more });
  return fetch(url.replace('PORT', String(port)), { accept: 'application/json', spend: () => left-- > 0 });
};
const refused = (why: string) => ({ ok: false, why });

describe('a guarded fetch', () => {
  it('reads a document, and sends nothing but what it wants', async () => {
    const answer = await read('https://a.example:PORT/x');
    expect(answer).toMatchObject({ ok: true, status: 200, mediaType: 'application/json' });
    expect(answer.ok && Buffer.from(answer.body).toString()).toBe('{"a":1}');
    const { headers } = seen.at(-1) ?? {};
    expect(Object.keys(headers ?? {}).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host']);
  });

  it('answers other statuses as they are', async () => {
    expect(await read('https://a.example:PORT/gone')).toMatchObject({ ok: true, status: 410 });
  });

  it('follows three redirects, to another host too, and no fourth', async () => {
    expect(await read('https://a.example:PORT/redirects/3')).toMatchObject({ ok: true, status: 200 });
    expect(await read('https://a.example:PORT/redirects/4')).toEqual(refused('unreachable'));
    const elsewhere = encodeURIComponent(`https://b.example:${port}/x`);
    expect(await read(`https://a.example:PORT/to/${elsewhere}`)).toMatchObject({ ok: true, status: 200 });
  });

  it('counts every redirect', async () => {
    expect(await read('https://a.example:PORT/redirects/2', {}, 3)).toMatchObject({ ok: true });
    expect(await read('https://a.example:PORT/redirects/2', {}, 2)).toEqual(refused('too-many-fetches'));
  });

  it.each([
    ['a private address', 'https://private.example:PORT/x'],
    ['a private address beside a public one', 'https://both.example:PORT/x'],
    ['an address in the URL', 'https://10.0.0.1:PORT/x'],
    ['an IPv6 address in the URL', 'https://[::1]:PORT/x'],
    ['an address in disguise', 'https://0x0a000001:PORT/x'],
    ['another port', 'https://a.example/x'],
    ['no TLS', 'http://a.example:PORT/x'],
    ['a password', 'https://user:pass@a.example:PORT/x'],
    ['a file', 'file:///etc/passwd'],
    [
      'a private address, by a redirect',
      `https://a.example:PORT/to/${encodeURIComponent('https://private.example:PORT/x')}`,
    ],
    ['this machine, by a redirect', `https://a.example:PORT/to/${encodeURIComponent('http://169.254.169.254/')}`],
  ])('goes nowhere for %s', async (_what, url) => {
    expect(await read(url.replaceAll('PORT', String(port)))).toEqual(refused('address-refused'));
  });

  it('connects to the address that it checked: a name is asked for once', async () => {
    looked.length = 0;
    await read('https://a.example:PORT/x');
    expect(looked).toEqual(['a.example']);
    let asked = 0;
    const rebinding: LookupFunction = (_host, _options, answer) =>
      answer(null, [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]);
    expect(await read('https://a.example:PORT/x', { lookup: rebinding })).toMatchObject({ ok: true });
    expect(await read('https://a.example:PORT/x', { lookup: rebinding })).toEqual(refused('address-refused'));
  });

  it('would reach this machine, if it did not ask', async () => {
    expect(await read('https://a.example:PORT/x', { mayReach: isPublicAddress })).toEqual(refused('address-refused'));
    expect(await read('https://a.example:PORT/x', { mayReach: () => true })).toMatchObject({ ok: true });
  });

  it('takes 1 MiB and no more, and waits no longer than it may', async () => {
    expect(await read('https://a.example:PORT/largest')).toMatchObject({ ok: true });
    expect(await read('https://a.example:PORT/large')).toEqual(refused('document-too-large'));
    expect(await read('https://a.example:PORT/silent', { milliseconds: 200 })).toEqual(refused('unreachable'));
    expect(await read('https://a.example:PORT/cut')).toEqual(refused('unreachable'));
  });

  it('trusts no host by another name, and no certificate of nobody', async () => {
    const asA: LookupFunction = (_host, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]);
    expect(await read('https://c.example:PORT/x', { lookup: asA })).toEqual(refused('unreachable'));
    expect(await read('https://a.example:PORT/x', { ca: undefined })).toEqual(refused('unreachable'));
    expect(await read('https://nowhere.example:PORT/x')).toEqual(refused('unreachable'));
  });
});

describe('public addresses', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::6810:84e5', '2a00:1450:4001:81b::200e'])('%s is one', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1', '192.0.2.1'],
    ...['198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::7f00:1', '64:ff9b:1::1', '::7f00:1', '2002:7f00:1::', '2001::1', '2001:db8::1', 'fc00::1', 'fd00::1'],
    ...['fe80::1', 'fec0::1', 'ff02::1', 'fe80::1%eth0', 'localhost', ''],
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false));
});
