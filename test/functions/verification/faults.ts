/** Badges with one fault each. Everything else about them is right, so that exactly one check can catch it. */
import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { exportJWK } from 'jose';
import { bakePng } from '../../../functions/open-badges/baking/png.ts';
import { chunksOf, pngOf } from '../../../functions/open-badges/baking/png-chunks.ts';
import { bakeSvg } from '../../../functions/open-badges/baking/svg.ts';
import { emptyBitstring, withSet } from '../../../functions/open-badges/bitstring.ts';
import type { FoundCode } from '../../../functions/verification/findings.ts';
import type { Input } from '../../../functions/verification/verify.ts';
import { png } from '../open-badges/baking/images.ts';
import {
  badge,
  didDocumentOf,
  edKey,
  entry,
  ISSUER,
  type Json,
  jwt,
  LIST,
  methodOf,
  NOW,
  rsaKey,
  STRANGER,
  signed,
  statusList,
  type World,
} from './world.ts';

export type Fault = [
  what: string,
  code: FoundCode,
  make: (world: World) => Promise<Json | string | Input> | Json | string | Input,
];

/** Signed, then changed. */
const altered = (more: Json): Json => ({ ...signed(badge()), ...more });
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>';
const unsignedToken = (header: Json, signature = '') =>
  `${encoded(header)}.${encoded({ ...badge(), iss: ISSUER })}.${signature}`;
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const withPart = (token: string, at: number, change: (part: string) => string) =>
  token
    .split('.')
    .map((part, index) => (index === at ? change(part) : part))
    .join('.');
const renamed = (part: string) => encoded({ ...JSON.parse(Buffer.from(part, 'base64url').toString()), name: 'Other' });
const subject = badge().credentialSubject as Json;
const achievement = subject.achievement as Json;

