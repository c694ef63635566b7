/** A credential holds in two libraries that are not ours, offline, and every one of its characters counts in both. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Documents, didDocumentUrl, documentsOf, type SignedCredential } from '../../lib/local/story/documents.ts';
import { verifyElsewhere } from '../../lib/local/story/verify-elsewhere.ts';
import { lettersOf } from './letters.ts';
import { type Played, playStack } from './played-stack.ts';

const Answer = z.object({
  verdicts: z.array(z.object({ errors: z.array(z.string()), steps: z.record(z.string(), z.boolean()) })),
  asked: z.array(z.string()),
});

/** The official schema is looked for by its address, which no verifier of ours may fetch: that is not what is tried here. */
const SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
const HELD = { errors: [], steps: { valid_signature: true, expiration: true, registered_issuer: false } };

let played: Played;
let credential: SignedCredential;
let documents: Documents;

beforeAll(async () => {
  played = await playStack(1);
  const teacher = played.earner(0);
  await played.award(teacher);
  const letter = (await lettersOf(played.host)).find(({ kind }) => kind === 'badge-awarded');
  const link = letter?.links.find((one) => one.includes('/credentials/')) ?? '';
  credential = (await (await fetch(link, { headers: { accept: 'application/json' } })).json()) as SignedCredential;
  documents = await documentsOf(credential, played.local.apiUrl);
});
afterAll(() => played?.close());

/** Verifies in a fresh process that has no network. */
const verifierCore = async (credentials: unknown[]) => {
  const noNetwork = join(import.meta.dirname, '../stack/no-network.mjs');
  const child = fork(join(import.meta.dirname, 'verifier-process.mjs'), [], { execArgv: ['--import', noNetwork] });
  await once(child, 'message');
  const answered = once(child, 'message');
  child.send({ credentials, documents });
  return Answer.parse((await answered)[0]);
};

type Path = (string | number)[];

/** Where every text and number of a document stands. */
const leavesOf = (value: unknown, path: Path = []): Path[] => {
  if (value === null || typeof value !== 'object') return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
};

const at = (value: unknown, path: Path): unknown =>
  path.reduce((inner, name) => (inner as Record<string | number, unknown>)[name], value);

/** A copy with one character changed: the one in the middle, for another of its kind. */
const altered = (document: unknown, path: Path): unknown => {
  const copy = structuredClone(document);
  const last = path.at(-1) ?? '';
  const holder = at(copy, path.slice(0, -1)) as Record<string | number, unknown>;
  const value = holder[last];
  holder[last] = typeof value === 'number' ? value + 1 : otherCharacter(String(value));
  return copy;
};

const otherCharacter = (text: string) => {
  const middle = Math.floor((text.length - 1) / 2);
  const character = text.charAt(middle);
  const other = /\d/.test(character) ? (character === '1' ? '2' : '1') : character === 'k' ? 'j' : 'k';
  return `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`;
};

describe('a credential from the award mail', () => {
  it('comes with a map of all that a verifier fetches', () => {
    const did = credential.issuer.id;
    expect(Object.keys(documents)).toEqual(
      expect.arrayContaining([did, credential.proof[0]?.verificationMethod, didDocumentUrl(did)]),
    );
    expect(documents).not.toHaveProperty([SCHEMA]);
  });

  it('verifies with @digitalbazaar/vc', async () => {
    expect(await verifyElsewhere(credential, documents)).toEqual({ verified: true });
  });

  it('verifies with @digitalcredentials/verifier-core, in a fresh process without network', async () => {
    const { verdicts, asked } = await verifierCore([credential]);
    expect(verdicts).toEqual([HELD]);
    expect(asked).toContain(didDocumentUrl(credential.issuer.id));
    expect(asked.filter((url) => !(url in documents))).toEqual([SCHEMA]);
  });
});

describe('one character changed', () => {
  const named: Record<string, Path> = {
    name: ['name'],
    narrative: ['credentialSubject', 'achievement', 'criteria', 'narrative'],
    issuer: ['issuer', 'id'],
    'name of the issuer': ['issuer', 'name'],
    validFrom: ['validFrom'],
    proofValue: ['proof', 0, 'proofValue'],
  };

  it.each(Object.entries(named))('in %s is refused by both', async (_, path) => {
    const copy = altered(credential, path);
    expect(at(copy, path)).not.toEqual(at(credential, path));
    expect(await verifyElsewhere(copy, documents)).toMatchObject({ verified: false, reason: expect.any(String) });
    const { verdicts } = await verifierCore([copy]);
    expect(verdicts[0]?.errors).toHaveLength(1);
    expect(verdicts[0]?.steps).not.toHaveProperty('valid_signature', true);
  });

  it('anywhere at all is refused by both', async () => {
    const leaves = leavesOf(credential);
    expect(leaves.length).toBeGreaterThan(50);
    const copies = leaves.map((path) => altered(credential, path));
    const { verdicts } = await verifierCore(copies);
    for (const [index, path] of leaves.entries()) {
      const where = path.join('.');
      expect({ where, ...(await verifyElsewhere(copies[index], documents)) }).toMatchObject({ where, verified: false });
      expect({ where, held: verdicts[index]?.steps.valid_signature === true }).toEqual({ where, held: false });
    }
  }, 120_000);
});
