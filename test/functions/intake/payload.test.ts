import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { payloadOf } from '../../../functions/intake/payload.ts';
import { QuarantinedPost } from '../../../functions/intake/receipt.ts';
import { body, quarantined, signed, startIntake } from './intake.ts';

beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterAll(() => vi.restoreAllMocks());

it('is what was sent, read from the table without a key', async () => {
  const intake = await startIntake();
  const text = body({ badge: 'strange' });
  await intake.post(signed(text, intake.secret));
  const post = QuarantinedPost.parse(await quarantined(intake));
  expect(await payloadOf(post)).toEqual(JSON.parse(text));
});

it('is a JSON object, or nobody wrote it', async () => {
  await expect(payloadOf({ body: gzipSync('[]') })).rejects.toMatchObject({ code: 'body-not-object' });
});
