import { exportJWK } from 'jose';
import { badge, didDocumentOf, ISSUER, jwt, methodOf, NOW, STRANGER, signed } from '../world.ts';
import type { Fault } from './fault.ts';

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
    'a key that the issuer lists as somebody else’s',
    'controller-foreign',
    ({ keys, put }) => {
      const method = { ...methodOf(ISSUER, keys.issuer), controller: STRANGER };
      put('https://issuer.example/.well-known/did.json', didDocumentOf(ISSUER, [method]));
      return signed(badge());
    },
  ],
  [
    'a key of another issuer on the same host',
    'controller-foreign',
    ({ keys, put }) => {
      const verificationMethod = 'https://issuer.example/keys/2';
      const controller = 'https://issuer.example/other';
      put(verificationMethod, { id: verificationMethod, controller, publicKeyMultibase: keys.stranger.multikey });
      const document = badge({ issuer: { id: 'https://issuer.example/issuer', type: ['Profile'] } });
      return signed(document, keys.stranger, ISSUER, { verificationMethod });
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
