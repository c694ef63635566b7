import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { body, counted, evidence, type Intake, type Post, secret, signed, startIntake } from './intake.ts';

let intake: Intake;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
beforeEach(async () => {
  intake = await startIntake();
});
afterAll(() => vi.restoreAllMocks());

const receiptId = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('an accepted post', () => {
  it('is answered 202, and written with its submission and event in one go', async () => {
    expect(await intake.post(signed(body(), intake.secret))).toEqual({ status: 202, json: { receiptId } });
    expect(await counted(intake)).toEqual({ Receipt: 1, Submission: 1, Attempt: 1, CurrentSubmission: 1, Event: 1 });
    const submission = await intake.submissions.current('a-program', 'E-2', 'planning');
    expect(submission).toMatchObject({ state: 'submitted', attempt: 1, badgeVersion: 1 });
  });

  it('leaves a receipt with a hash of the body, which expires after 30 days, and no body', async () => {
    const text = body();
    const { json } = await intake.post(signed(text, intake.secret));
    const receipt = (await intake.items()).find(({ entity }) => entity === 'Receipt');
    expect(receipt).toMatchObject({
      receiptId: json.receiptId,
      bodyHash: createHash('sha256').update(text).digest('base64url'),
      outcome: 'submission',
      expiresAt: Math.floor(Date.parse(String(receipt?.receivedAt)) / 1000) + 30 * 86_400,
    });
    expect(JSON.stringify(receipt)).not.toContain('word0');
  });

  it('may come as base64, signed by the older live secret, from an address in capitals', async () => {
    const text = body({ earner: { email: 'E-2@School.Example' } });
    expect((await intake.post({ ...signed(text, intake.live[1] as string), base64: true })).status).toBe(202);
    expect(await counted(intake)).toMatchObject({ Submission: 1 });
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/cloudevents+json'])(
    'may be declared as %s',
    async (type) => {
      const post = signed(body(), intake.secret);
      expect((await intake.post({ ...post, headers: { ...post.headers, 'content-type': type } })).status).toBe(202);
    },
  );

  it('is stored as Unicode, also where its JSON spells half a surrogate pair', async () => {
    const text = body().replace('word0 ', 'word\\ud83d ');
    expect((await intake.post(signed(text, intake.secret))).status).toBe(202);
    const attempt = (await intake.items()).find(({ entity }) => entity === 'Attempt');
    expect(JSON.stringify(attempt)).toContain('word\ufffd ');
  });

  it('leaves no word of the evidence in events, receipts or logs', async () => {
    const canary = 'Wilhelmina-Canary';
    const write = vi.mocked(process.stdout.write).mockClear();
    const text = body({
      evidence: evidence().map((item) => ('text' in item ? { ...item, text: `${item.text} ${canary}` } : item)),
    });
    await intake.post(signed(text, intake.secret));
    await intake.post(signed(text, intake.secret));
    const seen = (await intake.items()).filter(({ entity }) => entity === 'Event' || entity === 'Receipt');
    expect(seen).toHaveLength(4);
    expect(JSON.stringify([seen, write.mock.calls])).not.toContain(canary);
    expect(write).toHaveBeenCalledTimes(2);
  });
});

describe('a repeated post', () => {
  it('is answered 200 with the first receipt, also when it is signed anew', async () => {
    const first = await intake.post(signed(body(), intake.secret, { id: 'msg_same' }));
    const later = signed(body(), intake.secret, { id: 'msg_same', at: new Date(Date.now() + 60_000) });
    expect(await intake.post(later)).toEqual({ status: 200, json: first.json });
    expect(await counted(intake)).toMatchObject({ Receipt: 1, Submission: 1, Event: 1 });
  });

  it('is refused with another body, and changes nothing', async () => {
    await intake.post(signed(body(), intake.secret, { id: 'msg_same' }));
    const before = await intake.items();
    const other = signed(body({ badge: 'mentoring' }), intake.secret, { id: 'msg_same' });
    expect(await intake.post(other)).toMatchObject({ status: 409, json: { code: 'webhook-id-reused' } });
    expect(await intake.items()).toEqual(before);
  });

  it('makes one submission out of 200 at a time, and 200 good answers', async () => {
    const post = signed(body(), intake.secret);
    const answers = await Promise.all(Array.from({ length: 200 }, () => intake.post(post)));
    const statuses = Map.groupBy(answers, ({ status }) => status);
    expect(statuses.get(202)).toHaveLength(1);
    expect(statuses.get(200)).toHaveLength(199);
    expect(new Set(answers.map(({ json }) => json.receiptId)).size).toBe(1);
    expect(await counted(intake)).toEqual({ Receipt: 1, Submission: 1, Attempt: 1, CurrentSubmission: 1, Event: 1 });
  });

  it('makes one submission out of different posts at a time, and quarantines the others', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => intake.post(signed(body(), intake.secret))));
    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(await counted(intake)).toMatchObject({ Receipt: 20, Submission: 1, QuarantinedPost: 19, Event: 20 });
  });
});

