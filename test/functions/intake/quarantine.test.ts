import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { quarantineStore } from '../../../functions/intake/quarantine/store.ts';
import { stamp } from '../../../functions/platform/stamp.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { member } from '../programs/minimal-program.ts';
import {
  body,
  counted,
  evidence,
  type Intake,
  programFile,
  quarantined,
  secondVersion,
  signed,
  startIntake,
  words,
} from './intake.ts';

let intake: Intake;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
beforeEach(async () => {
  intake = await startIntake();
});
afterAll(() => vi.restoreAllMocks());

const send = (data: object = {}, envelope: object = {}) => intake.post(signed(body(data, envelope), intake.secret));

/** Puts the earner's current submission for the badge into a state, as a reviewer's decision does. */
const setState = async (state: string) => {
  const current = await intake.submissions.current('a-program', 'E-2', 'planning');
  if (!current) throw new Error('There is no submission yet.');
  const values = { ':state': state };
  await intake.table.transact([
    { key: keys.submission(current.submissionId), update: 'SET #state = :state', names: { '#state': 'state' }, values },
  ]);
  return current;
};

const [plan, reflection] = evidence() as [object, object];

describe('a verified post that cannot be mapped', () => {
  it.each<[string, object, object[]]>([
    ['unknown-earner', { earner: { employeeId: 'E-404' } }, []],
    ['unknown-earner', { earner: { email: 'nobody@school.example' } }, []],
    ['not-an-earner', { earner: { employeeId: 'E-1' } }, []],
    ['unknown-badge', { badge: 'juggling' }, [{ at: 'juggling', code: 'unknown-badge' }]],
    ['prerequisite-missing', { badge: 'feedback' }, [{ at: 'planning', code: 'not-held' }]],
    ['evidence-missing', { evidence: [plan] }, [{ at: 'reflection', code: 'missing' }]],
    [
      'evidence-invalid',
      { evidence: [plan, { ...reflection, text: words(149) }] },
      [{ at: 'reflection', code: 'too-few-words', words: 149 }],
    ],
    [
      'evidence-invalid',
      { evidence: [plan, { ...reflection, text: words(401) }] },
      [{ at: 'reflection', code: 'too-many-words', words: 401 }],
    ],
    ['evidence-invalid', { evidence: [{ ...plan, type: 'video' }, reflection] }, [{ at: 'plan', code: 'wrong-type' }]],
    [
      'evidence-invalid',
      { evidence: [plan, reflection, { ...plan, requirement: 'song' }] },
      [{ at: 'song', code: 'unknown-requirement' }],
    ],
  ])('waits as %s: %j', async (reason, data, problems) => {
    expect((await send(data)).status).toBe(202);
    expect(await quarantined(intake)).toMatchObject({ reason, problems });
    expect(await counted(intake)).toEqual({ Receipt: 1, QuarantinedPost: 1, QuarantinedBody: 1, Event: 1 });
  });

  it.each<[string, object]>([
    ['$.data.privacyStatement', { privacyStatement: false }],
    ['$.data.evidence[0].url', { evidence: [{ ...plan, url: 'javascript:alert(1)' }] }],
    ['$.data.evidence', { evidence: [] }],
  ])('waits as unreadable, with the path %s and the member it names', async (at, data) => {
    expect((await send(data)).status).toBe(202);
    expect(await quarantined(intake)).toMatchObject({
      reason: 'unreadable-submission',
      problems: [expect.objectContaining({ at })],
      earnerId: 'E-2',
    });
  });

  it('waits as unreadable also where it names nobody', async () => {
    expect((await send({}, { data: 7 })).status).toBe(202);
    expect(await quarantined(intake)).toMatchObject({ reason: 'unreadable-submission' });
    expect(await quarantined(intake)).not.toHaveProperty('earnerId');
  });

  it('waits while the program is a draft', async () => {
    intake.state.file = programFile({ status: 'draft' });
    await send();
    expect(await quarantined(intake)).toMatchObject({ reason: 'program-not-published', earnerId: 'E-2' });
  });

  it('is kept whole, and its event names no person', async () => {
    const text = body({ badge: 'juggling' });
    const { json } = await intake.post(signed(text, intake.secret));
    const { receiptId = '' } = json;
    const store = quarantineStore(intake.table, stamp);
    const sent = await store.sent('a-program', receiptId);
    expect(gunzipSync(sent?.body ?? new Uint8Array()).toString()).toBe(text);
    expect(await store.quarantined('a-program', receiptId)).toMatchObject({ earnerId: 'E-2', sourceId: 'forms' });
    const event = (await intake.items()).find(({ entity }) => entity === 'Event');
    expect(event).toMatchObject({
      detailType: 'post.quarantined.v1',
      detail: { data: { receiptId, sourceId: 'forms', reason: 'unknown-badge' } },
    });
    expect(JSON.stringify(event)).not.toContain('E-2');
  });

  it('is answered with its first receipt when it comes again', async () => {
    const post = signed(body({ badge: 'juggling' }), intake.secret);
    const first = await intake.post(post);
    expect(await intake.post(post)).toEqual({ status: 200, json: first.json });
    expect(await counted(intake)).toEqual({ Receipt: 1, QuarantinedPost: 1, QuarantinedBody: 1, Event: 1 });
  });
});

