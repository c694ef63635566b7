import { generateKeyPairSync } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../functions/credentials/read.ts';
import {
  evidenceOf,
  PROGRAM,
  PUBLIC_URL,
  people,
  programsOf,
  reviewOf,
  type Stage,
  signerOf,
  startStage,
} from './stage.ts';
import { verifyElsewhere } from './verify-elsewhere.ts';

const count = async ({ ledger }: Stage, awardId: string) => {
  const { Items = [] } = await ledger.client.send(
    new ScanCommand({ TableName: ledger.tableName, ConsistentRead: true }),
  );
  const signed = Items.filter(
    (item) => item.detailType === 'assertion.signed.v1' && item.detail.data.awardId === awardId,
  );
  const kept = Items.filter((item) => item.entity === 'Credential' && item.awardId === awardId);
  return { events: signed.length, credentials: kept.length };
};
const ONCE = { events: 1, credentials: 1 };

describe('a signed credential', () => {
  it('verifies with a library that is not ours, from our public routes alone', async () => {
    const stage = await startStage();
    const { document } = await stage.signed();
    expect(await verifyElsewhere(document, stage.handler)).toMatchObject({ verified: true });
  });

  it('verifies with every optional part filled, and with letters of all planes', async () => {
    const image = { id: 'data:image/png;base64,iVBORw0KGgo=', caption: 'A leaf' };
    const alignment = ['CFItem', 'ceasn:Competency', 'CTDL', 'ext:district'].map((targetType, at) => ({
      ...{ targetName: `Norma ${at} ñ`, targetUrl: `https://a.example/${at}`, targetType },
      ...{ targetCode: '3b', targetFramework: 'F', targetDescription: 'D' },
    }));
    const programs = programsOf({
      program: {
        issuer: {
          name: 'Distrito ñandú 🎓 مدرسة 𠮷',
          url: 'https://d.example',
          email: 'a@d.example',
          description: 'D',
          image,
        },
      },
      badge: { image, alignment, hours: 2.5, criteria: 'a\n\n"b"\\ \u0085\u2028' },
    });
    const stage = await startStage({ programs, pilot: true, publicUrl: 'http://localhost:8787' });
    const { document } = await stage.signed({ review: reviewOf({ studentsNotIdentifiable: true }) });
    expect(document.evidence).toHaveLength(1);
    expect(document.issuer.id).toBe(`did:web:localhost%3A8787:programs:${PROGRAM}`);
    expect(await verifyElsewhere(document, stage.handler)).toMatchObject({ verified: true });
  });

  it('is refused with any one character altered', async () => {
    const stage = await startStage();
    const { document } = await stage.signed({
      evidence: evidenceOf(),
      review: reviewOf({ studentsNotIdentifiable: true }),
    });
    const texts = leaves(document).filter(({ path }) => path[0] !== '@context');
    expect(texts.length).toBeGreaterThan(60);
    for (const { path, value } of texts) {
      const copy = altered(document, path, `${value.slice(0, -1)}${value.endsWith('X') ? 'Y' : 'X'}`);
      expect(await verifyElsewhere(copy, stage.handler), path.join('.')).toMatchObject({ verified: false });
    }
  });

  it('still verifies after a key rotation, and new ones are signed with the new key', async () => {
    const [old, next] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
    const before = await startStage({ signer: signerOf([old]) });
    const first = await before.signed();
    const after = await startStage({ signer: signerOf([old, next]), ledger: before.ledger });
    after.pass(60_000);
    const second = await after.signed();
    expect(second.document.proof[0]?.verificationMethod).not.toBe(first.document.proof[0]?.verificationMethod);
    for (const { document } of [first, second])
      expect(await verifyElsewhere(document, after.handler)).toMatchObject({ verified: true });
  });

  it('verifies after its key was taken out of the configuration, by routes that publish it still, oldest first', async () => {
    const [old, next, spare] = [1, 2, 3].map(() => generateKeyPairSync('ed25519'));
    if (!old || !next || !spare) throw new Error('Three keys are needed.');
    const before = await startStage({ signer: signerOf([spare, old]) });
    const first = await before.signed();
    const after = await startStage({ signer: signerOf([old, next]), ledger: before.ledger });
    after.pass(60_000);
    const second = await after.signed();
    const without = await startStage({ signer: signerOf([spare, next]), ledger: before.ledger });
    const third = await without.signed();
    for (const { document } of [first, second, third])
      expect(await verifyElsewhere(document, without.handler)).toMatchObject({ verified: true });
    const names = await signerOf([old, spare, next]).publicKeys();
    const published = async (stage: Stage) => {
      const { body } = await stage.call({ path: `/programs/${PROGRAM}/did.json` });
      const methods: { publicKeyMultibase?: string }[] = JSON.parse(body).verificationMethod;
      return methods.flatMap(({ publicKeyMultibase }) => publicKeyMultibase ?? []);
    };
    expect(await published(without)).toEqual(names);
    for (const name of names) expect((await without.call({ path: `/keys/${name}` })).statusCode).toBe(200);
    // A key that never signed is no one's, and leaves with its name.
    const only = await startStage({ signer: signerOf([next]), ledger: before.ledger });
    expect(await published(only)).toEqual([names[0], names[2]]);
    expect((await only.call({ path: `/keys/${names[1]}` })).statusCode).toBe(404);
  });

  it('leaves its key behind once, before it is signed, however many come at once', async () => {
    const stage = await startStage();
    const [key] = await stage.signer.publicKeys();
    const awarded = await Promise.all([1, 2, 3, 4].map(() => stage.award()));
    const refused = { signer: { ...stage.signer, sign: async () => Promise.reject(new Error('refused')) } };
    await expect(stage.sign(awarded[0] as (typeof awarded)[number], refused)).rejects.toThrow('refused');
    expect(await stage.credentials.keptKeys()).toEqual([key]);
    await Promise.all(awarded.map((one) => stage.sign(one)));
    expect(await stage.credentials.keptKeys()).toEqual([key]);
  });

  it('asks the signer for 64 bytes, and for nothing else: a list is signed with the first', async () => {
    const stage = await startStage();
    await stage.signed();
    expect(stage.signer.signed).toEqual([64, 64]);
    await stage.signed();
    expect(stage.signer.signed).toEqual([64, 64, 64]);
  });
});

