/** Every answer that a sender can get, over HTTP: what each code is, and that a refusal leaves nothing behind. */
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofEntity, stateOf } from './ledger.ts';
import { type Played, playStack, submission } from './played-stack.ts';

let played: Played;
let next = 0;
beforeAll(async () => {
  played = await playStack(20);
});
afterAll(() => played?.close());

const fresh = () => played.earner(next++);
const bodyOf = (employeeId: string, data = {}) =>
  JSON.stringify({ ...submission, data: { ...submission.data, earner: { employeeId }, ...data } });

interface Post {
  body: string | Uint8Array<ArrayBuffer>;
  id?: string;
  at?: number;
  secret?: string;
  source?: string;
  headers?: Record<string, string>;
}

/** Signs as the official client does, over the bytes that are sent. */
const send = async ({
  body,
  id = `msg_${randomUUID()}`,
  at = played.host.clock.now(),
  headers = {},
  ...from
}: Post) => {
  const { secret = played.local.source.secret, source = played.local.source.id } = from;
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  const signed = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), text),
  };
  const url = `${played.local.apiUrl}/v1/hooks/${source}`;
  const response = await fetch(url, { method: 'POST', headers: { ...signed, ...headers }, body });
  const answer = (await response.json()) as { receiptId?: string; code?: string; message?: string };
  return { status: response.status, ...answer };
};

const submissionsOf = async ({ employeeId }: { employeeId: string }) =>
  ofEntity(await played.items(), 'Submission').filter(({ earnerId }) => earnerId === employeeId);

describe('accepted', () => {
  it('200 identical posts at once make one submission', async () => {
    const teacher = fresh();
    const before = await stateOf(played.host);
    const post = { id: 'msg_two-hundred', body: bodyOf(teacher.employeeId) };
    const answers = await Promise.all(Array.from({ length: 200 }, () => send(post)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(199).fill(200), 202]);
    expect(new Set(answers.map(({ receiptId }) => receiptId)).size).toBe(1);
    const known = new Set(before.map(({ pk, sk }) => `${pk} ${sk}`));
    const made = (await stateOf(played.host)).filter(({ pk, sk }) => !known.has(`${pk} ${sk}`));
    const count = (entity: string) => ofEntity(made, entity).length;
    expect([count('Receipt'), count('Submission'), count('Event'), count('Attempt')]).toEqual([1, 1, 1, 1]);
    await played.settle();
    const mails = played.host.edges.mail
      .sent()
      .filter(({ destinations }) => destinations.includes(teacher.addresses[0] ?? ''));
    expect(mails).toHaveLength(1);
  }, 60_000);

  it('a JSON media type that the gateway hands over as base64 is signed over the same bytes', async () => {
    const teacher = fresh();
    const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
    const answer = await send({ body: bodyOf(teacher.employeeId, { note: 'Ñandú 🎓 على' }), headers });
    expect(answer).toEqual({ status: 202, receiptId: expect.any(String) });
    expect(await submissionsOf(teacher)).toHaveLength(1);
  });

  it('an unknown type is kept, and nothing comes of it', async () => {
    const { receiptId, status } = await send({ body: JSON.stringify({ type: 'course.completed', data: {} }) });
    expect(status).toBe(202);
    const items = (await played.items()).filter((item) => item.receiptId === receiptId);
    expect(items.map(({ entity }) => entity).sort()).toEqual(['KeptPost', 'Receipt']);
  });

  it('two secrets are live: the newest and the one before', async () => {
    const { programId, source, tokens } = played.local;
    const owner = await played.token(played.member('owner'));
    const path = `/v1/programs/${programId}/sources/${source.id}/secret`;
    const renew = async () => String((await played.client.call(owner, 'POST', path)).secret);
    expect(tokens.owner).not.toBe('');
    const [second, third] = [await renew(), await renew()];
    const status = async (secret: string) => (await send({ body: bodyOf(fresh().employeeId), secret })).status;
    expect([await status(third), await status(second), await status(source.secret)]).toEqual([202, 202, 401]);
    source.secret = third;
  });
});

describe('the same webhook-id', () => {
  it('with the same body is answered with the first receipt, and writes nothing', async () => {
    const post = { id: 'msg_repeated', body: bodyOf(fresh().employeeId) };
    const first = await send(post);
    const before = await stateOf(played.host);
    expect(await send(post)).toEqual({ status: 200, receiptId: first.receiptId });
    expect(await stateOf(played.host)).toEqual(before);
  });

  it('with another body is a conflict, and writes nothing', async () => {
    const id = 'msg_reused';
    await send({ id, body: bodyOf(fresh().employeeId) });
    const before = await stateOf(played.host);
    expect(await send({ id, body: bodyOf(fresh().employeeId) })).toMatchObject({
      status: 409,
      code: 'webhook-id-reused',
    });
    expect(await stateOf(played.host)).toEqual(before);
  });
});

