/** What the owner and the deputy see of posts that wait, and that nobody else does. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { call } from '../../platform/call.ts';
import { member } from '../../programs/minimal-program.ts';
import { body, evidence, type Intake, programFile, signed, startIntake, words } from '../intake.ts';
import { quarantineHandler } from './desk.ts';

const API = '/v1/programs/a-program/quarantine';
const PAGE = '/programs/a-program/quarantine';
const CANARY = 'Zebulon';

let intake: Intake;
let handler: ReturnType<typeof quarantineHandler>;
const sent: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  intake = await startIntake();
  const members = [
    member('E-1', { roles: [], language: 'es' }),
    member('E-2', { name: 'Anna Castañeda' }),
    member('E-3', { roles: [] }),
    member('E-4', { roles: ['reviewer'] }),
  ];
  intake.state.file = programFile({ deputy: 'E-3', members });
  handler = quarantineHandler(intake);
  const [plan, reflection] = evidence();
  const wrong = [
    { badge: 'juggling' },
    { earner: { employeeId: 'E-404' } },
    { evidence: [plan, { ...reflection, text: `${CANARY} ${words(20)}` }] },
    { evidence: [plan] },
    { evidence: [reflection] },
  ];
  for (const [at, data] of wrong.entries()) {
    // Each its own minute: the time of arrival is what orders them.
    vi.setSystemTime(new Date(Date.UTC(2026, 10, 23, 9, at)));
    const { json } = await intake.post(signed(body(data), intake.secret));
    sent.push(json.receiptId ?? '');
  }
  vi.useRealTimers();
});
afterAll(() => {
  vi.restoreAllMocks();
  intake.close();
});

const list = async (as: string | undefined, query?: Record<string, string>) => {
  const headers: Record<string, string> = as ? { authorization: `Bearer ${as}` } : {};
  const answer = await call(handler, { path: API, headers, ...(query && { query }) });
  return { status: answer.statusCode, json: JSON.parse(answer.body), text: answer.body };
};
const page = (as: string | undefined, query?: Record<string, string>) =>
  call(handler, {
    ...{ path: PAGE, headers: { accept: 'text/html' }, ...(query && { query }) },
    ...(as && { cookies: [`as=${as}`] }),
  });

describe('the quarantine', () => {
  it('is told to the owner and the deputy, newest last, without what was sent', async () => {
    for (const as of ['E-1', 'E-3']) {
      const { status, json, text } = await list(as);
      expect(status).toBe(200);
      expect(json.posts.map(({ receiptId }: { receiptId: string }) => receiptId)).toEqual(sent);
      expect(json.posts[0]).toEqual({
        receiptId: sent[0],
        sourceId: 'forms',
        webhookId: expect.any(String),
        state: 'waiting',
        since: '2026-11-23T09:00:00.000Z',
        reason: 'unknown-badge',
        problems: [{ at: 'juggling', code: 'unknown-badge' }],
        employeeId: 'E-2',
      });
      expect(json.posts[1]).toMatchObject({ reason: 'unknown-earner' });
      expect(json.posts[1]).not.toHaveProperty('employeeId');
      expect(json.waiting).toEqual({
        total: 5,
        more: false,
        oldest: '2026-11-23T09:00:00.000Z',
        reasons: [
          { reason: 'evidence-missing', count: 2 },
          ...['unknown-badge', 'unknown-earner', 'evidence-invalid'].map((reason) => ({ reason, count: 1 })),
        ],
      });
      expect(json).not.toHaveProperty('next');
      expect(text).not.toContain(CANARY);
    }
  });

  it('is read a page at a time', async () => {
    const first = (await list('E-1', { limit: '3' })).json;
    const second = (await list('E-1', { limit: '3', after: first.next })).json;
    const ids = [...first.posts, ...second.posts].map(({ receiptId }: { receiptId: string }) => receiptId);
    expect([first.posts.length, ids, 'next' in second]).toEqual([3, sent, false]);
    expect((await list('E-1', { after: 'elsewhere' })).json.code).toBe('query-invalid');
  });

  it('is told to nobody else', async () => {
    for (const as of ['E-2', 'E-4']) {
      expect(await list(as)).toMatchObject({ status: 403, json: { code: 'not-the-owner-or-deputy' } });
      expect((await page(as)).statusCode).toBe(403);
    }
    expect(await list('stranger')).toMatchObject({ status: 403, json: { code: 'not-a-member' } });
    expect((await list(undefined)).status).toBe(401);
  });
});

describe('its page', () => {
  it('asks for a sign-in, and leads back', async () => {
    const { statusCode, headers } = await page(undefined);
    expect([statusCode, headers.location]).toEqual([303, `/sign-in?return=${encodeURIComponent(PAGE)}`]);
  });

  it('says in the language of its reader why each waits, since when and for whom, and leads to more', async () => {
    const spanish = (await page('E-1')).body;
    expect(spanish).toContain('<html lang="es">');
    for (const told of [
      'Mensajes en espera',
      'no tiene ninguna insignia',
      'a nombre de Anna Castañeda',
      '23 de noviembre',
    ])
      expect(spanish).toContain(told);
    const english = (await page('E-3')).body;
    for (const told of [
      'It names nobody',
      'has too few words (21)',
      'Waits since November 23, 2026',
      '5 posts wait',
      '2 × Something that',
      sent[0],
    ])
      expect(english).toContain(told);
    expect(english.match(/<h2>/g)).toHaveLength(5);
    expect(spanish + english).not.toMatch(new RegExp(`${CANARY}|undefined|<script`));
    const cursor = (await list('E-1', { limit: '4' })).json.next;
    expect((await page('E-3', { after: cursor })).body.match(/<h2>/g)).toHaveLength(1);
  });

  it('says so when nothing waits', async () => {
    const file = intake.state.file;
    intake.state.file = { ...file, id: 'a-program' };
    const { body } = await call(handler, {
      path: '/programs/another/quarantine',
      headers: { accept: 'text/html' },
      cookies: ['as=E-3'],
    });
    expect(body).toContain('Nothing waits here');
  });
});
