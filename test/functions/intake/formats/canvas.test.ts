/** What Canvas Live Events bring beside a submission as it should be. */
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { OLDEST } from '../../../../functions/intake/formats/canvas.ts';
import { replayPost } from '../../../../functions/intake/quarantine/replay.ts';
import { attributePost } from '../../../../functions/intake/quarantine/resolve.ts';
import { type Intake, quarantined, startIntake } from '../intake.ts';
import { replaying } from '../quarantine/desk.ts';
import { golden, programWith, type Sender, sendersWith, type Which } from './senders.ts';

let intake: Intake;
let canvas: Sender;
let publish: Awaited<ReturnType<typeof sendersWith>>['publish'];
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  intake = await startIntake();
  const made = await sendersWith(intake.live);
  canvas = made.senders.canvas as Sender;
  publish = made.publish;
});
let places = 0;
beforeEach(() => {
  intake.state.fetch = publish;
  places += 1;
  intake.state.file = programWith(`program-${places}`, [{ ...canvas.source, id: `canvas-${places}` }]);
});
afterAll(() => vi.restoreAllMocks());

/** The golden event with these differences. */
const event = (body: object = {}, metadata: object = {}, name = 'canvas') => {
  const { metadata: usual, body: submission } = golden(name);
  return { metadata: { ...usual, ...metadata }, body: { ...submission, ...body } };
};
const send = async (payload: object, { with: which = 'newest' as Which, age = 0 } = {}) => {
  const post = await canvas.post(payload, { with: which, at: new Date(Date.now() - age * 1000) });
  return intake.post({ ...post, sourceId: `canvas-${places}` });
};
const receipts = async () =>
  (await intake.items())
    .filter(({ entity, sourceId }) => entity === 'Receipt' && sourceId === `canvas-${places}`)
    .map(({ webhookId, outcome }) => [webhookId, outcome]);
const aside = expect.stringMatching(/^passed-over:/);

describe('an attempt', () => {
  it('is one post by its submission and number, however often and in whatever words it is told of', async () => {
    const { json } = await send(event());
    const updated = event({ updated_at: '2019-11-01T19:12:00Z' }, { event_name: 'submission_updated' });
    expect(await send(updated)).toEqual({ status: 200, json });
    expect(await receipts()).toEqual([['21070000012345567#1', 'submission']]);
  });

  it('opens nothing when it is graded, also when the grade comes first', async () => {
    expect((await send(event({}, {}, 'canvas-graded'))).status).toBe(202);
    expect(await receipts()).toEqual([[aside, 'passed-over']]);
    expect((await send(event())).status).toBe(202);
    expect((await receipts()).map(([, outcome]) => outcome).toSorted()).toEqual(['passed-over', 'submission']);
  });

  it('that is handed in again is another, also where it comes as an update', async () => {
    await send(event());
    await send(event({ attempt: 2 }, { event_name: 'submission_updated' }));
    expect((await receipts()).toSorted()).toEqual([
      ['21070000012345567#1', 'submission'],
      ['21070000012345567#2', 'quarantined'],
    ]);
    expect(await quarantined(intake)).toMatchObject({ reason: 'submission-open' });
  });

  it.each([
    ['of an assignment of no badge', { assignment_id: '21070000000000396' }],
    ['that was never handed in', { attempt: null, workflow_state: 'unsubmitted' }],
  ])('%s is passed over, and nothing is kept of it', async (_what, body) => {
    expect((await send(event(body))).status).toBe(202);
    expect(await receipts()).toEqual([[aside, 'passed-over']]);
    const kept = (await intake.items()).filter(
      ({ programId, entity }) => programId === `program-${places}` && entity !== 'Receipt',
    );
    expect(kept).toEqual([]);
  });

  it.each([
    ['without a sis id: by the login', { user_sis_id: undefined }, 'submission'],
    ['with neither', { user_sis_id: undefined, user_login: null }, 'missing'],
    ['handed in by somebody else', { user_id: '21070000000000001' }, 'not-reliable'],
  ])('%s', async (_what, metadata, what) => {
    await send(event({}, metadata));
    if (what === 'submission') return expect(await receipts()).toEqual([['21070000012345567#1', 'submission']]);
    return expect(await quarantined(intake)).toMatchObject({
      sourceId: `canvas-${places}`,
      reason: 'unreadable-submission',
      problems: [
        { at: '$.metadata.user_sis_id', code: what },
        { at: '$.metadata.user_login', code: what },
      ],
    });
  });

  it('that is passed over takes neither the name of the attempt nor a place in what the source may send', async () => {
    const usual = canvas.source as unknown as { mapping: { when: object[] } };
    const onUpdate = { path: '$.metadata.event_name', in: ['submission_updated'] };
    const mapping = { ...usual.mapping, when: [onUpdate] };
    const source = { ...canvas.source, id: `canvas-${places}`, mapping, rateLimit: 1 };
    intake.state.file = programWith(`program-${places}`, [source]);
    for (const attempt of [2, 3, 1]) expect((await send(event({ attempt }))).status).toBe(202);
    expect((await send(event())).status).toBe(200);
    expect((await send(event({}, { event_name: 'submission_updated' }))).status).toBe(202);
    expect(
      (await receipts())
        .map(([name, outcome]) => `${outcome} ${name}`)
        .toSorted()
        .at(-1),
    ).toBe('submission 21070000012345567#1');
  });

  it('that names nobody is whose the owner says it is', async () => {
    await send(event({}, { user_sis_id: undefined, user_login: null }));
    const { receiptId } = (await quarantined(intake)) as unknown as { receiptId: string };
    const which = { programId: `program-${places}`, receiptId, by: 'E-1004' };
    await attributePost(replaying(intake), which, 'E-1203');
    expect(await replayPost(replaying(intake), which)).toMatchObject({ outcome: 'submission' });
  });

  it('whose text Canvas has cut waits, and names whom it is of', async () => {
    await send(event({ body: 'word '.repeat(2000).slice(0, 8192) }));
    expect(await quarantined(intake)).toMatchObject({
      problems: [{ at: '$.body.body', code: 'cut-short' }],
      earnerId: 'E-1203',
    });
  });
});

