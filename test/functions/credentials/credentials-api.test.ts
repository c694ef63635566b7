import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../../functions/credentials/read.ts';
import { en } from '../../../functions/credentials/texts/en.ts';
import { es } from '../../../functions/credentials/texts/es.ts';
import { type RsaKey, thumbprintOf } from '../../../functions/platform/jwt-signer.ts';
import { formPost } from '../platform/call.ts';
import {
  BADGE,
  badge,
  evidenceOf,
  PROGRAM,
  PUBLIC_URL,
  people,
  program,
  programsOf,
  reviewOf,
  type Stage,
  startStage,
} from './stage.ts';
import { verifyElsewhere } from './verify-elsewhere.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const pathOf = ({ credentialId }: Credential) => `/credentials/${credentialId}`;
const withKey = ({ holderKey }: Credential) => ({ query: { key: holderKey } });
const share = (credential: Credential, as?: string, method = 'POST') =>
  stage.call({ method, path: `/v1/awards/${credential.awardId}/share` }, as);
const eventsOf = async ({ credentialId }: Credential) => {
  const { Items = [] } = await stage.ledger.client.send(
    new ScanCommand({ TableName: stage.ledger.tableName, ConsistentRead: true }),
  );
  return Items.filter((item) => item.entity === 'Event' && item.detail.data.credentialId === credentialId).map(
    (item) => item.detailType,
  );
};

describe('GET /credentials/{credentialId}', () => {
  it('does not exist for a stranger, just as an id that never was', async () => {
    const credential = await stage.signed();
    const wrong = [{}, { query: { key: 'AAAAAAAAAAAAAAAAAAAAAA' } }, { query: { key: '' } }];
    for (const more of wrong) {
      const answer = await stage.call({ path: pathOf(credential), ...more });
      const never = await stage.call({ path: '/credentials/AAAAAAAAAAAAAAAAAAAAAA', ...more });
      expect([answer.statusCode, answer.body]).toEqual([404, never.body]);
    }
  });

  it.each<[string, string, number]>([
    ['its earner', people.earner, 200],
    ['a reviewer', people.reviewer, 200],
    ['the owner', people.owner, 200],
    ['the deputy', people.deputy, 200],
    ['another earner', people.otherEarner, 404],
    ['somebody who is no member', 'E-9999', 404],
  ])('answers %s', async (_who, employeeId, status) => {
    const answer = await stage.call({ path: pathOf(await stage.signed()) }, employeeId);
    expect(answer.statusCode).toBe(status);
  });

  it('answers the holder’s link with the very document that was signed', async () => {
    const credential = await stage.signed();
    const answer = await stage.call({ path: pathOf(credential), ...withKey(credential) });
    expect(JSON.parse(answer.body)).toEqual(credential.document);
    expect(await verifyElsewhere(JSON.parse(answer.body), stage.handler)).toMatchObject({ verified: true });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vc+ld+json',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
  });

  it.each<[string | undefined, string]>([
    [undefined, 'application/vc+ld+json'],
    ['*/*', 'application/vc+ld+json'],
    ['application/json', 'application/json'],
    ['application/ld+json', 'application/ld+json'],
    ['application/vc', 'application/vc'],
    ['text/html;q=0.5, application/json', 'application/json'],
    ['application/pdf', 'application/vc+ld+json'],
    ['image/png', 'image/png'],
    ['image/svg+xml', 'image/svg+xml'],
    ['application/jwt', 'application/jwt'],
    ['text/plain', 'text/plain'],
    [HTML.accept, 'text/html; charset=utf-8'],
  ])('answers Accept: %s with %s', async (accept, type) => {
    const credential = await stage.signed();
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    const answer = await stage.call({ path: pathOf(credential), ...withKey(credential), headers });
    expect(answer.headers['content-type']).toBe(type);
  });

  it('has an ETag, and answers HEAD without a body', async () => {
    const credential = await stage.signed();
    const asked = { path: pathOf(credential), ...withKey(credential) };
    const { headers } = await stage.call(asked);
    expect((await stage.call({ ...asked, headers: { 'if-none-match': headers.etag ?? '' } })).statusCode).toBe(304);
    expect(await stage.call({ ...asked, method: 'HEAD' })).toMatchObject({ statusCode: 200, body: '' });
  });
});

