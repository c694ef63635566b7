/** Good badges of every kind pass every check: of this issuer, of other makers' libraries, of both data models. */
import { hash, sign } from 'node:crypto';
import { exportJWK } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { bakePng } from '../../../functions/open-badges/baking/png.ts';
import { bakeSvg } from '../../../functions/open-badges/baking/svg.ts';
import { base58btc } from '../../../functions/platform/multibase.ts';
import { canonicalizeByLibrary } from '../../../functions/verification/json-ld-library.ts';
import type { Report } from '../../../functions/verification/verify.ts';
import { png } from '../open-badges/baking/images.ts';
import { issueByDigitalBazaar, issueByDigitalCredentials } from './issue-elsewhere.ts';
import { badge, edKey, entry, ISSUER, type Json, jwt, signed, V1, type World, world } from './world.ts';

let stage: World;
beforeEach(async () => {
  stage = await world();
});

const codes = ({ checks }: Report) => checks.map(({ code }) => code);
const everythingPassed = (report: Report, status = 'status-not-offered') => {
  expect(codes(report)).toEqual([
    ...['form-known', 'schema-met', 'terms-defined', 'proof-holds', 'issuer-bound', 'valid-for-good', status],
    'endorsements-none',
  ]);
  expect(report.verdict).toBe('valid');
};

const OB_301 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json';
const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v2';
const old = (more: Json = {}): Json => {
  const { validFrom, ...rest } = badge();
  return { ...rest, '@context': [V1, OB_301, DATA_INTEGRITY], issuanceDate: validFrom, ...more };
};