export const formFaults: Fault[] = [
  ['prose', 'form-unknown', () => 'This is my badge.'],
  ['a page', 'form-unknown', () => '<!doctype html><p>A badge</p>'],
  ['half of the JSON', 'json-broken', () => JSON.stringify(signed(badge())).slice(0, 300)],
  [
    'a token of which the payload is no JSON',
    'jwt-broken',
    async () => withPart(await jwt(badge()), 1, (part) => part.slice(3)),
  ],
  ['a PNG without a badge', 'image-without-badge', () => ({ bytes: png })],
  ['an SVG without a badge', 'image-without-badge', () => svg],
  [
    'a PNG baked twice',
    'image-with-two-badges',
    () => {
      const chunks = chunksOf(bakePng(png, JSON.stringify(signed(badge()))));
      const baked = chunks.filter(({ type }) => type === 'iTXt');
      return { bytes: pngOf(chunks.toSpliced(-1, 0, ...baked)) };
    },
  ],
  [
    'a PNG that was damaged',
    'image-damaged',
    () => {
      const bytes = Buffer.from(bakePng(png, JSON.stringify(signed(badge()))));
      return { bytes: bytes.fill(0x20, 100, 110) };
    },
  ],
  ['endless nesting', 'nested-too-deep', () => `{"@context":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ['other JSON', 'not-an-open-badge', () => ({ hello: 'world' })],
  ['an address without TLS', 'address-refused', () => 'http://issuer.example/badges/1'],
  [
    'a private address',
    'address-refused',
    ({ internet }) => {
      internet.set('https://10.0.0.1/', { why: 'address-refused' });
      return { url: 'https://10.0.0.1/' };
    },
  ],
  [
    'an address of an address',
    'form-unknown',
    ({ put }) => {
      put('https://issuer.example/a', 'https://issuer.example/b');
      return { url: 'https://issuer.example/a' };
    },
  ],
];

const without = (document: Json, member: string): Json => ({ ...document, [member]: undefined });

export const schemaFaults: Fault[] = [
  ['no id', 'schema-not-met', () => signed(without(badge(), 'id'))],
  ['no date', 'schema-not-met', () => signed(without(badge(), 'validFrom'))],
  ['a date without a zone', 'schema-not-met', () => signed(badge({ validFrom: '2026-03-02T10:00:00' }))],
  [
    'the date of the older data model',
    'schema-not-met',
    () => signed({ ...without(badge(), 'validFrom'), description: 'x' }),
  ],
  ['the type of something else', 'schema-not-met', () => signed(badge({ type: ['VerifiableCredential'] }))],
  [
    'no context of Open Badges',
    'schema-not-met',
    () => altered({ '@context': ['https://www.w3.org/ns/credentials/v2'] }),
  ],
  ['an issuer that is an address', 'issuer-only-named', () => altered({ issuer: ISSUER })],
  ['an issuer that is no Profile', 'schema-not-met', () => altered({ issuer: { id: ISSUER, type: ['Agent'] } })],
  [
    'an achievement without criteria',
    'schema-not-met',
    () => signed(badge({ credentialSubject: { ...subject, achievement: without(achievement, 'criteria') } })),
  ],
  ['nobody as its subject', 'schema-not-met', () => signed(badge({ credentialSubject: without(subject, 'id') }))],
  ['two statuses', 'schema-not-met', () => altered({ credentialStatus: [entry(), entry()] })],
  [
    'an image with members that images have not',
    'schema-not-met',
    () =>
      altered({
        credentialSubject: {
          ...subject,
          achievement: { ...achievement, image: { id: 'urn:a', type: 'Image', alt: 'x' } },
        },
      }),
  ],
];

export const termsFaults: Fault[] = [
  ['a term that no context defines', 'term-undefined', () => altered({ shoeSize: '42' })],
  [
    'a term that no context defines, deep inside',
    'term-undefined',
    () => altered({ credentialSubject: { ...subject, achievement: { ...achievement, shoeSize: '42' } } }),
  ],
  [
    'a context that nobody knows',
    'context-unknown',
    () => altered({ '@context': [...(badge()['@context'] as unknown[]), 'https://elsewhere.example/context.json'] }),
  ],
  ['a relative id', 'terms-unsafe', () => altered({ evidence: [{ id: 'evidence/1', type: ['Evidence'] }] })],
  ['a type that no context defines', 'terms-unsafe', () => altered({ type: [...(badge().type as string[]), 'Hat'] })],
  ['a term that no context defines, in a token', 'term-undefined', () => jwt(badge({ shoeSize: '42' }))],
];

const proofOf = (more: Json): Json => {
  const document = signed(badge());
  return { ...document, proof: [{ ...(document.proof as Json[])[0], ...more }] };
};

export const proofFaults: Fault[] = [
  ['no proof', 'proof-missing', () => badge()],
  ['an empty list of proofs', 'proof-missing', () => badge({ proof: [] })],
  ['an altered claim', 'proof-wrong', () => altered({ name: 'Other' })],
  ['an altered claim in a token', 'proof-wrong', async () => withPart(await jwt(badge()), 1, renamed)],
  [
    'an altered claim in a PNG',
    'proof-wrong',
    () => ({ bytes: bakePng(png, JSON.stringify(altered({ name: 'Other' }))) }),
  ],
  [
    'an altered token in a PNG',
    'proof-wrong',
    async () => ({ bytes: bakePng(png, withPart(await jwt(badge()), 1, renamed)) }),
  ],
  ['an altered claim in an SVG', 'proof-wrong', () => bakeSvg(svg, JSON.stringify(altered({ name: 'Other' })))],
  ['an altered token in an SVG', 'proof-wrong', async () => bakeSvg(svg, withPart(await jwt(badge()), 1, renamed))],
  ['a claim more', 'proof-wrong', () => altered({ awardedDate: '2026-03-02T10:00:00Z' })],
  [
    'a second proof that is wrong',
    'proof-wrong',
    () => {
      const document = signed(signed(badge()));
      const [one, two] = document.proof as Json[];
      return { ...document, proof: [one, { ...two, created: '2026-03-03T10:00:00Z' }] };
    },
  ],
  ['a wrong proof inside a right token', 'proof-wrong', () => jwt(altered({ name: 'Other' }))],
  [
    'another purpose',
    'proof-purpose-wrong',
    () => signed(badge(), undefined, ISSUER, { proofPurpose: 'authentication' }),
  ],
  ['another purpose, written over', 'proof-purpose-wrong', () => proofOf({ proofPurpose: 'keyAgreement' })],
  [
    'a proof that ran out',
    'proof-expired',
    () => signed(badge(), undefined, ISSUER, { expires: '2026-04-01T00:00:00Z' }),
  ],
  ['a cryptosuite that nobody knows', 'proof-kind-unknown', () => proofOf({ cryptosuite: 'ecdsa-sd-2023' })],
  ['a proof value cut short', 'proof-wrong', () => proofOf({ proofValue: 'z3abc' })],
  ['a proof value in another base', 'proof-wrong', () => proofOf({ proofValue: `u${'A'.repeat(86)}` })],
  ['a proof with a word of its own', 'proof-wrong', () => proofOf({ shoeSize: '42' })],
  ['a proof that names no key', 'key-not-named', () => proofOf({ verificationMethod: undefined })],
  ['a proof of a key that is not there', 'key-not-found', () => signed(badge(), edKey())],
  [
    'a proof of a key at a host that does not answer',
    'key-unreachable',
    () => proofOf({ verificationMethod: 'did:web:nowhere.example#1' }),
  ],
  ['five proofs', 'proofs-too-many', () => [1, 2, 3, 4, 5].reduce((document) => signed(document), badge())],
  ['alg none', 'algorithm-refused', () => unsignedToken({ alg: 'none', kid: ISSUER })],
  [
    'alg HS256 with the public key as its secret',
    'algorithm-refused',
    ({ rsa }) => {
      const token = unsignedToken({ alg: 'HS256', kid: `${ISSUER}#rsa`, typ: 'JWT' }).slice(0, -1);
      const secret = rsa.issuer.publicKey.export({ type: 'spki', format: 'pem' });
      return `${token}.${createHmac('sha256', secret).update(token).digest('base64url')}`;
    },
  ],
  [
    'an algorithm that is not the key’s',
    'proof-wrong',
    async () => withPart(await jwt(badge()), 0, () => encoded({ alg: 'ES256', kid: `${ISSUER}#rsa` })),
  ],
  ['a token without kid', 'key-not-named', () => jwt(badge(), { header: { kid: undefined } })],
  ['a kid that is no address', 'key-not-named', () => jwt(badge(), { header: { kid: 'key-1' } })],
  [
    'a kid that answers a set',
    'key-set',
    () => jwt(badge(), { header: { kid: 'https://issuer.example/.well-known/jwks.json' } }),
  ],
  ['a typ of something else', 'header-refused', () => jwt(badge(), { header: { typ: 'at+jwt' } })],
  [
    'a header that the standard forbids',
    'header-refused',
    () => jwt(badge(), { header: { x5u: 'https://issuer.example/x5u' } }),
  ],
  [
    'a key of 1024 bits',
    'key-unusable',
    async ({ put }) => {
      const { privateKey, publicKey } = rsaKey(1024);
      put('https://issuer.example/keys/short', await exportJWK(publicKey));
      const token = await jwt(badge(), { header: { kid: 'https://issuer.example/keys/short' } });
      void privateKey;
      return token;
    },
  ],
];

