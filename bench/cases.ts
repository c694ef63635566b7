/** What is compared: a credential of 3 KB, issued and verified by us, by the field's libraries, and with no JSON-LD at all. */
import { sign, verify } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { signCredential } from '../functions/open-badges/data-integrity.ts';
import { verifyProof } from '../functions/open-badges/verify-proof.ts';
import { credentialOf } from './credential.ts';
import { DID, ed25519, KEY_ID, type KeyPair, rsa2048, signer } from './issuer.ts';
import { digitalBazaar, digitalCredentials, type Library } from './libraries.ts';
import type { Case } from './rounds.ts';

export const OURS = 'Accolade';
export const RAW = 'node:crypto Ed25519, 64 bytes';

const sides: readonly Library[] = [
  {
    name: OURS,
    issue: (credential) => ourIssue(credential as ReturnType<typeof credentialOf>),
    async verify(credential) {
      const document = credential as Awaited<ReturnType<typeof ourIssue>>;
      if (!verifyProof(document, document.proof[0], ed25519.publicKey))
        throw new Error('We do not verify a credential.');
    },
  },
  digitalBazaar,
  digitalCredentials,
];
const ourIssue = signCredential({ signer, now: () => new Date() });

/** Nobody verifies the same credential twice in a row; this many are enough for nothing to be remembered. */
const VERIFIED = 64;

/** Issuing, then verifying. Throws if any side refuses what another has signed: rates of different things compare nothing. */
export const casesOf = async (): Promise<{ issue: Case[]; verify: Case[] }> => {
  const serials = Array.from({ length: VERIFIED }, (_, serial) => serial);
  for (const issuer of sides) {
    const credential = await issuer.issue(credentialOf(DID, VERIFIED));
    for (const verifier of sides) await verifier.verify(withProofs(credential));
  }
  const signed = await Promise.all(
    serials.map(async (serial) => withProofs(await ourIssue(credentialOf(DID, serial)))),
  );
  const issue = sides.map(({ name, issue }) => ({ name, run: (serial: number) => issue(credentialOf(DID, serial)) }));
  const verify = sides.map(({ name, verify }) => ({ name, run: (serial: number) => verify(pick(signed, serial)) }));
  const jwts = [jwt('jose VC-JWT EdDSA', 'EdDSA', ed25519), jwt('jose VC-JWT RS256', 'RS256', rsa2048)];
  const jwtCases = await Promise.all(jwts);
  return {
    issue: [...issue, rawIssue, ...jwtCases.map(({ issue }) => issue)],
    verify: [...verify, rawVerify, ...jwtCases.map(({ verify }) => verify)],
  };
};

/** Some libraries write one proof as an object; as it is read by all, it is an array. */
const withProofs = <C extends { proof: unknown }>(credential: C) => ({
  ...credential,
  proof: [credential.proof].flat(),
});

const pick = <T>(all: readonly T[], serial: number): T => all[serial % all.length] as T;

const bytes = Buffer.alloc(64, 7);
const signature = sign(null, bytes, ed25519.privateKey);
const rawIssue: Case = { name: RAW, run: () => sign(null, bytes, ed25519.privateKey) };
const rawVerify: Case = { name: RAW, run: () => verify(null, bytes, ed25519.publicKey, signature) };

/** The same credential as a JWT: its JSON is signed as it is, which is what JSON-LD costs to do without. */
const jwt = async (name: string, alg: 'EdDSA' | 'RS256', { privateKey, publicKey }: KeyPair) => {
  const issue = (serial: number) =>
    new CompactSign(Buffer.from(JSON.stringify(credentialOf(DID, serial))))
      .setProtectedHeader({ alg, kid: KEY_ID, typ: 'JWT' })
      .sign(privateKey);
  const signed = await Promise.all(Array.from({ length: VERIFIED }, (_, serial) => issue(serial)));
  const verify = async (serial: number) =>
    JSON.parse(Buffer.from((await compactVerify(pick(signed, serial), publicKey)).payload).toString());
  return { issue: { name, run: issue }, verify: { name, run: verify } };
};