describe('a badge with a Data Integrity proof', () => {
  it('is valid, and is told in few words', async () => {
    const report = await stage.verify(signed(badge()));
    everythingPassed(report);
    expect(report).toMatchObject({ form: 'json', version: '3.0' });
    expect(report.claims).toMatchObject({ name: 'Retrieval practice', issuer: { id: ISSUER, name: 'Cedar Hollow' } });
    expect(stage.asked).toEqual(['https://issuer.example/.well-known/did.json']);
  });

  it('is valid with its list, until its end, and with two proofs', async () => {
    everythingPassed(await stage.verify(signed(badge({ credentialStatus: entry() }))), 'not-revoked');
    expect(codes(await stage.verify(signed(badge({ validUntil: '2027-01-01T00:00:00Z' }))))).toContain('valid-now');
    everythingPassed(await stage.verify(signed(signed(badge()))));
  });

  it.each([
    ['@digitalbazaar/vc', issueByDigitalBazaar, badge()],
    ['@digitalcredentials/vc', issueByDigitalCredentials, badge()],
    ['@digitalbazaar/vc, by the older data model', issueByDigitalBazaar, old()],
  ])('is valid when it was issued by %s', async (_library, issue, document) => {
    const issued = await issue(document, stage.keys.issuer);
    const report = await stage.verify(issued);
    expect(codes(report)).toContain('single-values');
    expect(report.verdict).toBe('valid');
    everythingPassed(await stage.verify({ ...issued, proof: [issued.proof] }));
  });

  it('is valid with a vocabulary of its own, which only the library understands', async () => {
    const context = [...(badge()['@context'] as unknown[]), { shoeSize: 'https://issuer.example/terms#shoeSize' }];
    const document = badge({ '@context': context, shoeSize: '42' });
    const issued = await issueByDigitalBazaar(document, stage.keys.issuer);
    everythingPassed(await stage.verify({ ...issued, proof: [issued.proof] }));
  });

  it('is valid with an issuer that is its own key', async () => {
    const key = edKey();
    const did = `did:key:${key.multikey}`;
    const document = badge({ issuer: { id: did, type: ['Profile'] } });
    everythingPassed(await stage.verify(signed(document, key, did)));
    expect(stage.asked).toEqual([]);
    const jwk = Buffer.from(JSON.stringify(await exportJWK(key.publicKey))).toString('base64url');
    const asJwk = badge({ issuer: { id: `did:jwk:${jwk}`, type: ['Profile'] } });
    everythingPassed(await stage.verify(signed(asJwk, key, did, { verificationMethod: `did:jwk:${jwk}#0` })));
  });

  it('is valid with an https issuer, whose document lists the key or whose host has it', async () => {
    const { keys, put, verify } = stage;
    const id = 'https://issuer.example/issuer';
    const document = badge({ issuer: { id, type: ['Profile'] } });
    const method = { type: 'Multikey', controller: id, publicKeyMultibase: keys.issuer.multikey };
    put(id, { id, verificationMethod: [{ id: `${id}#1`, ...method }], assertionMethod: [`${id}#1`] });
    put('https://issuer.example/keys/1', { id: 'https://issuer.example/keys/1', ...method });
    for (const verificationMethod of [`${id}#1`, 'https://issuer.example/keys/1'])
      everythingPassed(await verify(signed(document, keys.issuer, ISSUER, { verificationMethod })));
  });

  it('is read where it is kept, if its issuer is of this deployment', async () => {
    const { keys, ownPaths, verify, asked } = stage;
    const did = 'did:web:badges.example:programs:p';
    const id = `${did}#${keys.issuer.multikey}`;
    const method = { id, type: 'Multikey', controller: did, publicKeyMultibase: keys.issuer.multikey };
    ownPaths.set('/programs/p/did.json', { id: did, verificationMethod: [method], assertionMethod: [id] });
    everythingPassed(await verify(signed(badge({ issuer: { id: did, type: ['Profile'] } }), keys.issuer, did)));
    expect(asked).toEqual([]);
  });

  it('is valid with the older kind of proof', async () => {
    const { keys, verify } = stage;
    const document = old({ '@context': [V1, OB_301, 'https://w3id.org/security/suites/ed25519-2020/v1'] });
    const options = {
      type: 'Ed25519Signature2020',
      created: '2026-03-02T10:00:00Z',
      verificationMethod: `${ISSUER}#${keys.issuer.multikey}`,
      proofPurpose: 'assertionMethod',
    };
    const parts = [{ ...options, '@context': document['@context'] }, document].map(canonicalizeByLibrary);
    const hashes = (await Promise.all(parts)).map((text) => hash('sha256', text, 'buffer'));
    const proofValue = base58btc(sign(null, Buffer.concat(hashes), keys.issuer.privateKey));
    everythingPassed(await verify({ ...document, proof: [{ ...options, proofValue }] }));
  });

  it('is told that another proof was not looked at, and that a status of another kind was not', async () => {
    const document = signed(badge({ credentialStatus: entry({ statusPurpose: 'suspension' }) }));
    document.proof = [...(document.proof as Json[]), { type: 'DataIntegrityProof', cryptosuite: 'ecdsa-sd-2023' }];
    const report = await stage.verify(document);
    expect(codes(report)).toEqual(expect.arrayContaining(['proof-beside-unknown', 'status-purpose-unknown']));
    expect(report.verdict).toBe('valid');
  });
});

