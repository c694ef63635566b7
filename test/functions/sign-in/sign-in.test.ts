/** The whole way through a real OpenID Connect issuer, as a browser goes it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../../../functions/platform/http/bearer.ts';
import { http } from '../../../functions/platform/http/http.ts';
import { newSecretId, now } from '../../../functions/platform/stamp.ts';
import { authentication } from '../../../functions/sign-in/authenticate.ts';
import { issuerClient } from '../../../functions/sign-in/issuer.ts';
import { signInRoutes } from '../../../functions/sign-in/routes.ts';
import { sessionStore } from '../../../functions/sign-in/sessions.ts';
import { signIn } from '../../../functions/sign-in/sign-in.ts';
import { type Issuer, startIssuer } from '../../../lib/local/issuer/issuer.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';
import { type Call, call, formPost, type Handler } from '../platform/call.ts';

const PUBLIC_URL = 'http://localhost:4999';
const ana = { name: 'Ana', email: 'Ana@School.example', employeeId: 'E-1', role: 'earner' };

let ledger: TestLedger;
let issuer: Issuer;
let handler: Handler;
const dataDir = mkdtempSync(join(tmpdir(), 'accolade-issuer-'));

const nothing = async () => undefined;
const handlerFor = (issuerUrl: string): Handler => {
  const sessions = sessionStore({ table: ledger.table, now, newSecretId, publicUrl: PUBLIC_URL });
  const client = issuerClient({ issuer: issuerUrl, clientId: 'accolade-web', publicUrl: PUBLIC_URL });
  return http(
    signInRoutes,
    signIn({ issuer: client, sessions, demandChanging: nothing, release: nothing, publicUrl: PUBLIC_URL }),
    authentication({ bearer: bearer({ issuer: issuerUrl, audience: 'accolade-web' }), sessions }),
  );
};

beforeAll(async () => {
  ledger = await startLedger();
  issuer = await startIssuer({ apiUrl: PUBLIC_URL, dataDir, clock: { now: () => Date.now() }, people: [ana] });
  handler = handlerFor(issuer.url);
});
afterAll(async () => {
  await issuer.close();
  ledger.close();
  rmSync(dataDir, { recursive: true });
});

/** What the one form of an issuer's page sends: to sign out, by what it holds; to sign in, as Ana. */
const submitted = (url: string, page: string): [string, Record<string, string>] => {
  const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
  if (!xsrf) return [url, { person: issuer.subjectOf(ana) }];
  const [, action = ''] = /action="([^"]+)"/.exec(page) ?? [];
  return [new URL(action, url).href, { xsrf, logout: 'yes' }];
};

/** A browser: it keeps the cookies of both hosts and follows redirects as far as our callback. */
const browser = () => {
  const ours = new Map<string, string>();
  const theirs = new Map<string, string>();
  const keep = (jar: Map<string, string>, cookies: readonly string[] = []) => {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
  };
  const sent = (jar: Map<string, string>) => [...jar].map(([name, value]) => `${name}=${value}`);
  const ask = async (request: Call) => {
    const answer = await call(handler, { ...request, cookies: sent(ours) });
    keep(ours, answer.cookies);
    return answer;
  };
  const visit = async (url: string, form?: Record<string, string>): Promise<string> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: sent(theirs).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    keep(theirs, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (!location) return visit(...submitted(url, await response.text()));
    const next = new URL(location, url).href;
    return next.startsWith(PUBLIC_URL) ? next : visit(next);
  };
  const begin = (back?: string) => ask({ path: '/sign-in', ...(back && { query: { return: back } }) });
  const arrive = (url: string) => {
    const { pathname, searchParams } = new URL(url);
    return ask({ path: pathname, query: Object.fromEntries(searchParams) });
  };
  return { ask, visit, begin, arrive, ours, theirs };
};

const kept = async () =>
  (await ledger.client.send(new ScanCommand({ TableName: ledger.tableName }))).Items?.length ?? 0;

describe('signing in', () => {
  it('asks the issuer with a code challenge, and keeps nothing of ours until the person is back', async () => {
    const before = await kept();
    const { begin, ours } = browser();
    const { statusCode, headers } = await begin('/submissions/1');
    const asked = new URL(headers.location ?? '');
    expect([statusCode, asked.origin]).toEqual([302, issuer.url]);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', client_id: 'accolade-web' },
      ...{ redirect_uri: `${PUBLIC_URL}/sign-in/callback`, scope: expect.stringContaining('openid') },
      ...{ state: expect.any(String), nonce: expect.any(String), code_challenge: expect.any(String) },
    });
    expect([ours.size, await kept()]).toEqual([1, before]);
  });

  it('leads back to the page, signed in with the verified address', async () => {
    const { begin, visit, arrive, ask, ours } = browser();
    const { headers } = await begin('/submissions/1?x=1');
    const back = await arrive(await visit(headers.location ?? ''));
    expect([back.statusCode, back.headers.location]).toEqual([303, `${PUBLIC_URL}/submissions/1?x=1`]);
    expect([...ours.keys()]).toEqual(['accolade']);
    expect((await ask({ path: '/sign-in/status' })).body).toContain('ana@school.example');
  });

  it('works in two tabs at once', async () => {
    const { begin, visit, arrive } = browser();
    const [one, two] = [await begin('/submissions/1'), await begin('/submissions/2')];
    const arrived = async (location = '') => (await arrive(await visit(location))).headers.location;
    expect(await arrived(two.headers.location)).toBe(`${PUBLIC_URL}/submissions/2`);
    expect(await arrived(one.headers.location)).toBe(`${PUBLIC_URL}/submissions/1`);
  });

  it('never leads elsewhere', async () => {
    const { begin, visit, arrive } = browser();
    const { headers } = await begin('//evil.example');
    expect((await arrive(await visit(headers.location ?? ''))).headers.location).toBe(`${PUBLIC_URL}/sign-in/status`);
  });
});

