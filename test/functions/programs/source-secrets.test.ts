import { afterAll, beforeAll, expect, test } from 'vitest';
import { kmsSealer, type Sealer } from '../../../functions/platform/seal.ts';
import { now } from '../../../functions/platform/stamp.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { secretMaker, sourceSecrets } from '../../../functions/programs/source-secrets.ts';
import type { TestLedger } from '../../dynamodb.ts';
import { raise } from '../../local/edge/stage.ts';
import { ADMINISTRATOR, fileOf, itemsOf, newProgramId, serve, startLedger } from './stage.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());

/** A program with a source, and a sealer on the local KMS. */
const withSource = async () => {
  const { edges, kms } = await raise();
  const sealer = kmsSealer(edges.keys.create('SecretsKey').keyId, kms);
  const api = serve(ledger.table, sealer);
  const programId = newProgramId();
  const sourceId = `s-${programId}`;
  const file = fileOf(programId, { sources: [{ id: sourceId, name: 'Forms', format: 'standard-webhooks' }] });
  await api.put(file);
  const make = (as = ADMINISTRATOR, source = sourceId) =>
    api.send(as, 'POST', `/v1/programs/${programId}/sources/${source}/secret`);
  return { ...api, sealer, programId, sourceId, file, make };
};

const kept = async (sourceId: string) =>
  (await itemsOf(ledger)).filter((item) => item.entity === 'SourceSecrets' && item.sourceId === sourceId);

test('a secret is shown once, with the address to post to', async () => {
  const { make, sourceId, sealer, send, programId } = await withSource();
  expect(await sourceSecrets(ledger.table, sealer).live(sourceId)).toEqual([]);
  const { status, json, headers } = await make();
  expect(status).toBe(201);
  expect(json).toEqual({
    sourceId,
    url: `https://badges.example/v1/hooks/${sourceId}`,
    secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    protection: 'signature',
    previousIsLive: false,
  });
  expect(headers['cache-control']).toBe('no-store');
  expect(await sourceSecrets(ledger.table, sealer).live(sourceId)).toEqual([json.secret]);
  const inside = JSON.stringify(await itemsOf(ledger));
  expect(inside).not.toContain(json.secret);
  expect(inside).not.toContain(json.secret.slice('whsec_'.length));
  expect(JSON.stringify(await send(ADMINISTRATOR, 'GET', `/v1/programs/${programId}`))).not.toContain('whsec_');
});

test('the previous one stays live, the one before that does not', async () => {
  const { make, sourceId, sealer } = await withSource();
  const { live } = sourceSecrets(ledger.table, sealer);
  const made: string[] = [];
  for (let n = 0; n < 3; n++) {
    const { json } = await make('e-1@school.example');
    made.unshift(json.secret);
    expect(json.previousIsLive).toBe(n > 0);
    expect(await live(sourceId)).toEqual(made.slice(0, 2));
  }
  expect(new Set(made).size).toBe(3);
});

test('made twice at once, both are live', async () => {
  const { make, sourceId, sealer } = await withSource();
  const answers = await Promise.all([make(), make()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const live = await sourceSecrets(ledger.table, sealer).live(sourceId);
  expect(live.toSorted()).toEqual(answers.map(({ json }) => json.secret).sort());
});

test('a ciphertext opens for its own program and source alone', async () => {
  const { make, programId, sourceId, sealer } = await withSource();
  await make();
  const [own] = await kept(sourceId);
  const moved = { ...own, ...keys.sourceSecrets('elsewhere'), sourceId: 'elsewhere', entity: 'SourceSecrets' };
  await ledger.table.transact([{ put: moved }]);
  await expect(sourceSecrets(ledger.table, sealer).live('elsewhere')).rejects.toThrow(/ciphertext/);
  const sealed = await sealer.seal('text', { programId, sourceId });
  expect(await sealer.open(sealed, { sourceId, programId })).toBe('text');
  await expect(sealer.open(sealed, { sourceId, programId: 'another' })).rejects.toThrow(/ciphertext/);
});

test('what was opened once is not opened again', async () => {
  const { make, sourceId, sealer } = await withSource();
  let opened = 0;
  const counted: Pick<Sealer, 'open'> = {
    open: (sealed, context) => {
      opened++;
      return sealer.open(sealed, context);
    },
  };
  const secrets = sourceSecrets(ledger.table, counted);
  await make();
  await secrets.live(sourceId);
  await secrets.live(sourceId);
  expect(opened).toBe(1);
  await make();
  await secrets.live(sourceId);
  expect(opened).toBe(2);
});

test('only a source of this program gets one, and only from those who may', async () => {
  const one = await withSource();
  const other = await withSource();
  expect(await one.make(ADMINISTRATOR, other.sourceId)).toMatchObject({ status: 404, json: { code: 'not-found' } });
  expect(await one.make(ADMINISTRATOR, 'no-such-source')).toMatchObject({ status: 404 });
  expect(await one.make('e-3@school.example')).toMatchObject({ status: 403, json: { code: 'not-the-owner' } });
  await one.put({ ...one.file, sources: [] });
  expect(await one.make()).toMatchObject({ status: 404 });
  expect(await kept(one.sourceId)).toEqual([]);
});

test('nothing is kept when the key service does not seal', async () => {
  const { programId, sourceId } = await withSource();
  const broken = { seal: async () => Promise.reject(new Error('no key')) };
  await expect(secretMaker(ledger.table, broken, { now }).make(programId, sourceId)).rejects.toThrow('no key');
  expect(await kept(sourceId)).toEqual([]);
});
