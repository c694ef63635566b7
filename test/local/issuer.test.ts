import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { movableClock } from '../../lib/local/clock.ts';
import { type Issuer, type IssuerOptions, startIssuer } from '../../lib/local/issuer/issuer.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'accolade-issuer-'));
const apiUrl = 'http://127.0.0.1:9';
const [ada, ben] = [
  { name: 'Ada <Owner>', email: 'ada@district.example', employeeId: 'E1', role: 'owner' },
  { name: 'Ben', email: 'ben@district.example', employeeId: 'E2', role: 'earner' },
] as const;
const options: IssuerOptions = { apiUrl, dataDir, clock: movableClock(), people: [ada, ben] };
let issuer: Issuer;

beforeAll(async () => {
  issuer = await startIssuer(options);
});
afterAll(async () => {
  await issuer.close();
  rmSync(dataDir, { recursive: true });
});

const keySet = (of: Issuer) => createRemoteJWKSet(new URL(`${of.url}/jwks`));

/** A browser that keeps cookies and follows the issuer's redirects by hand. */
function browser() {
  const cookies = new Map<string, string>();
  return async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(url, issuer.url), {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    return { location: response.headers.get('location') ?? '', status: response.status, text: await response.text() };
  };
}

async function signIn(email: string) {
  const insecure = { execute: [oidc.allowInsecureRequests] };
  const config = await oidc.discovery(new URL(issuer.url), issuer.clientId, undefined, oidc.None(), insecure);
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const start = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${apiUrl}/sign-in/callback`,
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: 'the-state',
    nonce: 'the-nonce',
  });
  const visit = browser();
  const page = await visit((await visit(start.href)).location);
  const [, subject = ''] = new RegExp(`value="([0-9a-f]+)"[^<]*(?:<(?!/button)[^<]*)*${email}`).exec(page.text) ?? [];
  const chosen = await visit((await visit(start.href)).location, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `person=${subject}`,
  });
  const back = new URL((await visit(chosen.location)).location);
  const checks = { pkceCodeVerifier, expectedState: 'the-state', expectedNonce: 'the-nonce' };
  return { visit, page: page.text, tokens: await oidc.authorizationCodeGrant(config, back, checks) };
}

test('a person signs in by code and PKCE; the ID token has the verified address', async () => {
  const { page, tokens } = await signIn(ben.email);
  expect(tokens.claims()).toMatchObject({ sub: issuer.subjectOf(ben), email: ben.email, email_verified: true });
  expect(page).toContain('Ada &lt;Owner&gt;, owner');
  expect(page).toMatch(/belongs to this machine alone/);
  expect(page).toMatch(/<html lang="en">/);
});

test('its access token is a JWT for the client', async () => {
  const { tokens } = await signIn(ben.email);
  const { payload } = await jwtVerify(tokens.access_token, keySet(issuer), {
    issuer: issuer.url,
    audience: issuer.clientId,
  });
  expect(payload).toMatchObject({ sub: issuer.subjectOf(ben), client_id: issuer.clientId, email: ben.email });
});

test('tokens are minted in both shapes, by the clock of the host, under the published key', async () => {
  const { payload: named } = await jwtVerify(await issuer.mint(ada, 'aud'), keySet(issuer), {
    audience: issuer.clientId,
  });
  expect(named).toMatchObject({ iss: issuer.url, email: ada.email });
  const { payload: cognito } = await jwtVerify(await issuer.mint(ada, 'cognito'), keySet(issuer));
  expect(cognito).toMatchObject({ client_id: issuer.clientId, token_use: 'access', sub: issuer.subjectOf(ada) });
  expect(cognito).not.toHaveProperty('aud');
  expect(cognito).not.toHaveProperty('email');
  const old = await issuer.mint(ada, 'aud', { exp: 1 });
  await expect(jwtVerify(old, keySet(issuer))).rejects.toThrow(/exp/);
});

test('a minted token lasts a day’s work', async () => {
  for (const shape of ['aud', 'cognito'] as const) {
    const { iat = 0, exp = 0 } = decodeJwt(await issuer.mint(ada, shape));
    expect(exp - iat).toBe(12 * 3600);
  }
});

test('signing out leads back without being asked, and the next sign-in asks who it is', async () => {
  const config = await oidc.discovery(new URL(issuer.url), issuer.clientId, undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  });
  const back = `${apiUrl}/sign-in/status`;
  const { visit } = await signIn(ben.email);
  const page = await visit(oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: back }).href);
  expect(page.text).toContain("document.querySelector('button').click()");
  const [, action = ''] = /action="([^"]+)"/.exec(page.text) ?? [];
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.text) ?? [];
  const left = await visit(action, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
  });
  expect(left.location).toBe(back);
  const code_challenge = await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier());
  const start = oidc.buildAuthorizationUrl(config, {
    ...{ redirect_uri: `${apiUrl}/sign-in/callback`, scope: 'openid', code_challenge, code_challenge_method: 'S256' },
  });
  expect((await visit(start.href)).location).toMatch(/^\/sign-in\/(?!callback)/);
});

test('a token outlives a restart, and the key is its owner’s alone', async () => {
  const token = await issuer.mint(ada, 'aud');
  const port = Number(new URL(issuer.url).port);
  await issuer.close();
  issuer = await startIssuer({ ...options, port });
  // The first connection may still be one to the issuer that is gone.
  const verified = await vi.waitFor(() => jwtVerify(token, keySet(issuer)));
  expect(verified.payload.sub).toBe(issuer.subjectOf(ada));
  expect(decodeProtectedHeader(token).alg).toBe('RS256');
  expect(statSync(join(dataDir, 'issuer-keys.json')).mode & 0o777).toBe(0o600);
});

test('people can be welcomed later', () => {
  const cleo = { ...ben, name: 'Cleo', employeeId: 'E3' };
  issuer.welcome([cleo]);
  expect(issuer.people()).toEqual([cleo]);
});