describe('a way back that does not hold', () => {
  const codeOf = ({ statusCode, body }: { statusCode?: number; body: string }) => [statusCode, JSON.parse(body).code];
  const link = async () => {
    const own = browser();
    const { headers } = await own.begin();
    return { own, url: await own.visit(headers.location ?? '') };
  };

  it('is refused in a browser that did not begin it: nobody is signed in as somebody else', async () => {
    const { url } = await link();
    expect(codeOf(await browser().arrive(url))).toEqual([400, 'sign-in-expired']);
  });

  it('is refused a second time', async () => {
    const { own, url } = await link();
    expect((await own.arrive(url)).statusCode).toBe(303);
    expect(codeOf(await own.arrive(url))).toEqual([400, 'sign-in-expired']);
  });

  it('is refused with another code, another state, or the issuer’s no', async () => {
    const changes: [string, string][] = [
      ['code', 'x'],
      ['state', 'x'.repeat(40)],
      ['iss', 'https://other.example'],
    ];
    for (const [name, value] of changes) {
      const { own, url } = await link();
      const changed = new URL(url);
      changed.searchParams.set(name, value);
      expect((await own.arrive(changed.href)).statusCode).toBeGreaterThanOrEqual(400);
      expect(own.ours.has('accolade')).toBe(false);
    }
    const { own, url } = await link();
    const state = new URL(url).searchParams.get('state') ?? '';
    const query = { state, error: 'access_denied', iss: issuer.url };
    expect(codeOf(await own.ask({ path: '/sign-in/callback', query }))).toEqual([403, 'sign-in-refused']);
  });

  it('is neither when the issuer is away', async () => {
    const away = handlerFor('http://127.0.0.1:9');
    const answer = await call(away, { path: '/sign-in' });
    expect(codeOf(answer)).toEqual([503, 'issuer-unreachable']);
  });

  it('is not asked of an issuer over plain http beyond this machine', async () => {
    const answer = await call(handlerFor('http://issuer.example'), { path: '/sign-in' });
    expect(answer.statusCode).toBe(503);
  });
});

describe('signing out', () => {
  it('ends the session for good, and only by a form of ours', async () => {
    const { begin, visit, arrive, ask, ours } = browser();
    const { headers } = await begin();
    await arrive(await visit(headers.location ?? ''));
    const stolen = `accolade=${ours.get('accolade')}`;
    expect((await ask(formPost('/sign-out', {}, { origin: 'https://evil.example' }))).statusCode).toBe(403);
    const out = await ask(formPost('/sign-out', {}));
    expect([out.statusCode, ours.size]).toEqual([200, 0]);
    const again = await call(handler, {
      path: '/sign-in/status',
      cookies: [stolen],
      headers: { 'accept-language': 'es' },
    });
    expect(again.body).toContain('No ha iniciado sesión');
  });

  it('signs out of the issuer too, and comes back: the next person at this computer is asked who they are', async () => {
    const { begin, visit, arrive, ask, theirs } = browser();
    const { headers } = await begin();
    await arrive(await visit(headers.location ?? ''));
    const asked = async () => {
      const { headers } = await begin();
      const cookie = [...theirs].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(headers.location ?? '', { redirect: 'manual', headers: { cookie } });
      return new URL(answer.headers.get('location') ?? '', issuer.url).pathname;
    };
    expect(await asked()).toBe('/sign-in/callback');
    const out = await ask(formPost('/sign-out', {}));
    const [, onward = ''] = /^0;url=(.+)$/.exec(out.headers.refresh ?? '') ?? [];
    expect(new URL(onward).origin).toBe(issuer.url);
    expect(out.body).toContain(`href="${onward.replaceAll('&', '&amp;')}"`);
    expect(await visit(onward)).toBe(`${PUBLIC_URL}/sign-in/status`);
    expect(await asked()).toMatch(/^\/sign-in\/(?!callback)/);
  });

  it('works here while the issuer is away', async () => {
    const out = await call(handlerFor('http://127.0.0.1:9'), formPost('/sign-out', {}));
    expect([out.statusCode, out.headers.location]).toEqual([303, `${PUBLIC_URL}/sign-in/status`]);
    expect(out.cookies?.[0]).toMatch(/^accolade=; Max-Age=0/);
  });
});