export const issuerFaults: Fault[] = [
  ['a retired key', 'key-retired', ({ keys }) => signed(badge(), keys.retired)],
  [
    'a retired key of tokens',
    'key-retired',
    ({ rsa }) => jwt(badge(), { key: rsa.retired.privateKey, header: { kid: `${ISSUER}#rsa-old` } }),
  ],
  ['a stranger’s proof', 'controller-foreign', ({ keys }) => signed(badge(), keys.stranger, STRANGER)],
  [
    'a stranger’s key that claims the issuer as its controller',
    'controller-foreign',
    ({ keys, put }) => {
      const method = { ...methodOf(STRANGER, keys.stranger), controller: ISSUER };
      put('https://stranger.example/.well-known/did.json', didDocumentOf(STRANGER, [method]));
      return signed(badge(), keys.stranger, STRANGER);
    },
  ],
  [
    'a stranger’s key at an address of its own that claims an https issuer',
    'controller-foreign',
    ({ keys, put }) => {
      const controller = 'https://issuer.example/issuer';
      const verificationMethod = 'https://stranger.example/keys/1';
      put(verificationMethod, { id: verificationMethod, controller, publicKeyMultibase: keys.stranger.multikey });
      const document = badge({ issuer: { id: controller, type: ['Profile'] } });
      return signed(document, keys.stranger, STRANGER, { verificationMethod });
    },
  ],
  [
    'an https issuer whose document does not list the key',
    'key-retired',
    ({ keys, put }) => {
      const id = 'https://issuer.example/issuer';
      const method = { id: `${id}#1`, controller: id, publicKeyMultibase: keys.issuer.multikey };
      put(id, { id, verificationMethod: [method], assertionMethod: [] });
      const document = badge({ issuer: { id, type: ['Profile'] } });
      return signed(document, keys.issuer, ISSUER, { verificationMethod: `${id}#1` });
    },
  ],
  [
    'a right proof and a stranger’s',
    'controller-foreign',
    ({ keys }) => signed(signed(badge()), keys.stranger, STRANGER),
  ],
  [
    'a stranger’s key inside the token',
    'key-of-nobody',
    async ({ rsa }) => {
      const jwk = await exportJWK(rsa.stranger.publicKey);
      return jwt(badge(), { key: rsa.stranger.privateKey, header: { kid: undefined, jwk } });
    },
  ],
  [
    'a stranger’s key at an address',
    'key-of-nobody',
    ({ rsa }) => jwt(badge(), { key: rsa.stranger.privateKey, header: { kid: 'https://stranger.example/keys/rsa' } }),
  ],
  [
    'a stranger’s key, for an https issuer',
    'key-of-nobody',
    ({ rsa }) =>
      jwt(badge({ issuer: { id: 'https://issuer.example/issuer', type: ['Profile'] } }), {
        key: rsa.stranger.privateKey,
        header: { kid: 'https://stranger.example/keys/rsa' },
      }),
  ],
  [
    'a key that its host publishes for another issuer',
    'key-of-nobody',
    async ({ put, rsa }) => {
      const jwk = { ...(await exportJWK(rsa.issuer.publicKey)), iss: 'https://issuer.example/other' };
      put('https://issuer.example/.well-known/jwks.json', { keys: [jwk] });
      const document = badge({ issuer: { id: 'https://issuer.example/issuer', type: ['Profile'] } });
      return jwt(document, { header: { kid: 'https://issuer.example/keys/rsa' } });
    },
  ],
  [
    'an issuer who cannot be read',
    'issuer-unreachable',
    ({ internet }) => {
      internet.set('https://issuer.example/.well-known/did.json', { why: 'unreachable' });
      return jwt(badge(), { header: { kid: 'https://issuer.example/keys/rsa' } });
    },
  ],
  [
    'an issuer whose document is of somebody else',
    'issuer-unreadable',
    ({ put }) => {
      put('https://issuer.example/.well-known/did.json', didDocumentOf(STRANGER, []));
      return jwt(badge(), { header: { kid: 'https://issuer.example/keys/rsa' } });
    },
  ],
  ...(['iss', 'sub', 'jti'] as const).map<Fault>((claim) => [
    `another ${claim}`,
    'token-differs',
    () => jwt(badge(), { claims: { [claim]: 'https://stranger.example/1' } }),
  ]),
  ['another nbf', 'token-differs', () => jwt(badge(), { claims: { nbf: NOW.getTime() / 1000 } })],
  ['another exp', 'token-differs', () => jwt(badge({ validUntil: '2027-01-01T00:00:00Z' }), { claims: { exp: 4e9 } })],
  [
    'no exp where the badge ends',
    'token-differs',
    () => jwt(badge({ validUntil: '2027-01-01T00:00:00Z' }), { claims: { exp: undefined } }),
  ],
  ['no iss', 'token-differs', () => jwt(badge(), { claims: { iss: undefined } })],
];