describe('a refused post writes nothing', () => {
  const without = (name: string): Post => {
    const { [name]: _, ...headers } = signed(body(), intake.secret).headers;
    return { body: body(), headers };
  };
  const typed = (type: string): Post => {
    const post = signed(body(), intake.secret);
    return { ...post, headers: { ...post.headers, 'content-type': type } };
  };
  const minutes = (count: number) => ({ at: new Date(Date.now() + count * 60_000) });

  const cases: [number, string, string, () => Post][] = [
    [401, 'signature-invalid', 'a strange secret', () => signed(body(), secret())],
    [401, 'signature-invalid', 'an altered body', () => ({ ...signed(body(), intake.secret), body: `${body()} ` })],
    [401, 'signature-invalid', 'no id', () => without('webhook-id')],
    [401, 'signature-invalid', 'no timestamp', () => without('webhook-timestamp')],
    [401, 'signature-invalid', 'no signature', () => without('webhook-signature')],
    [401, 'signature-invalid', 'a bad signature on a body that is not JSON', () => signed('{', secret())],
    [401, 'timestamp-stale', 'a time long past', () => signed(body(), intake.secret, minutes(-6))],
    [401, 'timestamp-stale', 'a time to come', () => signed(body(), intake.secret, minutes(6))],
    [401, 'source-unknown', 'an unknown source', () => ({ ...signed(body(), intake.secret), sourceId: 'strange' })],
    [401, 'source-unknown', 'no possible source', () => ({ ...signed(body(), intake.secret), sourceId: 'A source/…' })],
    [400, 'body-empty', 'an empty body', () => signed('', intake.secret)],
    [400, 'body-not-json', 'half a JSON', () => signed('{"type":', intake.secret)],
    [400, 'body-not-object', 'an array', () => signed('[]', intake.secret)],
    [400, 'body-not-object', 'null', () => signed('null', intake.secret)],
    [400, 'body-not-object', 'a text', () => signed('"submission.created"', intake.secret)],
    [415, 'media-type-unsupported', 'a form', () => typed('application/x-www-form-urlencoded')],
    [415, 'media-type-unsupported', 'a text', () => typed('text/json')],
    [415, 'media-type-unsupported', 'no media type', () => without('content-type')],
    [413, 'body-too-large', '262,145 bytes', () => signed(body().padEnd(262_145), intake.secret)],
  ];

  it.each(cases)('%i %s: %s', async (status, code, _what, post) => {
    expect(await intake.post(post())).toMatchObject({ status, json: { code, message: expect.any(String) } });
    expect(await intake.items()).toEqual([]);
  });

  it('takes 262,144 bytes', async () => {
    expect((await intake.post(signed(body().padEnd(262_144), intake.secret))).status).toBe(202);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const { createHmac } = await import('node:crypto');
    const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
    const post = signed('', intake.secret);
    const key = Buffer.from(intake.secret.slice('whsec_'.length), 'base64');
    const mac = createHmac('sha256', key)
      .update(`${post.headers['webhook-id']}.${post.headers['webhook-timestamp']}.`)
      .update(bytes);
    const headers = { ...post.headers, 'webhook-signature': `v1,${mac.digest('base64')}` };
    expect(await intake.post({ headers, body: bytes, base64: true })).toMatchObject({
      status: 400,
      json: { code: 'body-not-json' },
    });
  });
});

describe('any JSON object', () => {
  it('of a type that is unknown, missing or no text is accepted, kept and ignored', async () => {
    const texts = ['{"type":"course.finished","n":1}', '{}', '{"type":7}', '{"type":"SUBMISSION.CREATED"}'];
    for (const text of texts) expect((await intake.post(signed(text, intake.secret))).status).toBe(202);
    const kept = (await intake.items()).filter(({ entity }) => entity === 'KeptPost');
    expect(kept.map(({ body }) => gunzipSync(body as Uint8Array).toString()).toSorted()).toEqual(texts.toSorted());
    expect(
      kept
        .map(({ type }) => type)
        .filter(Boolean)
        .toSorted(),
    ).toEqual(['SUBMISSION.CREATED', 'course.finished']);
    expect(await counted(intake)).toEqual({ Receipt: 4, KeptPost: 4 });
  });

  it('is answered 202, whatever it holds', async () => {
    const Json = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
    const Envelope = fc.record({ type: fc.constantFrom('submission.created', '\ud800', 'x'), data: fc.jsonValue() });
    await fc.assert(
      fc.asyncProperty(fc.oneof(Json, Envelope), async (json) => {
        expect((await intake.post(signed(JSON.stringify(json), intake.secret))).status).toBe(202);
      }),
      { numRuns: 60 },
    );
  });
});