describe('verified, but not mappable: quarantine with its reason', () => {
  const quarantined = async (body: string, reason: string) => {
    const submissionsBefore = ofEntity(await played.items(), 'Submission').length;
    const { status, receiptId } = await send({ body });
    const items = await played.items();
    const post = ofEntity(items, 'QuarantinedPost').find((item) => item.receiptId === receiptId);
    expect({ status, reason: post?.reason }).toEqual({ status: 202, reason });
    const event = ofEntity(items, 'Event').filter((item) => JSON.stringify(item).includes(String(receiptId)));
    expect(event.map(({ detailType }) => detailType)).toEqual(['post.quarantined.v1']);
    expect(ofEntity(items, 'Submission')).toHaveLength(submissionsBefore);
  };
  const evidence = submission.data.evidence;

  it.each([
    ['unknown-badge', () => bodyOf(fresh().employeeId, { badge: 'no-such-badge' })],
    ['unknown-earner', () => bodyOf('E-nobody')],
    ['not-an-earner', () => bodyOf(played.member('finance').employeeId)],
    ['evidence-missing', () => bodyOf(fresh().employeeId, { evidence: evidence.slice(0, 1) })],
    [
      'evidence-invalid',
      () => bodyOf(fresh().employeeId, { evidence: [...evidence, { ...evidence[0], requirement: 'x' }] }),
    ],
    ['unreadable-submission', () => bodyOf(fresh().employeeId, { evidence: 'mine' })],
  ])('%s', (reason, body) => quarantined(body(), reason));

  it('submission-open, then badge-already-held', async () => {
    const teacher = fresh();
    await send({ body: bodyOf(teacher.employeeId) });
    await quarantined(bodyOf(teacher.employeeId), 'submission-open');
    await played.decide(teacher, 'approve');
    await played.settle();
    await quarantined(bodyOf(teacher.employeeId), 'badge-already-held');
  });
});

describe('a second post for the same earner and badge', () => {
  it('after a return is the next attempt of the same submission; after a denial a new one', async () => {
    const teacher = fresh();
    await send({ body: bodyOf(teacher.employeeId) });
    await played.decide(teacher, 'return');
    await send({ body: bodyOf(teacher.employeeId) });
    expect(await submissionsOf(teacher)).toMatchObject([{ state: 'submitted', attempt: 2 }]);
    await played.decide(teacher, 'deny');
    await send({ body: bodyOf(teacher.employeeId) });
    const states = (await submissionsOf(teacher)).map(({ state, attempt }) => `${state} ${attempt}`);
    expect(states.sort()).toEqual(['denied 2', 'submitted 1']);
  });
});

describe('refused', () => {
  const minutes = (n: number) => played.host.clock.now() + n * 60_000;
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const cases: [string, number, string, () => Post][] = [
    ['a signature by another secret', 401, 'signature-invalid', () => ({ body: '{}', secret: other })],
    [
      'a signature over another body',
      401,
      'signature-invalid',
      () => ({ body: '{}', headers: { 'webhook-signature': 'v1,AAAA' } }),
    ],
    ['no signature', 401, 'signature-invalid', () => ({ body: '{}', headers: { 'webhook-signature': '' } })],
    ['a time 6 minutes ago', 401, 'timestamp-stale', () => ({ body: '{}', at: minutes(-6) })],
    ['a time 6 minutes ahead', 401, 'timestamp-stale', () => ({ body: '{}', at: minutes(6) })],
    ['an unknown source', 401, 'source-unknown', () => ({ body: '{}', source: 'nobodys-source' })],
    ['an empty body', 400, 'body-empty', () => ({ body: '' })],
    ['a body that is not JSON', 400, 'body-not-json', () => ({ body: '{"type":' })],
    ['a body that is no object', 400, 'body-not-object', () => ({ body: '[1]' })],
    ['null', 400, 'body-not-object', () => ({ body: 'null' })],
    [
      'another media type',
      415,
      'media-type-unsupported',
      () => ({ body: '{}', headers: { 'content-type': 'text/plain' } }),
    ],
    [
      'a form',
      415,
      'media-type-unsupported',
      () => ({ body: '{}', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ],
    ['a byte over 256 KiB', 413, 'body-too-large', () => ({ body: `"${'x'.repeat(262_143)}"` })],
  ];

  it.each(cases)('%s: %i %s, and nothing is written', async (_, status, code, post) => {
    const before = await stateOf(played.host);
    const answer = await send(post());
    expect(answer).toMatchObject({ status, code, message: expect.stringMatching(/\w{3}/) });
    expect(await stateOf(played.host)).toEqual(before);
  });

  it('256 KiB to the byte are read', async () => {
    expect(await send({ body: `"${'x'.repeat(262_142)}"` })).toMatchObject({ status: 400, code: 'body-not-object' });
  });
});
