/** Badges that are not what was signed, or not signed as the standard asks. */
import { createHmac, sign } from 'node:crypto';
import { exportJWK } from 'jose';
import { bakePng } from '../../../../functions/open-badges/baking/png.ts';
import { bakeSvg } from '../../../../functions/open-badges/baking/svg.ts';
import { png } from '../../open-badges/baking/images.ts';
import { badge, edKey, ISSUER, type Json, jwt, rsaKey, signed } from '../world.ts';
import { altered, encoded, type Fault, renamed, svg, withPart } from './fault.ts';

const unsignedToken = (header: Json, signature = '') =>
  `${encoded(header)}.${encoded({ ...badge(), iss: ISSUER })}.${signature}`;

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
      const token = unsignedToken({ alg: 'RS256', kid: 'https://issuer.example/keys/short' }).slice(0, -1);
      return `${token}.${sign('sha256', Buffer.from(token), privateKey).toString('base64url')}`;
    },
  ],
];
