/** An issuer with its keys, documents and status list, and whatever a stranger may put beside them: all made in this process. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { CompactSign, exportJWK, type JWTHeaderParameters } from 'jose';
import { emptyBitstring, encodeBitstring } from '../../../functions/open-badges/bitstring.ts';
import { signedBytes } from '../../../functions/open-badges/data-integrity.ts';
import { base58btc } from '../../../functions/platform/multibase.ts';
import type { GuardedFetch } from '../../../functions/platform/outbound/guarded-fetch.ts';
import { multikeyOf } from '../../../functions/platform/signer.ts';
import { ownDocuments } from '../../../functions/verification/own-documents.ts';
import { type Input, verification } from '../../../functions/verification/verify.ts';

export type Json = Record<string, unknown>;

export const NOW = new Date('2026-06-01T12:00:00Z');
export const ISSUER = 'did:web:issuer.example';
export const STRANGER = 'did:web:stranger.example';
const DID_URL = 'https://issuer.example/.well-known/did.json';
export const LIST = 'https://issuer.example/status/1';
export const KID = `${ISSUER}#rsa`;
export const V1 = 'https://www.w3.org/2018/credentials/v1';
export const V2 = 'https://www.w3.org/ns/credentials/v2';
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

export interface EdKey {
  multikey: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}
export const edKey = (): EdKey => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { multikey: multikeyOf(publicKey.export({ type: 'spki', format: 'der' })), privateKey, publicKey };
};
export const rsaKey = (modulusLength = 2048) => generateKeyPairSync('rsa', { modulusLength });

const keys = { issuer: edKey(), retired: edKey(), stranger: edKey() };
const rsa = { issuer: rsaKey(), retired: rsaKey(), stranger: rsaKey() };
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const methodOf = (did: string, { multikey }: EdKey): Json => ({
  id: `${did}#${multikey}`,
  type: 'Multikey',
  controller: did,
  publicKeyMultibase: multikey,
});
const jwkMethod = async (did: string, name: string, key: KeyObject): Promise<Json> => ({
  id: `${did}#${name}`,
  type: 'JsonWebKey',
  controller: did,
  publicKeyJwk: await exportJWK(key),
});
export const didDocumentOf = (did: string, methods: Json[], retired: Json[] = []): Json => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: did,
  verificationMethod: [...methods, ...retired],
  assertionMethod: methods.map(({ id }) => id),
});

/** A badge without its proof. */
export const badge = (more: Json = {}): Json => ({
  '@context': [V2, OB],
  id: 'https://issuer.example/badges/1',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Retrieval practice',
  issuer: { id: ISSUER, type: ['Profile'], name: 'Cedar Hollow' },
  validFrom: '2026-03-02T10:00:00Z',
  credentialSubject: {
    id: 'urn:uuid:0b1f9e3a-7a4e-4c8e-9d55-3f1f5a3f0c11',
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://issuer.example/achievements/1',
      type: ['Achievement'],
      name: 'Retrieval practice',
      description: 'Has students recall what they learned.',
      criteria: { narrative: 'Shows three question sets.' },
    },
  },
  ...more,
});

export const entry = (more: Json = {}): Json => ({
  id: `${LIST}#7`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: LIST,
  ...more,
});

export const statusList = (bits: Uint8Array = emptyBitstring(), more: Json = {}): Json => ({
  '@context': [V2],
  id: LIST,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: ISSUER,
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: `${LIST}#list`,
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: encodeBitstring(bits),
  },
  ...more,
});

/** A copy with an `eddsa-rdfc-2022` proof more. */
export const signed = (document: Json, key = keys.issuer, did = ISSUER, more: Json = {}): Json => {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-03-02T10:00:00Z',
    verificationMethod: `${did}#${key.multikey}`,
    proofPurpose: 'assertionMethod',
    ...more,
  };
  const unsigned = { ...document, '@context': document['@context'], proof: undefined };
  const proofValue = base58btc(sign(null, signedBytes(unsigned, options), key.privateKey));
  return { ...document, proof: [...((document.proof as Json[]) ?? []), { ...options, proofValue }] };
};

