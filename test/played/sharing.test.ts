/** Private until shared: what a stranger gets of a credential before, while and after its earner shares it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentsOf, type SignedCredential } from '../../lib/local/story/documents.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { verifyElsewhere } from '../../lib/local/story/verify-elsewhere.ts';
import { ofEntity, stateOf } from './ledger.ts';
import { type Played, playStack } from './played-stack.ts';

let played: Played;
let teacher: StoryMember;
let award: { awardId: string; credentialId: string };

beforeAll(async () => {
  played = await playStack(2);
  teacher = played.earner(0);
  await played.award(teacher);
  const [item] = ofEntity(await played.items(), 'Credential');
  award = { awardId: String(item?.awardId), credentialId: String(item?.credentialId) };
});
afterAll(() => played?.close());

const ask = (path: string, init: RequestInit = {}) => fetch(`${played.local.apiUrl}${path}`, init);
const bearer = async (member: Pick<StoryMember, 'employeeId'>) => ({
  authorization: `Bearer ${await played.token(member)}`,
});
const share = async (method: 'POST' | 'DELETE', headers = {}, awardId = award.awardId) =>
  ask(`/v1/awards/${awardId}/share`, { method, headers });

/** All of an answer that a stranger could tell two apart by; each answer has a number of its own. */
const whole = async (response: Response) => {
  const text = (await response.text()).replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'ITS-NUMBER');
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return { status: response.status, headers, text };
};

