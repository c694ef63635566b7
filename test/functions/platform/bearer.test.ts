import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../../../functions/platform/http/bearer.ts';
import { type Loopback, listenOnLoopback } from '../../../lib/local/gateway/loopback.ts';

const AUDIENCE = 'accolade';
const MINUTE = 60;

/** A real issuer on loopback: discovery, keys, userinfo. */
let issuer: Loopback;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let userInfo: { status: number; claims: object } = { status: 200, claims: {} };
let serving = true;

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  issuer = await listenOnLoopback((request, response) => {
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': { jwks_uri: `${issuer.url}/jwks`, userinfo_endpoint: `${issuer.url}/me` },
      '/jwks': { keys: [jwk] },
      '/me': userInfo.claims,
    };
    response.statusCode = serving ? (request.url === '/me' ? userInfo.status : 200) : 503;
    response.end(JSON.stringify(documents[request.url ?? ''] ?? {}));
  });
});
afterAll(() => issuer.close());

const now = () => Math.floor(Date.now() / 1000);
const claims = (more: object) => ({ iss: issuer.url, sub: 'ana', iat: now(), exp: now() + MINUTE, ...more });
const sign = (more: object, key = keys.privateKey) =>
  new SignJWT(claims(more)).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
const read = (token: string) =>
  bearer({ issuer: issuer.url, audience: AUDIENCE })({ authorization: `Bearer ${token}` });

const aud = { aud: AUDIENCE };
const cognito = { client_id: AUDIENCE, token_use: 'access' };

describe('a bearer token', () => {
  it.each([
    ['our audience', aud],
    ['our audience among others', { aud: ['other', AUDIENCE] }],
    ['Cognito’s shape', cognito],
  ])('is taken with %s', async (_, shape) => {
    expect(await read(await sign(shape))).toMatchObject({ issuer: issuer.url, subject: 'ana' });
  });

  it.each([
    ['of another audience', { aud: 'other' }],
    ['of another audience, with our client', { aud: 'other', ...cognito }],
    ['of another Cognito client', { ...cognito, client_id: 'other' }],
    ['that is an ID token of Cognito', { ...aud, token_use: 'id' }],
    ['that is an ID token of Cognito, with a client', { ...cognito, token_use: 'id' }],
    ['that is an ID token, by its nonce', { ...aud, nonce: 'n-1' }],
    ['that is an ID token, by the hash of its access token', { ...aud, at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }],
    ['that is an ID token, by the hash of its code', { ...aud, c_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }],
    ['that says access and carries a nonce', { ...cognito, nonce: 'n-1' }],
    ['that is for nobody', {}],
    ['of another issuer', { ...aud, iss: 'https://issuer.example' }],
    ['that has expired', { ...aud, exp: now() - 2 * MINUTE }],
    ['without an end', { ...aud, exp: undefined }],
    ['without a subject', { ...aud, sub: undefined }],
  ])('%s is refused', async (_, shape) => {
    await expect(read(await sign(shape))).rejects.toMatchObject({ code: 'token-invalid', status: 401 });
  });

  it('is refused unsigned, and signed by another key', async () => {
    const unsigned = new UnsecuredJWT(claims(aud)).encode();
    const other = await generateKeyPair('RS256');
    for (const token of [unsigned, await sign(aud, other.privateKey), 'not.a.token', 'x']) {
      await expect(read(token)).rejects.toMatchObject({ code: 'token-invalid' });
    }
  });

  it('is not looked for elsewhere', async () => {
    const check = bearer({ issuer: issuer.url, audience: AUDIENCE });
    expect(await check({})).toBeUndefined();
    expect(await check({ authorization: 'Basic YTpi' })).toBeUndefined();
  });

  it('is neither taken nor refused while the issuer is away, and read again once it is back', async () => {
    const check = bearer({ issuer: issuer.url, audience: AUDIENCE });
    const headers = { authorization: `Bearer ${await sign(aud)}` };
    serving = false;
    await expect(check(headers)).rejects.toMatchObject({ name: 'Unavailable', code: 'issuer-unreachable' });
    serving = true;
    expect(await check(headers)).toMatchObject({ subject: 'ana' });
  });

  it('is neither taken nor refused while only the keys are away', async () => {
    const discovery = async () => ({ jwks_uri: `${issuer.url}/jwks` });
    const check = bearer({ issuer: issuer.url, audience: AUDIENCE }, discovery as never);
    serving = false;
    await expect(check({ authorization: `Bearer ${await sign(aud)}` })).rejects.toMatchObject({ name: 'Unavailable' });
    serving = true;
  });
});

describe('the verified address', () => {
  const address = async (shape: object) => (await read(await sign(shape)))?.verifiedEmail();

  it('is read from the token, in lower case', async () => {
    expect(await address({ ...aud, email: 'Ana@School.example', email_verified: true })).toBe('ana@school.example');
    expect(await address({ ...aud, email: 'ana@school.example', email_verified: 'true' })).toBe('ana@school.example');
  });

  it('is asked of the issuer where the token is silent', async () => {
    userInfo = { status: 200, claims: { email: 'ana@school.example', email_verified: true } };
    expect(await address(cognito)).toBe('ana@school.example');
  });

  it('is nothing where the issuer does not vouch for it, or shows this token nothing', async () => {
    userInfo = { status: 200, claims: { email: 'ana@school.example', email_verified: false } };
    expect(await address({ ...aud, email: 'ana@school.example' })).toBeUndefined();
    userInfo = { status: 401, claims: {} };
    expect(await address(cognito)).toBeUndefined();
  });
});