describe('a badge as a JWT', () => {
  it('is valid by each way of naming the key, and each algorithm', async () => {
    const { rsa, ec, keys } = stage;
    everythingPassed(await stage.verify(await jwt(badge())));
    everythingPassed(await stage.verify(await jwt(badge(), { header: { kid: 'https://issuer.example/keys/rsa' } })));
    const jwk = await exportJWK(rsa.issuer.publicKey);
    everythingPassed(await stage.verify(await jwt(badge(), { header: { kid: undefined, jwk } })));
    everythingPassed(await stage.verify(await jwt(badge(), { header: { typ: undefined } })));
    const es256 = { key: ec.privateKey, header: { alg: 'ES256', kid: `${ISSUER}#ec` } };
    everythingPassed(await stage.verify(await jwt(badge(), es256)));
    const eddsa = { key: keys.issuer.privateKey, header: { alg: 'EdDSA', kid: `${ISSUER}#${keys.issuer.multikey}` } };
    everythingPassed(await stage.verify(await jwt(badge(), eddsa)));
  });

  it('is valid with an issuer that is its own key', async () => {
    const { x = '', y = '' } = await exportJWK(stage.ec.publicKey);
    const sign = (Buffer.from(y, 'base64url').at(-1) ?? 0) & 1;
    const point = Buffer.concat([Buffer.from([0x80, 0x24, 2 + sign]), Buffer.from(x, 'base64url')]);
    const did = `did:key:${base58btc(point)}`;
    const document = badge({ issuer: { id: did, type: ['Profile'] } });
    const header = { alg: 'ES256', kid: `${did}#${base58btc(point)}` };
    everythingPassed(await stage.verify(await jwt(document, { key: stage.ec.privateKey, header })));
  });

  it('is valid with an https issuer whose host publishes the key', async () => {
    const document = badge({ issuer: { id: 'https://issuer.example/issuer', type: ['Profile'] } });
    const kid = 'https://issuer.example/keys/rsa';
    everythingPassed(await stage.verify(await jwt(document, { header: { kid } })));
  });

  it('is valid with a proof inside, with its list, and by the older data model', async () => {
    everythingPassed(await stage.verify(await jwt(signed(badge({ credentialStatus: entry() })))), 'not-revoked');
    const { issuanceDate, ...document } = old();
    const nbf = Date.parse(String(issuanceDate)) / 1000;
    const token = await jwt(document, { claims: { nbf, vc: { ...document, id: undefined, issuanceDate } } });
    everythingPassed(await stage.verify(token));
  });

  it('is valid with a remark in the manner of the other standard, and without `sub`', async () => {
    const other = await jwt(badge(), {
      header: { typ: 'vc+jwt', cty: 'vc' },
      claims: { iss: undefined, nbf: undefined },
    });
    expect(codes(await stage.verify(other))).toContain('header-of-other-standard');
    const report = await stage.verify(await jwt(badge(), { claims: { sub: undefined } }));
    expect(codes(report)).toContain('subject-not-in-token');
    expect(report.verdict).toBe('valid');
  });
});

describe('a badge in an image or at an address', () => {
  it('is valid like the one inside', async () => {
    const document = JSON.stringify(signed(badge()));
    const token = await jwt(badge());
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>';
    everythingPassed(await stage.verify({ bytes: bakePng(png, document) }));
    everythingPassed(await stage.verify({ bytes: bakePng(png, token) }));
    everythingPassed(await stage.verify(bakeSvg(svg, document)));
    everythingPassed(await stage.verify(bakeSvg(svg, token)));
    stage.put('https://issuer.example/badges/1', document);
    everythingPassed(await stage.verify('https://issuer.example/badges/1'));
    stage.put('https://issuer.example/badges/1', Buffer.from(bakePng(png, token)));
    everythingPassed(await stage.verify({ url: 'https://issuer.example/badges/1' }));
  });
});

describe('a badge with a list of 1EdTech', () => {
  it('is valid when it is not on it', async () => {
    const id = 'https://issuer.example/revocations';
    const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
    const context = [...(badge()['@context'] as unknown[]), extensions];
    const document = badge({ '@context': context, credentialStatus: { id, type: '1EdTechRevocationList' } });
    const list = { id, issuer: ISSUER, revokedCredential: [{ id: 'https://issuer.example/badges/2' }] };
    stage.put(id, list);
    everythingPassed(await stage.verify(signed(document)), 'not-revoked');
    stage.put(id, { ...list, revokedCredential: [{ id: 'https://issuer.example/badges/1', revoked: false }] });
    everythingPassed(await stage.verify(signed(document)), 'not-revoked');
  });
});
