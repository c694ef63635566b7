/** One credential in every form, read by libraries that are not ours where there are any. */
import { generateKeyPairSync } from 'node:crypto';
import { importJWK, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../../functions/credentials/read.ts';
import { bakedInPng } from '../../../functions/open-badges/baking/png.ts';
import { bakedInSvg } from '../../../functions/open-badges/baking/svg.ts';
import { BADGE, jwtSignerOf, PROGRAM, PUBLIC_URL, people, programsOf, type Stage, startStage } from './stage.ts';
import { verifyElsewhere } from './verify-elsewhere.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});

const read = (from: Stage, { credentialId, holderKey }: Credential, suffix: string) =>
  from.call({ path: `/credentials/${credentialId}${suffix}`, query: { key: holderKey } });
const jwkOf = async (from: Stage, kid: string) => {
  const answer = await from.call({ path: new URL(kid).pathname });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/jwk+json']);
  return JSON.parse(answer.body);
};
const partsOf = (jwt: string) =>
  jwt
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
const verified = async (from: Stage, jwt: string) => {
  const [{ kid }] = partsOf(jwt);
  return jwtVerify(jwt, await importJWK(await jwkOf(from, kid), 'RS256'), {
    typ: 'JWT',
    currentDate: new Date('2026-03-03'),
  });
};

describe('the JWT', () => {
  it('has the header and the claims of Open Badges 3.0, and nothing else in its header', async () => {
    const credential = await stage.signed();
    const { body, headers } = await read(stage, credential, '.jwt');
    expect(headers['content-type']).toBe('text/plain');
    const [header, payload] = partsOf(body);
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.stringMatching(`^${PUBLIC_URL}/keys/[\\w-]{43}$`) });
    const { proof: _, ...document } = credential.document;
    expect(payload).toEqual({
      ...document,
      ...{ iss: document.issuer.id, jti: document.id, sub: document.credentialSubject.id },
      nbf: Date.parse(document.validFrom) / 1000,
    });
  });

  it('ends when the credential ends', async () => {
    const ending = await startStage({ programs: programsOf({ badge: { validMonths: 12 } }) });
    const [, payload] = partsOf((await read(ending, await ending.signed(), '.jwt')).body);
    expect(payload.exp).toBe(Date.parse('2027-03-02T10:00:00Z') / 1000);
  });

  it('is accepted by jose with the one key that its kid answers, and refused with any part of it altered', async () => {
    const jwt = (await read(stage, await stage.signed(), '.jwt')).body;
    expect((await verified(stage, jwt)).payload.iss).toBe(`did:web:badges.example:programs:${PROGRAM}`);
    const [header = '', payload = '', signature = ''] = jwt.split('.');
    const other = Buffer.from(JSON.stringify({ ...partsOf(jwt)[1], name: 'Another' })).toString('base64url');
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const altered of [`${header}.${other}.${signature}`, `${header}.${payload}.${flipped}`])
      await expect(verified(stage, altered)).rejects.toThrow('signature verification failed');
  });

  it('names a key that stands in the key set of the host, and with the issuer', async () => {
    const [{ kid }] = partsOf((await read(stage, await stage.signed(), '.jwt')).body);
    const set = JSON.parse((await stage.call({ path: '/.well-known/jwks.json' })).body);
    expect(set.keys).toEqual([await jwkOf(stage, kid)]);
    expect(set.keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig', kid });
    expect(Object.keys(set.keys[0]).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    const did = JSON.parse((await stage.call({ path: `/programs/${PROGRAM}/did.json` })).body);
    expect(did.assertionMethod).toContain(`${did.id}#${new URL(kid).pathname.split('/').at(-1)}`);
  });

  it('still verifies after a change of keys, and after its key left the configuration', async () => {
    const [old, next] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
    if (!old || !next) throw new Error('Two keys are needed.');
    const before = await startStage({ jwtSigner: jwtSignerOf([old]) });
    const first = await before.signed();
    const after = await startStage({ jwtSigner: jwtSignerOf([old, next]), ledger: before.ledger });
    const second = await after.signed();
    const without = await startStage({ jwtSigner: jwtSignerOf([next]), ledger: before.ledger });
    const kids = await Promise.all(
      [first, second].map(async (credential) => {
        const jwt = (await read(without, credential, '.jwt')).body;
        await verified(without, jwt);
        return partsOf(jwt)[0].kid;
      }),
    );
    expect(new Set(kids).size).toBe(2);
  });
});