describe('a second post for the same earner and badge', () => {
  beforeEach(() => send());

  it.each([
    ['submitted', 'submission-open'],
    ['in-review', 'submission-open'],
    ['approved', 'submission-open'],
    ['awarded', 'badge-already-held'],
  ])('waits while the first is %s: %s', async (state, reason) => {
    await setState(state);
    expect((await send()).status).toBe(202);
    expect(await quarantined(intake)).toMatchObject({ reason, earnerId: 'E-2' });
    expect(await counted(intake)).toMatchObject({ Submission: 1, Attempt: 1, Event: 2 });
  });

  it.each([
    ['has a newer version', secondVersion('planning')],
    ['was taken out', undefined],
  ])(
    'is the next attempt of a returned one, judged by the version that one began with, also if the badge %s',
    async (_, now) => {
      const first = await setState('returned');
      intake.state.replaced.set('planning', now);
      await send();
      expect(await intake.submissions.get(first.submissionId)).toMatchObject({
        state: 'submitted',
        attempt: 2,
        badgeVersion: 1,
      });
      expect(await intake.submissions.attempt(first.submissionId, 2)).toMatchObject({ attempt: 2 });
      expect(await counted(intake)).toMatchObject({ Submission: 1, Attempt: 2, Event: 2 });
    },
  );

  it('is held against the newest version where it opens a new submission', async () => {
    await setState('denied');
    intake.state.replaced.set('planning', secondVersion('planning'));
    await send();
    expect(await quarantined(intake)).toMatchObject({
      reason: 'evidence-missing',
      problems: [{ at: 'song', code: 'missing' }],
    });
    await send({ evidence: [plan, reflection, { requirement: 'song', type: 'link', url: 'https://sing.example' }] });
    const second = await intake.submissions.current('a-program', 'E-2', 'planning');
    expect(second).toMatchObject({ state: 'submitted', badgeVersion: 2 });
  });

  it.each(['denied', 'withdrawn'])('opens a new submission after a %s one', async (state) => {
    const first = await setState(state);
    await send();
    const second = await intake.submissions.current('a-program', 'E-2', 'planning');
    expect(second).toMatchObject({ state: 'submitted', attempt: 1 });
    expect(second?.submissionId).not.toBe(first.submissionId);
  });

  it('waits after a denial where the program says that it is final', async () => {
    intake.state.file = programFile({ policy: { resubmitAfterDenial: false } });
    await setState('denied');
    await send();
    expect(await quarantined(intake)).toMatchObject({ reason: 'denied-is-final' });
  });

  it('concerns nobody else', async () => {
    await send({ earner: { employeeId: 'E-3' } });
    expect(await counted(intake)).toMatchObject({ Submission: 2 });
  });
});

describe('what is held', () => {
  it('is in the way of the same badge, unless that is repeatable, and opens the next', async () => {
    for (const badge of ['planning', 'mentoring']) intake.state.held.add(`E-2/${badge}`);
    await send();
    expect(await quarantined(intake)).toMatchObject({ reason: 'badge-already-held' });
    await send({ badge: 'mentoring' });
    await send({ badge: 'feedback' });
    expect(await counted(intake)).toMatchObject({ QuarantinedPost: 1, Submission: 2 });
  });

  it('follows the person, not the address', async () => {
    intake.state.file = programFile({
      members: [
        member('E-1', { roles: ['owner'] }),
        member('E-2', { addresses: ['new@school.example', 'old@school.example'] }),
      ],
    });
    await send({ earner: { email: 'old@school.example' } });
    await send({ earner: { email: 'NEW@school.example' } });
    expect(await quarantined(intake)).toMatchObject({ reason: 'submission-open', earnerId: 'E-2' });
  });
});