describe('sign-assertion', () => {
  it('signs once, whatever is repeated', async () => {
    const stage = await startStage();
    const awarded = await stage.award();
    await stage.signed();
    const before = stage.signer.signed.length;
    for (let time = 0; time < 3; time++) await stage.sign(awarded);
    expect(await count(stage, awarded.data.awardId)).toEqual(ONCE);
    expect(stage.signer.signed).toHaveLength(before + 1);
  });

  it('keeps one credential of ten deliveries at once', async () => {
    const stage = await startStage();
    const awarded = await stage.award();
    await Promise.all(Array.from({ length: 10 }, () => stage.sign(awarded)));
    expect(await count(stage, awarded.data.awardId)).toEqual(ONCE);
  });

  it('signs again when it died after signing, and not when it died after writing', async () => {
    const stage = await startStage();
    const awarded = await stage.award();
    const { credentials, signer } = stage;
    await stage.signed();
    const before = signer.signed.length;
    const died = async () => Promise.reject(new Error('killed'));
    const afterSigning = { credentials: { ...credentials, save: died } };
    await expect(stage.sign(awarded, afterSigning)).rejects.toThrow('killed');
    expect(await count(stage, awarded.data.awardId)).toEqual({ events: 0, credentials: 0 });
    const afterWriting = {
      credentials: {
        ...credentials,
        save: async (...given: Parameters<typeof credentials.save>) => credentials.save(...given).then(died),
      },
    };
    await expect(stage.sign(awarded, afterWriting)).rejects.toThrow('killed');
    await stage.sign(awarded);
    expect(await count(stage, awarded.data.awardId)).toEqual(ONCE);
    expect(signer.signed).toHaveLength(before + 2);
  });

  it('gives each credential ids of its own that tell nothing of the person', async () => {
    const stage = await startStage();
    const [first, second] = [await stage.signed(), await stage.signed()] as [Credential, Credential];
    expect(first.document.credentialSubject.id).not.toBe(second.document.credentialSubject.id);
    expect(first.holderKey).not.toBe(first.credentialId);
    expect(JSON.stringify(first.document)).not.toMatch(new RegExp(`${people.earner}|Zebulon|identityHash|identifier`));
  });

  it('waits for an award that cannot be read yet', async () => {
    const stage = await startStage();
    const awarded = await stage.award();
    const awards = { get: async () => undefined };
    await expect(stage.sign(awarded, { awards })).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'award-not-visible',
    });
  });
});

describe('the host of the issuer', () => {
  it('is fixed by the first credential; another is parked with its reason, and nothing is signed', async () => {
    const stage = await startStage();
    await stage.signed();
    const moved = await startStage({ ledger: stage.ledger, publicUrl: 'https://elsewhere.example' });
    const awarded = await moved.award();
    await expect(moved.sign(awarded)).rejects.toMatchObject({ name: 'Unprocessable', code: 'issuer-host-fixed' });
    expect(moved.signer.signed).toEqual([]);
    expect(await count(moved, awarded.data.awardId)).toEqual({ events: 0, credentials: 0 });
    expect(await stage.credentials.issuerHost()).toBe(PUBLIC_URL);
    await stage.sign(awarded);
    expect(await count(stage, awarded.data.awardId)).toEqual(ONCE);
  });

  it('is fixed to one of two that come at once', async () => {
    const stage = await startStage();
    const other = await startStage({ ledger: stage.ledger, publicUrl: 'https://elsewhere.example' });
    const awarded = [await stage.award(), await other.award()] as const;
    const outcomes = await Promise.allSettled([stage.sign(awarded[0]), other.sign(awarded[1])]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'issuer-host-fixed' },
    });
  });
});

type Path = (string | number)[];

/** Every text in a document, with the way to it. */
const leaves = (value: unknown, path: Path = []): { path: Path; value: string }[] => {
  if (typeof value === 'string') return [{ path, value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};

const altered = (value: unknown, [step, ...rest]: Path, text: string): unknown => {
  if (step === undefined) return text;
  if (Array.isArray(value)) return value.map((one, at) => (at === step ? altered(one, rest, text) : one));
  return { ...(value as object), [step]: altered((value as Record<string, unknown>)[step], rest, text) };
};
