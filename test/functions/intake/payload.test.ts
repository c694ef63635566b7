import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { payloadOf } from '../../../functions/intake/payload.ts';
import { quarantineStore } from '../../../functions/intake/quarantine/store.ts';
import { stamp } from '../../../functions/platform/stamp.ts';
import { body, signed, startIntake } from './intake.ts';

beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterAll(() => vi.restoreAllMocks());

it('is what was sent, read from the table without a key', async () => {
  const intake = await startIntake();
  const text = body({ badge: 'strange' });
  const { json } = await intake.post(signed(text, intake.secret));
  const sent = await quarantineStore(intake.table, stamp).sent('a-program', json.receiptId ?? '');
  expect(sent && (await payloadOf(sent))).toEqual(JSON.parse(text));
});

it('is a JSON object, or nobody wrote it', async () => {
  await expect(payloadOf({ body: gzipSync('[]') })).rejects.toMatchObject({ code: 'body-not-object' });
});