describe('baked images', () => {
  const bytesOf = ({ body, isBase64Encoded }: { body: string; isBase64Encoded?: boolean }) =>
    Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString('base64');

  it.each<[string, object]>([
    ['drawn for the badge by rule', { image: undefined }],
    ['supplied as a PNG', { image: { id: `data:image/png;base64,${dot}`, caption: 'A "dot" & more' } }],
    ['supplied as an SVG', { image: { id: `data:image/svg+xml;base64,${svg}`, caption: 'A picture' } }],
    ['that stand elsewhere on the web', { image: { id: 'https://a.example/b.png', caption: 'A leaf' } }],
    ['that are broken', { image: { id: 'data:image/png;base64,iVBORw0KGgo=', caption: 'A leaf' } }],
  ])('hold the credential as it was signed: %s', async (_which, changed) => {
    const here = await startStage({ programs: programsOf({ badge: changed }) });
    const credential = await here.signed();
    const png = await read(here, credential, '.png');
    const drawing = await read(here, credential, '.svg');
    expect([png.headers['content-type'], drawing.headers['content-type']]).toEqual(['image/png', 'image/svg+xml']);
    for (const baked of [bakedInPng(bytesOf(png)), bakedInSvg(drawing.body)]) {
      expect(baked).toMatchObject({ ok: true, version: '3.0' });
      const document = JSON.parse(baked.ok ? baked.text : '');
      expect(document).toEqual(credential.document);
      expect(await verifyElsewhere(document, here.handler)).toMatchObject({ verified: true });
    }
    // Opened by itself at our address, a program's picture must not run.
    expect(drawing.headers['content-security-policy']).toContain('sandbox');
  });

  it('are there for everybody without a credential in them', async () => {
    for (const [suffix, type] of [
      ['png', 'image/png'],
      ['svg', 'image/svg+xml'],
    ]) {
      const answer = await stage.call({ path: `/programs/${PROGRAM}/badges/${BADGE}/versions/1/image.${suffix}` });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, type]);
      expect(answer.headers['content-security-policy']).toContain('sandbox');
    }
    expect((await stage.call({ path: `/programs/${PROGRAM}/badges/${BADGE}/versions/2/image.svg` })).statusCode).toBe(
      404,
    );
  });
});

describe('the Open Badges 2.0 twin', () => {
  it('is coherent: each object at its own id, tied to its 3.0 counterpart both ways', async () => {
    const credential = await stage.signed();
    await stage.call({ method: 'POST', path: `/v1/awards/${credential.awardId}/share` }, people.earner);
    const get = async (url: string) => JSON.parse((await stage.call({ path: new URL(url).pathname })).body);
    const assertion = await get(`${credential.document.id}/ob2`);
    const badgeClass = await get(assertion.badge);
    const issuer = await get(badgeClass.issuer);
    for (const [object, type] of [
      [assertion, 'Assertion'],
      [badgeClass, 'BadgeClass'],
      [issuer, 'Issuer'],
    ])
      expect([object.type, object['@context'], await get(object.id)]).toEqual([
        type,
        'https://w3id.org/openbadges/v2',
        object,
      ]);
    const { achievement } = credential.document.credentialSubject;
    expect(assertion.related[0].id).toBe(credential.document.id);
    expect(badgeClass.related[0].id).toBe(achievement.id);
    expect(achievement.related).toEqual([expect.objectContaining({ id: assertion.badge })]);
    expect(new Set([assertion.id, badgeClass.id, issuer.id].map((id) => new URL(id).origin)).size).toBe(1);
    expect(JSON.stringify([assertion, badgeClass])).not.toMatch(/Anna|E-1203|Zebulon/);
  });
});
