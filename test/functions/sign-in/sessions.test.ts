import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../../functions/platform/errors.ts';
import { newSecretId } from '../../../functions/platform/stamp.ts';
import { authentication } from '../../../functions/sign-in/authenticate.ts';
import { sessionStore } from '../../../functions/sign-in/sessions.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());

let time = Date.parse('2026-11-23T09:00:00Z');
const HOUR = 3_600_000;
const storeAt = (publicUrl: string) =>
  sessionStore({ table: ledger.table, now: () => new Date(time), newSecretId, publicUrl });
const ana = { issuer: 'https://issuer.example', subject: 'ana', verifiedEmail: 'ana@school.example' };

/** What a browser sends back of a `Set-Cookie`. */
const sentBack = (cookie: string) => {
  const [pair = ''] = cookie.split(';');
  return { cookies: { [pair.slice(0, pair.indexOf('='))]: pair.slice(pair.indexOf('=') + 1) } };
};

describe('a session', () => {
  it('is a cookie that no page, no other host and no plain connection can have', async () => {
    const cookie = await storeAt('https://badges.example').start(ana);
    expect(cookie).toMatch(
      /^__Host-accolade=[A-Za-z0-9_-]{22}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(await storeAt('http://localhost:4000').start(ana)).toMatch(
      /^accolade=[^;]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it('is the person it was begun for', async () => {
    const sessions = storeAt('https://badges.example');
    const found = await sessions.find(sentBack(await sessions.start(ana)));
    expect([found?.issuer, found?.subject, await found?.verifiedEmail()]).toEqual(Object.values(ana));
    expect(await sessions.find({ cookies: {} })).toBeUndefined();
    expect(await sessions.find({ cookies: { '__Host-accolade': 'x'.repeat(22) } })).toBeUndefined();
    expect(await sessions.find({ cookies: { '__Host-accolade': '' } })).toBeUndefined();
  });

  it('lasts eight hours by our clock, whenever the table gets to removing it', async () => {
    const sessions = storeAt('https://badges.example');
    const request = sentBack(await sessions.start({ ...ana, verifiedEmail: undefined }));
    time += 8 * HOUR - 1000;
    expect(await sessions.find(request)).toBeDefined();
    time += 1000;
    expect(await sessions.find(request)).toBeUndefined();
  });

  it('ends at once, and its cookie with it', async () => {
    const sessions = storeAt('https://badges.example');
    const request = sentBack(await sessions.start(ana));
    expect(await sessions.end(request)).toMatch(/^__Host-accolade=; Max-Age=0; Path=\/;/);
    expect(await sessions.find(request)).toBeUndefined();
    await sessions.end(request);
    await sessions.end({ cookies: {} });
  });

  it('is known to the table by a hash alone, with the time to remove it', async () => {
    const sessions = storeAt('https://badges.example');
    const secret = Object.values(sentBack(await sessions.start(ana)).cookies)[0] ?? '';
    const { Items = [] } = await ledger.client.send(new ScanCommand({ TableName: ledger.tableName }));
    expect(Items.some(({ pk }) => /^SESSION#[0-9a-f]{64}$/.test(pk))).toBe(true);
    expect(JSON.stringify(Items)).not.toContain(secret);
    expect(Items.every(({ expiresAt }) => Number.isInteger(expiresAt) && expiresAt < 1e11)).toBe(true);
  });
});

describe('who calls', () => {
  const authenticate = authentication({
    bearer: async ({ authorization }) => {
      if (authorization === 'Bearer bad') throw new Refused('token-invalid', { status: 401, message: 'No.' });
      return authorization ? { issuer: 'i', subject: 'by-token', verifiedEmail: async () => undefined } : undefined;
    },
    sessions: {
      find: async ({ cookies }) =>
        cookies.s ? { issuer: 'i', subject: 'by-session', verifiedEmail: async () => undefined } : undefined,
    },
  });
  const subject = async (headers: Record<string, string>, cookies = {}) =>
    (await authenticate({ headers, cookies }))?.subject;

  it('is told by the token first, then by the session', async () => {
    expect(await subject({ authorization: 'Bearer good' }, { s: '1' })).toBe('by-token');
    expect(await subject({}, { s: '1' })).toBe('by-session');
    expect(await subject({})).toBeUndefined();
    await expect(subject({ authorization: 'Bearer bad' }, { s: '1' })).rejects.toMatchObject({ code: 'token-invalid' });
  });
});