export const validityFaults: Fault[] = [
  ['an end that is past', 'expired', () => signed(badge({ validUntil: '2026-05-31T00:00:00Z' }))],
  ['an end that is this very moment', 'expired', () => signed(badge({ validUntil: NOW.toISOString() }))],
  ['an end that is past, in a token', 'expired', () => jwt(badge({ validUntil: '2026-05-31T00:00:00Z' }))],
  ['a beginning that is to come', 'not-yet-valid', () => signed(badge({ validFrom: '2026-06-02T00:00:00Z' }))],
  ['a beginning that is to come, in a token', 'not-yet-valid', () => jwt(badge({ validFrom: '2026-06-02T00:00:00Z' }))],
];

/** A badge whose status is asked of this list. */
const listed =
  (list: (world: World) => unknown, more: Json = {}) =>
  (world: World) => {
    world.put(LIST, list(world));
    return signed(badge({ credentialStatus: entry(more) }));
  };
const rightList = () => signed(statusList());
const listSubject = statusList().credentialSubject as Json;
const withSubject = (more: Json) => () =>
  signed(statusList(undefined, { credentialSubject: { ...listSubject, ...more } }));
const compressed = (bytes: number) => `u${gzipSync(Buffer.alloc(bytes)).toString('base64url')}`;