describe('sharing', () => {
  it('opens a credential to everybody, and takes it back', async () => {
    const credential = await stage.signed();
    const stranger = () => stage.call({ path: pathOf(credential) });
    expect((await stranger()).statusCode).toBe(404);
    const shared = await share(credential, people.earner);
    expect([shared.statusCode, JSON.parse(shared.body)]).toEqual([
      200,
      {
        awardId: credential.awardId,
        credentialId: credential.credentialId,
        shared: true,
        url: `${PUBLIC_URL}${pathOf(credential)}`,
      },
    ]);
    expect(await stranger()).toMatchObject({
      statusCode: 200,
      headers: { 'x-robots-tag': 'noindex', 'cache-control': 'no-cache' },
    });
    const downloaded = JSON.parse((await stranger()).body);
    expect(JSON.parse((await share(credential, people.earner, 'DELETE')).body)).toMatchObject({ shared: false });
    expect((await stranger()).statusCode).toBe(404);
    expect(await verifyElsewhere(downloaded, stage.handler)).toMatchObject({ verified: true });
    expect(await eventsOf(credential)).toEqual([
      'assertion.signed.v1',
      'credential.shared.v1',
      'credential.unshared.v1',
    ]);
  });

  it('says nothing when nothing changes, also when asked ten times at once', async () => {
    const credential = await stage.signed();
    expect((await share(credential, people.earner, 'DELETE')).statusCode).toBe(200);
    await Promise.all(Array.from({ length: 10 }, () => share(credential, people.earner)));
    expect(await eventsOf(credential)).toEqual(['assertion.signed.v1', 'credential.shared.v1']);
  });

  it.each<[string, string | undefined, number]>([
    ['nobody', undefined, 401],
    ['somebody who is no member', 'E-9999', 404],
    ['another earner', people.otherEarner, 404],
    ['the owner', people.owner, 403],
    ['a reviewer', people.reviewer, 403],
  ])('is refused to %s', async (_who, employeeId, status) => {
    const credential = await stage.signed();
    for (const method of ['POST', 'DELETE'])
      expect((await share(credential, employeeId, method)).statusCode).toBe(status);
    expect(await eventsOf(credential)).toEqual(['assertion.signed.v1']);
  });

  it('waits for the signature', async () => {
    const { data } = await stage.award();
    const answer = await stage.call({ method: 'POST', path: `/v1/awards/${data.awardId}/share` }, people.earner);
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([409, 'credential-not-signed']);
  });

  it('works by the form on the page, for the earner alone', async () => {
    const credential = await stage.signed();
    const page = await stage.call({ path: pathOf(credential), headers: HTML }, people.earner);
    expect(page.body).toContain(`<form method="post" action="${pathOf(credential)}/sharing">`);
    expect(page.headers['referrer-policy']).toBe('same-origin');
    const form = (shared: string, as: string) => stage.call(formPost(`${pathOf(credential)}/sharing`, { shared }), as);
    expect((await form('yes', people.reviewer)).statusCode).toBe(403);
    expect((await form('yes', people.otherEarner)).statusCode).toBe(404);
    expect(await form('yes', people.earner)).toMatchObject({
      statusCode: 303,
      headers: { location: pathOf(credential) },
    });
    expect((await stage.call({ path: pathOf(credential) })).statusCode).toBe(200);
    expect((await form('no', people.earner)).statusCode).toBe(303);
    expect((await stage.call({ path: pathOf(credential) })).statusCode).toBe(404);
  });
});

describe('the page of a credential', () => {
  const open = async (language = 'en') => {
    const review = reviewOf({ studentsNotIdentifiable: true });
    const credential = await stage.signed({ review, evidence: evidenceOf() });
    const headers = { ...HTML, 'accept-language': language };
    const { body } = await stage.call({ path: pathOf(credential), ...withKey(credential), headers });
    return { body, credential };
  };

  it('says what for, by whom, since when and on what grounds, and keeps the key in its links', async () => {
    const { body, credential } = await open();
    const said = [
      badge.name,
      program.issuer.name,
      'March 2, 2026',
      'Every student retrieves: Met',
      'https://drive.example/a%20b',
      en.shareHow,
    ];
    for (const text of said) expect(body).toContain(text);
    expect(body).toContain(`${pathOf(credential)}.json?key=${credential.holderKey}`);
    expect(body).not.toMatch(/Zebulon|<script/);
    expect(body).not.toContain(people.earner);
  });

  it('has a download that is the signed document', async () => {
    const { credential } = await open();
    const answer = await stage.call({ path: `${pathOf(credential)}.json`, ...withKey(credential), headers: HTML });
    expect(JSON.parse(answer.body)).toEqual(credential.document);
    expect((await stage.call({ path: `${pathOf(credential)}.json` })).statusCode).toBe(404);
  });

  it('speaks Spanish, and marks the words of the program as English', async () => {
    const { body } = await open('es-MX');
    expect(body).toContain('<html lang="es">');
    expect(body).toContain(`<h1 lang="en">${badge.name}</h1>`);
    for (const text of ['2 de marzo de 2026', es.download.json, es.signIn]) expect(body).toContain(text);
  });

  it('tells the public nothing of sharing, and forbids every script', async () => {
    const { credential } = await open();
    await share(credential, people.earner);
    const answer = await stage.call({ path: pathOf(credential), headers: HTML });
    expect(answer.body).not.toContain(en.sharing);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
  });
});