describe('a JWT', () => {
  it(`may be ${OLDEST / 60} minutes old, as long as Canvas tries again, and no older`, async () => {
    expect((await send(event(), { age: OLDEST - 30 })).status).toBe(202);
    expect(await send(event({ attempt: 2 }), { age: OLDEST + 5 })).toMatchObject({
      status: 401,
      json: { code: 'timestamp-stale' },
    });
    expect(await send(event({ attempt: 2 }), { age: -600 })).toMatchObject({ json: { code: 'timestamp-stale' } });
  });

  it('that says when it was signed and until when it is good is taken at its word', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const said = (iat: number, exp: number) => ({ ...event(), iat: seconds + iat, exp: seconds + exp });
    expect(await send(said(-60, -400))).toMatchObject({ json: { code: 'timestamp-stale' } });
    expect(await send(said(-OLDEST - 60, 3600))).toMatchObject({ json: { code: 'timestamp-stale' } });
    expect((await send(said(-60, 3600), { age: 7200 })).status).toBe(202);
  });

  it('of the Canvas of somebody else is refused, though Instructure signed it', async () => {
    const other = await send(event({}, { root_account_uuid: 'somebody-elses' }));
    expect(other).toMatchObject({ status: 401, json: { code: 'signature-invalid' } });
    expect(await receipts()).toEqual([]);
  });

  it('is the only thing that counts: neither plain JSON nor a JWT of another kind does', async () => {
    const sourceId = `canvas-${places}`;
    const forged = await new SignJWT({ ...event() })
      .setProtectedHeader({ alg: 'HS256', kid: '2026-10' })
      .sign(Buffer.from(intake.secret));
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged.split('.')[1]}.AA`;
    for (const body of [JSON.stringify(event()), forged, unsigned, 'a.b.c', '']) {
      expect(await intake.post({ body, headers: {}, sourceId })).toMatchObject({
        status: 401,
        json: { code: 'signature-invalid' },
      });
    }
  });

  it('may stand in quotation marks', async () => {
    const post = await canvas.post(event(), { with: 'newest', at: new Date() });
    expect((await intake.post({ ...post, body: `"${post.body}"\n`, sourceId: `canvas-${places}` })).status).toBe(202);
  });

  it('waits with its sender while no key can be read: 503, and nothing is written', async () => {
    intake.state.fetch = async () => ({ ok: false, why: 'unreachable' });
    const source = { ...canvas.source, id: `canvas-${places}`, keys: `https://keys-${places}.example/jwks` };
    intake.state.file = programWith(`program-${places}`, [source]);
    expect(await send(event())).toMatchObject({ status: 503, json: { code: 'keys-unreachable' } });
    expect(await receipts()).toEqual([]);
  });
});