const secondsOf = (time: unknown) => (time === undefined ? undefined : Date.parse(String(time)) / 1000);

export interface JwtOptions {
  key?: KeyObject;
  header?: Json;
  claims?: Json;
}
export const jwt = (document: Json, { key = rsa.issuer.privateKey, header = {}, claims = {} }: JwtOptions = {}) => {
  const { id, issuer, credentialSubject, validFrom, validUntil } = document;
  const registered = {
    iss: (issuer as Json).id,
    jti: id,
    sub: (credentialSubject as Json).id,
    nbf: secondsOf(validFrom),
    exp: secondsOf(validUntil),
  };
  const payload = Buffer.from(JSON.stringify({ ...document, ...registered, ...claims }));
  const protectedHeader = { alg: 'RS256', kid: KID, typ: 'JWT', ...header } as JWTHeaderParameters;
  return new CompactSign(payload).setProtectedHeader(protectedHeader).sign(key);
};

export interface Answer {
  status?: number;
  body?: unknown;
  why?: 'unreachable' | 'address-refused' | 'document-too-large';
}

/** What is on the internet of this test: addresses that are not there do not answer. */
export const world = async () => {
  const internet = new Map<string, Answer>();
  const put = (url: string, body: unknown, status = 200) => internet.set(url, { body, status });
  put(
    DID_URL,
    didDocumentOf(
      ISSUER,
      [
        methodOf(ISSUER, keys.issuer),
        await jwkMethod(ISSUER, 'rsa', rsa.issuer.publicKey),
        await jwkMethod(ISSUER, 'ec', ec.publicKey),
      ],
      [methodOf(ISSUER, keys.retired), await jwkMethod(ISSUER, 'rsa-old', rsa.retired.publicKey)],
    ),
  );
  put(
    'https://stranger.example/.well-known/did.json',
    didDocumentOf(STRANGER, [
      methodOf(STRANGER, keys.stranger),
      await jwkMethod(STRANGER, 'rsa', rsa.stranger.publicKey),
    ]),
  );
  put('https://issuer.example/keys/rsa', await exportJWK(rsa.issuer.publicKey));
  put('https://issuer.example/.well-known/jwks.json', { keys: [await exportJWK(rsa.issuer.publicKey)] });
  put('https://stranger.example/keys/rsa', await exportJWK(rsa.stranger.publicKey));
  put(LIST, signed(statusList()));
  const asked: string[] = [];
  const fetch: GuardedFetch = async (url, { spend }) => {
    if (!spend()) return { ok: false, why: 'too-many-fetches' };
    if (!url.startsWith('https:')) return { ok: false, why: 'address-refused' };
    asked.push(url);
    const { body = '', status = 200, why } = internet.get(url) ?? { why: 'unreachable' };
    if (why) return { ok: false, why };
    const bytes =
      body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    return { ok: true, status, mediaType: '', body: bytes };
  };
  const own = ownDocuments('https://badges.example', async (path) =>
    ownPaths.get(path) === undefined ? undefined : (ownPaths.get(path) as object),
  );
  const ownPaths = new Map<string, unknown>();
  const collaborators = { own, fetch, now: () => NOW };
  const check = verification(collaborators);
  return {
    ...{ internet, put, asked, ownPaths, keys, rsa, ec, collaborators },
    verify: (input: Json | string | Input) => {
      if (typeof input === 'string') return check({ bytes: Buffer.from(input) });
      if ('bytes' in input || ('url' in input && Object.keys(input).length === 1)) return check(input as Input);
      return check({ bytes: Buffer.from(JSON.stringify(input)) });
    },
  };
};
export type World = Awaited<ReturnType<typeof world>>;
