import { request } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { stage } from './stage.ts';

const { host } = stage();
const Echo = z.object({ event: z.custom<APIGatewayProxyEventV2>(), calls: z.number() });

/** What the function was given. */
async function echo(path: string, init?: RequestInit) {
  const response = await fetch(`${host().apiUrl}${path}`, init);
  expect(response.status).toBe(200);
  return Echo.parse(await response.json()).event;
}

/** Sends a path as it is: fetch would tidy it up. */
function rawStatus(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const url = new URL(host().apiUrl);
    const sent = request({ host: url.hostname, port: url.port, path }, (answer) => resolve(answer.resume().statusCode));
    sent.on('error', reject).end();
  });
}

describe('a request', () => {
  test('comes as payload format 2.0', async () => {
    const event = await echo('/echo?b=2&a=x%20y&b=3', { headers: { 'X-Trace': 'one', cookie: 'p=1; q=2' } });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo',
      rawPath: '/echo',
      rawQueryString: 'b=2&a=x%20y&b=3',
      queryStringParameters: { b: '2,3', a: 'x y' },
      cookies: ['p=1', 'q=2'],
      requestContext: { stage: '$default', routeKey: 'ANY /echo', http: { method: 'GET', path: '/echo' } },
      isBase64Encoded: false,
    });
    expect(event.headers['x-trace']).toBe('one');
    expect(event.headers.cookie).toBeUndefined();
    expect(event.body).toBeUndefined();
    expect(event.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
  });

  test('has its path and its variables decoded', async () => {
    const event = await echo('/v1/notes/r%C3%A9sum%C3%A9%20one');
    expect(event.rawPath).toBe('/v1/notes/résumé one');
    expect(event.pathParameters).toEqual({ noteId: 'résumé one' });
    expect((await echo('/files/a/b/c.txt')).pathParameters).toEqual({ proxy: 'a/b/c.txt' });
  });

  test.each([
    ['application/json', false],
    ['text/csv; charset=utf-8', false],
    ['application/x-www-form-urlencoded', true],
    ['application/vc+jwt', true],
  ])('with a body of %s: base64 %s', async (type, encoded) => {
    const event = await echo('/echo', { method: 'POST', headers: { 'content-type': type }, body: 'a=ö' });
    expect(event.isBase64Encoded).toBe(encoded);
    expect(event.body).toBe(encoded ? Buffer.from('a=ö').toString('base64') : 'a=ö');
  });

  test('of more than 10 MB, with a bad path, or for no route is refused', async () => {
    const large = await fetch(`${host().apiUrl}/echo`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(large.status).toBe(413);
    expect(await rawStatus('/v1/notes/%zz')).toBe(400);
    const missing = await fetch(`${host().apiUrl}/nowhere`);
    expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
    expect((await fetch(`${host().apiUrl}/v1/notes/x`, { method: 'DELETE' })).status).toBe(404);
  });
});

describe('an answer', () => {
  test('may be bytes with cookies', async () => {
    const response = await fetch(`${host().apiUrl}/echo?how=bytes`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 16]);
  });

  test.each(['throw', 'exit'])('of a function that fails (%s) is a 500 without a word about it', async (how) => {
    const response = await fetch(`${host().apiUrl}/echo?how=${how}`);
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  test('to a page of the allowed origin carries CORS headers; a preflight never reaches the function', async () => {
    const origin = 'https://district.example';
    const headers = { origin, 'access-control-request-method': 'GET' };
    const preflight = await fetch(`${host().apiUrl}/echo`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET');
    const allowed = await fetch(`${host().apiUrl}/echo`, { headers: { origin } });
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    const other = await fetch(`${host().apiUrl}/echo`, { headers: { origin: 'https://elsewhere.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('the host shows its own page at / and nowhere else', async () => {
  host().page('<h1>Welcome</h1>');
  const welcome = await fetch(`${host().apiUrl}/`);
  expect(welcome.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await welcome.text()).toBe('<h1>Welcome</h1>');
  host().page(undefined);
  expect((await fetch(`${host().apiUrl}/`)).status).toBe(404);
});

test('two requests at once have two environments, one after the other has one', async () => {
  host().kill(host().find('AWS::Lambda::Function', 'Fnreceive'));
  const calls = async (path: string) => Echo.parse(await (await fetch(`${host().apiUrl}${path}`)).json()).calls;
  expect(await Promise.all([calls('/echo?how=late'), calls('/echo?how=late')])).toEqual([1, 1]);
  expect(await calls('/echo')).toBe(2);
});
