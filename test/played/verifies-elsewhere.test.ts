/** A credential holds in libraries that are not ours, offline, in every form; every character counts; a revoked one is told. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { importJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Documents, didDocumentUrl, documentsOf, type SignedCredential } from '../../lib/local/story/documents.ts';
import { verifyElsewhere } from '../../lib/local/story/verify-elsewhere.ts';
import { ofEntity } from './ledger.ts';
import { lettersOf } from './letters.ts';
import { type Played, playStack } from './played-stack.ts';
import { bakedIn } from './unbake.ts';

const Answer = z.object({
  verdicts: z.array(z.object({ errors: z.array(z.string()), steps: z.record(z.string(), z.boolean()) })),
  asked: z.array(z.string()),
});

/** The official schema is looked for by its address, which no verifier of ours may fetch: that is not what is tried here. */
const SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
const HELD = {
  errors: [],
  steps: { valid_signature: true, expiration: true, registered_issuer: false, revocation_status: true },
};

interface Held {
  awardId: string;
  /** The private link. */
  link: string;
  credential: SignedCredential;
  documents: Documents;
}

let played: Played;
let held: Held;
let credential: SignedCredential;
let documents: Documents;
let revoked: Held;

beforeAll(async () => {
  played = await playStack(2);
  held = await awarded(0);
  ({ credential, documents } = held);
  revoked = await awarded(1);
  await share('POST', 1);
  await call('owner', 'POST', `/v1/awards/${revoked.awardId}/revoke`, { reason: 'Awarded by mistake.' });
  await played.settle();
});
afterAll(() => played?.close());

/** What a teacher is awarded, and what verifiers fetch for it now. */
const awarded = async (teacher: number): Promise<Held> => {
  await played.award(played.earner(teacher));
  const { employeeId, addresses } = played.earner(teacher);
  const letters = (await lettersOf(played.host)).filter(
    ({ kind, to }) => kind === 'badge-awarded' && to === addresses[0],
  );
  const link = letters[0]?.links.find((one) => one.includes('/credentials/')) ?? '';
  const own = (await (await fetch(link, { headers: { accept: 'application/json' } })).json()) as SignedCredential;
  const award = ofEntity(await played.items(), 'Award').find((item) => item.earnerId === employeeId);
  return {
    ...{ awardId: String(award?.awardId), link, credential: own },
    documents: await documentsOf(own, played.local.apiUrl),
  };
};

const call = async (who: string, method: string, path: string, body?: unknown) =>
  played.client.call(await played.token(played.member(who)), method, path, body);
const share = (method: 'POST' | 'DELETE', teacher: number) =>
  call(`T-${teacher}`, method, `/v1/awards/${[held, revoked][teacher]?.awardId}/share`);
const file = async ({ link }: Held, suffix: string) => {
  const response = await fetch(link.replace('?', `.${suffix}?`));
  expect(response.status).toBe(200);
  return Buffer.from(await response.bytes());
};
const json = async (url: string) => (await fetch(url)).json() as Promise<Record<string, unknown>>;

/** Verifies in a fresh process that has no network. */
const verifierCore = async (credentials: unknown[], known = documents) => {
  const noNetwork = join(import.meta.dirname, '../no-network.mjs');
  const child = fork(join(import.meta.dirname, 'verifier-process.mjs'), [], { execArgv: ['--import', noNetwork] });
  await once(child, 'message');
  const answered = once(child, 'message');
  child.send({ credentials, documents: known });
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
      expect.arrayContaining([
        ...[did, credential.proof[0]?.verificationMethod, didDocumentUrl(did)],
        ...[credential.credentialStatus.statusListCredential, `${played.local.apiUrl}/.well-known/jwks.json`],
      ]),
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

describe('the same badge as a JWT', () => {
  const keyOf = async (jwt: string) => {
    const { kid } = JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString('utf8'));
    return json(kid);
  };

  it('is accepted by jose with the one JWK that its kid answers, and says what the JSON says', async () => {
    const jwt = (await file(held, 'jwt')).toString('utf8');
    const jwk = await keyOf(jwt);
    expect(jwk).toMatchObject({ kty: 'RSA', alg: 'RS256', n: expect.any(String) });
    const { payload, protectedHeader } = await jwtVerify(jwt, await importJWK(jwk, 'RS256'));
    expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid', 'typ']);
    const { proof: _, ...claims } = credential;
    expect(payload).toMatchObject({ ...claims, iss: credential.issuer.id, jti: credential.id });
    expect(documents).toHaveProperty([protectedHeader.kid ?? ''], jwk);
  });

  it('is refused with one character changed in any of its parts', async () => {
    const jwt = (await file(held, 'jwt')).toString('utf8');
    const key = await importJWK(await keyOf(jwt), 'RS256');
    const parts = jwt.split('.');
    for (const at of parts.keys()) {
      const copy = parts.map((part, place) => (place === at ? otherCharacter(part) : part)).join('.');
      expect(copy).not.toBe(jwt);
      await expect(jwtVerify(copy, key)).rejects.toThrow();
    }
  });
});

describe('the same badge in an image', () => {
  it.each(['png', 'svg'] as const)('.%s holds the same JSON, once', async (suffix) => {
    const texts = bakedIn(suffix, await file(held, suffix));
    expect(texts.map((text) => JSON.parse(text))).toEqual([credential]);
  });
});

describe('its Open Badges 2.0 twin', () => {
  it('is there while the badge is shared; Assertion, BadgeClass and Issuer stand at their own addresses', async () => {
    const url = `${credential.id}/ob2`;
    expect((await fetch(url)).status).toBe(404);
    await share('POST', 0);
    const assertion = await json(url);
    await share('DELETE', 0);
    expect((await fetch(url)).status).toBe(404);
    const badgeClass = await json(String(assertion.badge));
    const issuer = await json(String(badgeClass.issuer));
    const { achievement } = credential.credentialSubject as { achievement: { id: string; related: unknown } };
    expect(assertion).toMatchObject({ type: 'Assertion', id: url, verification: { type: 'HostedBadge' } });
    expect(badgeClass).toMatchObject({ type: 'BadgeClass', id: assertion.badge });
    expect(issuer).toMatchObject({ type: 'Issuer', id: badgeClass.issuer });
    expect(assertion.related).toMatchObject([{ id: credential.id }]);
    expect(badgeClass.related).toMatchObject([{ id: achievement.id }]);
    expect(achievement.related).toMatchObject([{ id: badgeClass.id }]);
  });

  it('is gone once the badge is revoked, and says so', async () => {
    const answer = await fetch(`${revoked.credential.id}/ob2`);
    expect([answer.status, await answer.json()]).toMatchObject([410, { revoked: true }]);
  });
});

describe('a revoked badge', () => {
  it('held until its status list said that it is revoked, in both', async () => {
    expect(await verifyElsewhere(revoked.credential, revoked.documents)).toEqual({ verified: true });
    expect((await verifierCore([revoked.credential], revoked.documents)).verdicts).toEqual([HELD]);
    const now = await documentsOf(revoked.credential, played.local.apiUrl);
    expect(await verifyElsewhere(revoked.credential, now)).toEqual({
      verified: false,
      reason: 'The credential is revoked.',
    });
    const { verdicts } = await verifierCore([revoked.credential, credential], now);
    expect(verdicts).toEqual([{ ...HELD, steps: { ...HELD.steps, revocation_status: false } }, HELD]);
  });
});