describe('what a verifier fetches', () => {
  const get = async (path: string, headers = {}) => {
    const answer = await stage.call({ path, headers });
    return { ...answer, json: answer.headers['content-type']?.includes('json') ? JSON.parse(answer.body) : undefined };
  };
  const at = `/programs/${PROGRAM}`;
  const did = `did:web:badges.example:programs:${PROGRAM}`;

  it('publishes the DID document with absolute ids, as text where it is for assertions', async () => {
    const [key] = await stage.signer.publicKeys();
    const [publicKeyJwk] = await stage.jwtSigner.publicKeys();
    const jwk = thumbprintOf(publicKeyJwk as RsaKey);
    const { json, headers } = await get(`${at}/did.json`);
    expect(json).toMatchObject({
      id: did,
      verificationMethod: [
        { id: `${did}#${key}`, type: 'Multikey', controller: did, publicKeyMultibase: key },
        { id: `${did}#${jwk}`, type: 'JsonWebKey', controller: did, publicKeyJwk },
      ],
      assertionMethod: [`${did}#${key}`, `${did}#${jwk}`],
    });
    expect(headers).toMatchObject({ 'content-type': 'application/did+json', 'access-control-allow-origin': '*' });
    expect(headers['cache-control']).toBe('public, max-age=300');
    expect(headers.etag).toBeDefined();
  });

  it('publishes the issuer and the badge as they stand in a credential', async () => {
    const { document } = await stage.signed();
    const { achievement } = document.credentialSubject;
    expect((await get(`${at}/issuer`)).json).toMatchObject(document.issuer);
    expect((await get(new URL(achievement.id).pathname)).json).toMatchObject(achievement);
    const { json, headers } = await get(`${at}/badges/${BADGE}`, { accept: 'application/ld+json' });
    expect(json).toMatchObject(achievement);
    expect(headers['content-type']).toBe('application/ld+json');
  });

  it('publishes each key, and a program in plain JSON', async () => {
    const [key] = await stage.signer.publicKeys();
    expect((await get(`/keys/${key}`)).json).toMatchObject({
      id: `${PUBLIC_URL}/keys/${key}`,
      publicKeyMultibase: key,
    });
    const { json } = await get(at);
    expect(json).toMatchObject({ programId: PROGRAM, name: program.name, issuer: did });
    expect(json.badges.map(({ url }: { url: string }) => url)).toContain(`${PUBLIC_URL}${at}/badges/${BADGE}`);
    expect(JSON.stringify(json)).not.toMatch(/E-1\d\d\d/);
  });

  it.each([at, `${at}/badges/${BADGE}`, `${at}/badges/${BADGE}/versions/1`])('shows %s to people too', async (path) => {
    for (const language of ['en', 'es']) {
      const { body, headers, statusCode } = await get(path, { ...HTML, 'accept-language': language });
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(body).toContain(`<html lang="${language}">`);
      expect(body).toContain(badge.name);
    }
  });

  it.each([
    '/programs/nothing/did.json',
    '/programs/nothing/issuer',
    '/programs/nothing',
    `${at}/badges/nothing`,
    `${at}/badges/${BADGE}/versions/2`,
    `${at}/badges/${BADGE}/versions/1e0`,
    '/keys/z6Mk',
  ])('answers %s with 404', async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });

  it('keeps a draft to itself, but for the keys that credentials may still need', async () => {
    const draft = await startStage({ programs: programsOf({ program: { status: 'draft' } }) });
    const status = async (path: string) => (await draft.call({ path })).statusCode;
    expect(await status(at)).toBe(404);
    expect(await status(`${at}/badges/${BADGE}`)).toBe(404);
    expect(await status(`${at}/did.json`)).toBe(200);
  });

  it('escapes what a program file says', async () => {
    const nasty = await startStage({
      programs: programsOf({ badge: { name: '<script>alert(1)</script>', criteria: '"><b>' } }),
    });
    const { body } = await nasty.call({ path: `${at}/badges/${BADGE}`, headers: HTML });
    expect(body).not.toMatch(/<script|<b>/);
  });
});