export const statusFaults: Fault[] = [
  ['its bit set', 'revoked', listed(() => signed(statusList(withSet(emptyBitstring(), 7))))],
  [
    'its bit set, in a list that is a token',
    'revoked',
    async ({ put }) => {
      const list = statusList(withSet(emptyBitstring(), 7));
      const claims = { iss: ISSUER };
      put(LIST, await jwt({ ...list, issuer: { id: ISSUER } }, { claims, header: { typ: 'vc+jwt' } }));
      return signed(badge({ credentialStatus: entry() }));
    },
  ],
  [
    'its bit set, in a badge that is a token',
    'revoked',
    ({ put }) => {
      put(LIST, signed(statusList(withSet(emptyBitstring(), 7))));
      return jwt(badge({ credentialStatus: entry() }));
    },
  ],
  ['a list that is too short', 'status-list-short', listed(withSubject({ encodedList: compressed(16_383) }))],
  ['a list that is a bomb', 'status-list-wrong', listed(withSubject({ encodedList: compressed(64 * 1024 * 1024) }))],
  [
    'a list in another encoding',
    'status-list-wrong',
    listed(withSubject({ encodedList: compressed(16_384).slice(1) })),
  ],
  ['a list of another purpose', 'status-list-wrong', listed(withSubject({ statusPurpose: 'suspension' }))],
  ['a list with its purpose in an array', 'status-list-wrong', listed(withSubject({ statusPurpose: ['revocation'] }))],
  [
    'a list of another type',
    'status-list-wrong',
    listed(() => signed(statusList(undefined, { type: ['VerifiableCredential'] }))),
  ],
  ['a list that is a page', 'status-list-wrong', listed(() => '<!doctype html>')],
  [
    'a list that was changed',
    'status-list-forged',
    listed(() => ({ ...rightList(), validFrom: '2026-01-02T00:00:00Z' })),
  ],
  ['a list that nobody signed', 'status-list-forged', listed(() => statusList())],
  [
    'a list that a stranger signed',
    'status-list-forged',
    listed(({ keys }) => signed(statusList(), keys.stranger, STRANGER)),
  ],
  ['a list signed by a retired key', 'status-list-forged', listed(({ keys }) => signed(statusList(), keys.retired))],
  [
    'a list of another issuer',
    'status-list-foreign',
    listed(({ keys }) => signed(statusList(undefined, { issuer: STRANGER }), keys.stranger, STRANGER)),
  ],
  [
    'a list that is out of date',
    'status-list-expired',
    listed(() => signed(statusList(undefined, { validUntil: '2026-05-01T00:00:00Z' }))),
  ],
  ['an index outside of the list', 'status-index-outside', listed(rightList, { statusListIndex: '131072' })],
  ['an index that is a number', 'status-entry-wrong', listed(rightList, { statusListIndex: 7 })],
  ['an index that is not decimal', 'status-entry-wrong', listed(rightList, { statusListIndex: '0x7' })],
  ['a negative index', 'status-entry-wrong', listed(rightList, { statusListIndex: '-1' })],
  ['the list as the id of its entry', 'status-entry-wrong', listed(rightList, { id: LIST })],
  ['no purpose', 'status-entry-wrong', listed(rightList, { statusPurpose: undefined })],
  [
    'a list that cannot be reached',
    'status-unreachable',
    ({ internet }) => {
      internet.set(LIST, { why: 'unreachable' });
      return signed(badge({ credentialStatus: entry() }));
    },
  ],
  [
    'a list that is not there',
    'status-unreachable',
    ({ put }) => {
      put(LIST, '', 404);
      return signed(badge({ credentialStatus: entry() }));
    },
  ],
  [
    'a list that redirects to a private address',
    'status-unreachable',
    ({ internet }) => {
      internet.set(LIST, { why: 'address-refused' });
      return signed(badge({ credentialStatus: entry() }));
    },
  ],
  ...(
    [
      [
        'being on the list of 1EdTech',
        'revoked',
        { issuer: ISSUER, revokedCredential: [{ id: 'https://issuer.example/badges/1' }] },
      ],
      ['a list of 1EdTech of another issuer', 'status-list-foreign', { issuer: STRANGER, revokedCredential: [] }],
      ['a list of 1EdTech that is none', 'status-list-wrong', { issuer: ISSUER, revokedCredential: 'none' }],
    ] as const
  ).map<Fault>(([what, code, list]) => [
    what,
    code,
    ({ put }) => {
      put(LIST, list);
      const context = [
        ...(badge()['@context'] as unknown[]),
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ];
      return signed(badge({ '@context': context, credentialStatus: { id: LIST, type: '1EdTechRevocationList' } }));
    },
  ]),
];