describe('before its earner shares it', () => {
  it.each(['application/json', 'text/html', '*/*'])(
    'a stranger who asks for %s gets what an id that never was gives',
    async (accept) => {
      for (const method of ['GET', 'HEAD']) {
        const [real, never] = await Promise.all(
          [award.credentialId, 'AAAAAAAAAAAAAAAAAAAAAA'].map(async (id) =>
            whole(await ask(`/credentials/${id}`, { method, headers: { accept } })),
          ),
        );
        expect(real?.status).toBe(404);
        expect(real).toEqual(never);
      }
    },
  );

  it('a wrong key, and the token of somebody it does not concern, give the same', async () => {
    const never = await whole(await ask('/credentials/AAAAAAAAAAAAAAAAAAAAAA'));
    expect(await whole(await ask(`/credentials/${award.credentialId}?key=guessed`))).toEqual(never);
    for (const other of [played.member('finance'), played.member('administrator'), played.earner(1)]) {
      expect(await whole(await ask(`/credentials/${award.credentialId}`, { headers: await bearer(other) }))).toEqual(
        never,
      );
    }
  });

  it('the earner and the staff of the program can read it', async () => {
    for (const one of [teacher, played.member('reviewer'), played.member('owner')]) {
      const answer = await ask(`/credentials/${award.credentialId}`, { headers: await bearer(one) });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('nobody but the earner shares it', async () => {
    const before = await stateOf(played.host);
    expect((await share('POST')).status).toBe(401);
    for (const role of ['reviewer', 'owner']) {
      const answer = await share('POST', await bearer(played.member(role)));
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'not-yours']);
    }
    const others = [played.member('finance'), played.member('administrator'), played.earner(1), { employeeId: '-' }];
    for (const other of others) {
      const headers = await bearer(other);
      const [real, never] = [await share('POST', headers), await share('POST', headers, crypto.randomUUID())];
      expect(real.status).toBe(404);
      expect(await whole(real)).toEqual(await whole(never));
    }
    // Whoever signs in for the first time is bound to their member: nothing else may have been written.
    const written = (await stateOf(played.host)).filter((item) => !/^(IDENTITY|MEMBER)#/.test(String(item.pk)));
    expect(written).toEqual(before.filter((item) => !/^(IDENTITY|MEMBER)#/.test(String(item.pk))));
    expect((await ask(`/credentials/${award.credentialId}`)).status).toBe(404);
  });
});

describe('shared, and taken back', () => {
  it('opens to everybody, closes again, and the downloaded file goes on verifying', async () => {
    const path = `/credentials/${award.credentialId}`;
    const shared = await share('POST', await bearer(teacher));
    expect(shared.status).toBe(200);
    expect(await shared.json()).toMatchObject({ ...award, shared: true, url: `${played.local.apiUrl}${path}` });

    const open = await ask(path);
    expect(open.status).toBe(200);
    const file = (await open.json()) as SignedCredential;
    expect((await ask(path, { headers: { accept: 'text/html' } })).status).toBe(200);

    expect((await share('DELETE', await bearer(played.member('owner')))).status).toBe(403);
    expect((await share('DELETE', await bearer(teacher))).status).toBe(200);
    const [closed, never] = [await ask(path), await ask('/credentials/AAAAAAAAAAAAAAAAAAAAAA')];
    expect(closed.status).toBe(404);
    expect(await whole(closed)).toEqual(await whole(never));
    expect(await verifyElsewhere(file, await documentsOf(file, played.local.apiUrl))).toEqual({ verified: true });
  });

  it('sharing twice changes nothing the second time', async () => {
    const headers = await bearer(teacher);
    await share('POST', headers);
    const before = await stateOf(played.host);
    expect((await share('POST', headers)).status).toBe(200);
    expect(await stateOf(played.host)).toEqual(before);
    await share('DELETE', headers);
  });
});

describe('what verifiers and wallets fetch', () => {
  const documents = async () => {
    await share('POST', await bearer(teacher));
    const credential = `/credentials/${award.credentialId}`;
    const file = (await (await ask(credential)).json()) as SignedCredential & {
      credentialSubject: { achievement: { id: string } };
    };
    const program = `/programs/${played.program.id}`;
    const pathOf = (url: string) => new URL(url).pathname;
    const did = (await (await ask(`${program}/did.json`)).json()) as {
      verificationMethod: { publicKeyMultibase: string }[];
    };
    const key = did.verificationMethod[0]?.publicKeyMultibase;
    return [
      [`${program}/did.json`, 'application/did+json'],
      [`${program}/issuer`, 'application/ld+json'],
      [`${program}/badges/${played.program.badges[0]?.id}`, 'application/ld+json'],
      [pathOf(file.credentialSubject.achievement.id), 'application/ld+json'],
      [`/keys/${key}`, 'application/json'],
      [credential, 'application/vc+ld+json'],
    ] as const;
  };

  it('each has its media type, HEAD, ETag and any-origin CORS', async () => {
    for (const [path, type] of await documents()) {
      const [got, head] = [await ask(path), await ask(path, { method: 'HEAD' })];
      expect([path, got.status, got.headers.get('content-type')]).toEqual([path, 200, type]);
      expect(got.headers.get('access-control-allow-origin')).toBe('*');
      const etag = got.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect([head.status, head.headers.get('etag'), head.headers.get('content-type')]).toEqual([200, etag, type]);
      expect(await head.text()).toBe('');
      const again = await ask(path, { headers: { 'if-none-match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const preflight = await ask(path, {
        method: 'OPTIONS',
        headers: { origin: 'https://wallet.example', 'access-control-request-method': 'GET' },
      });
      expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
      expect(preflight.headers.get('access-control-allow-methods')).toContain('GET');
    }
  });

  it('a shared credential stays out of indexes and referrers', async () => {
    await share('POST', await bearer(teacher));
    const answer = await ask(`/credentials/${award.credentialId}`);
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    await share('DELETE', await bearer(teacher));
  });
});

describe('an address that nobody has', () => {
  it.each(['/', '/wp-login.php', '/v1/nothing', '/credentials'])('%s is answered in our own form', async (path) => {
    const json = await ask(path, { headers: { accept: 'application/json' } });
    expect([json.status, await json.json()]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
    const page = await ask(path, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('This page cannot be found');
  });
});
