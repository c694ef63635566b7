/** One post as the owner and the deputy see it, and what they can do there: by API, and by the forms of its page. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { shownOf } from '../../../../functions/intake/quarantine/sent.ts';
import { member } from '../../programs/minimal-program.ts';
import { body, evidence, type Intake, programFile, signed, startIntake } from '../intake.ts';
import { desk, PAGE, quarantineHandler } from './desk.ts';

const CANARY = 'Zebulon wrote <script>alert(1)</script>';
const people = [
  member('E-1', { roles: [], name: 'Ruth Abernathy' }),
  member('E-2', { name: 'Anna Castañeda' }),
  member('E-3', { roles: [], language: 'es' }),
  member('E-4', { roles: ['reviewer'] }),
];

let intake: Intake;
let owner: ReturnType<typeof desk>;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  intake = await startIntake();
  owner = desk(quarantineHandler(intake));
});
beforeEach(() => {
  intake.state.file = programFile({ deputy: 'E-3', members: people });
});
afterAll(() => {
  vi.restoreAllMocks();
  intake.close();
});

const send = async (data: object = {}) => {
  const text = body({ evidence: evidence().map((item) => ({ ...item, title: CANARY })), ...data });
  return (await intake.post(signed(text, intake.secret))).json.receiptId ?? '';
};
const employ = (...more: object[]) => {
  intake.state.file = programFile({ deputy: 'E-3', members: [...people, ...more] });
};

describe('one post', () => {
  it('is told whole to the owner and the deputy, with what would become of it today', async () => {
    const receiptId = await send({ earner: { email: 'anna@home.example' } });
    for (const as of ['E-1', 'E-3']) {
      const { status, json } = await owner.api('GET', `/${receiptId}`, { as });
      expect(status).toBe(200);
      expect(json).toMatchObject({ receiptId, state: 'waiting', reason: 'unknown-earner', sourceId: 'forms' });
      expect(json.today).toEqual({ outcome: 'waiting', reason: 'unknown-earner', problems: [] });
      expect(json.sent.data).toMatchObject({
        earner: { email: 'anna@home.example' },
        evidence: [{ title: CANARY }, {}],
      });
    }
    employ(member('E-5', { addresses: ['anna@home.example'] }));
    expect((await owner.api('GET', `/${receiptId}`)).json.today).toEqual({ outcome: 'submission' });
  });

  it('is told to nobody else, and nobody else does anything about it', async () => {
    const receiptId = await send({ badge: 'juggling' });
    for (const [as, code] of [
      ['E-2', 'not-the-owner-or-deputy'],
      ['E-4', 'not-the-owner-or-deputy'],
      ['stranger', 'not-a-member'],
    ] as const) {
      const refused = { status: 403, json: expect.objectContaining({ code }) };
      expect(await owner.api('GET', `/${receiptId}`, { as })).toEqual(refused);
      expect(await owner.api('POST', '/replay', { as })).toEqual(refused);
      expect(await owner.api('POST', `/${receiptId}/replay`, { as })).toEqual(refused);
      expect(await owner.api('POST', `/${receiptId}/earner`, { as, body: { employeeId: 'E-2' } })).toEqual(refused);
      expect(await owner.api('POST', `/${receiptId}/dismiss`, { as, body: { dismissal: 'spam' } })).toEqual(refused);
      expect((await owner.page(`/${receiptId}`, as)).statusCode).toBe(403);
      for (const path of ['', `/${receiptId}`]) {
        expect((await owner.form(path, { act: 'replay' }, as)).statusCode).toBe(403);
      }
    }
    expect((await owner.api('GET', `/${receiptId}`)).json.state).toBe('waiting');
    const nowhere = '/00000000-0000-4000-8000-000000000000';
    expect(await owner.api('GET', nowhere)).toMatchObject({ status: 404 });
    expect(await owner.api('POST', `${nowhere}/replay`)).toMatchObject({ status: 404 });
    const { statusCode, headers } = await owner.page(`/${receiptId}`, '');
    expect([statusCode, headers.location]).toEqual([
      303,
      `/sign-in?return=${encodeURIComponent(`${PAGE}/${receiptId}`)}`,
    ]);
  });

  it('is named, replayed and set aside by API', async () => {
    const [first, second] = [await send({ earner: { employeeId: 'E-404' } }), await send({ badge: 'juggling' })];
    expect(await owner.api('POST', `/${first}/earner`, { body: { employeeId: 'E-1' } })).toMatchObject({ status: 422 });
    const named = await owner.api('POST', `/${first}/earner`, { body: { employeeId: 'E-2' } });
    expect(named).toMatchObject({ status: 200, json: { attributedTo: 'E-2', state: 'waiting' } });
    expect(await owner.api('POST', `/${second}/earner`, { body: { employeeId: 'E-2' } })).toMatchObject({
      status: 409,
    });
    const { json } = await owner.api('POST', '/replay', { query: { limit: '20' } });
    expect(json.posts).toContainEqual({ receiptId: first, outcome: 'submission', submissionId: expect.any(String) });
    expect(await owner.api('POST', `/${first}/replay`)).toMatchObject({ status: 200, json: { outcome: 'submission' } });
    const aside = await owner.api('POST', `/${second}/dismiss`, { body: { dismissal: 'test' } });
    expect(aside).toMatchObject({ status: 200, json: { state: 'dismissed', dismissal: 'test', resolvedBy: 'E-1' } });
    expect(await owner.api('POST', `/${second}/replay`)).toMatchObject({
      status: 409,
      json: { code: 'post-resolved' },
    });
    expect(await owner.api('POST', `/${second}/dismiss`, { body: { dismissal: 'boredom' } })).toMatchObject({
      status: 400,
    });
  });
});

describe('its page', () => {
  it.each<[string, object, object, string[]]>([
    [
      'an address',
      { earner: { email: 'anna@home.example' } },
      {},
      ['&quot;addresses&quot;: [&quot;…&quot;, &quot;anna@home.example&quot;]'],
    ],
    ['an employee id', { earner: { employeeId: 'E-404' } }, {}, ['&quot;employeeId&quot;: &quot;E-404&quot;']],
    ['a badge', { badge: 'juggling' }, {}, ['<code>juggling</code> is no badge', '<code>mentoring</code>']],
    ['a role', { earner: { employeeId: 'E-4' } }, {}, ['&quot;roles&quot;: [&quot;…&quot;, &quot;earner&quot;]']],
    ['the status', {}, { status: 'draft' }, ['&quot;status&quot;: &quot;published&quot;']],
    ['an item', { badge: 'mentoring', evidence: evidence().slice(1) }, {}, ['(<code>plan</code>) was not sent']],
  ])('says which line is missing: %s', async (_, data, program, told) => {
    intake.state.file = programFile({ deputy: 'E-3', members: people, ...program });
    const page = (await owner.page(`/${await send(data)}`)).body;
    for (const line of told) expect(page).toContain(line);
    expect(page).not.toMatch(/undefined|<script/);
  });

  it('shows what was sent, escaped, in the language of its reader', async () => {
    const receiptId = await send({ earner: { email: 'anna@home.example' } });
    const [english, spanish] = [
      (await owner.page(`/${receiptId}`)).body,
      (await owner.page(`/${receiptId}`, 'E-3')).body,
    ];
    for (const page of [english, spanish]) {
      expect(page).toContain('Zebulon wrote &lt;script&gt;');
      expect(page).toMatch(/<details><summary>\$\.data\.evidence\[1\]\.text: [\d,]+ /);
    }
    expect(english).toContain('Nobody in the program has');
    expect(spanish).toContain('<html lang="es">');
    expect(spanish).toContain('Agregue a la persona');
  });

  it('names the earner and replays, form by form, and says what is to be corrected', async () => {
    const receiptId = await send({ earner: { email: 'anna@home.example' } });
    const path = `/${receiptId}`;
    const wrong = await owner.form(path, { act: 'attribute', employeeId: 'E-404' });
    expect(wrong.statusCode).toBe(422);
    for (const told of ['<title>Error: ', 'value="E-404"', 'href="#employeeId"', 'is an earner in the program'])
      expect(wrong.body).toContain(told);
    expect((await owner.form(path, { act: 'attribute' })).body).toContain('Give the employee id');
    const still = await owner.form(path, { act: 'replay' });
    expect([still.statusCode, still.headers.location]).toEqual([303, `${PAGE}${path}?done=replay`]);
    expect((await owner.page(path, 'E-1', { done: 'replay' })).body).toContain('still cannot become');
    employ(member('E-6', { name: 'Joaquín Duarte' }));
    expect((await owner.form(path, { act: 'attribute', employeeId: ' E-6 ' })).headers.location).toBe(
      `${PAGE}${path}?done=attribute`,
    );
    const named = (await owner.page(path, 'E-1', { done: 'attribute' })).body;
    for (const told of ['Joaquín Duarte, as you or your deputy said', 'Now replay it', 'can become a submission'])
      expect(named).toContain(told);
    await owner.form(path, { act: 'replay' });
    const done = (await owner.page(path)).body;
    const { submissionId } = (await owner.api('GET', path)).json;
    for (const told of ['It became a submission', `href="/submissions/${submissionId}"`, 'by Ruth Abernathy'])
      expect(done).toContain(told);
    expect(done).not.toMatch(/Zebulon|<form method="post" action="\/programs/);
  });

  it('sets aside with a reason', async () => {
    const receiptId = await send({ badge: 'juggling' });
    const path = `/${receiptId}`;
    const wrong = await owner.form(path, { act: 'dismiss' });
    expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('href="#dismissal"')]);
    expect((await owner.form(path, { act: 'dismiss', dismissal: 'duplicate' })).statusCode).toBe(303);
    const page = (await owner.page(path)).body;
    for (const told of ['set aside for good', 'sent twice', 'by Ruth Abernathy', 'Zebulon'])
      expect(page).toContain(told);
    expect((await owner.page('')).body).not.toContain(receiptId);
  });
});

describe('the button that replays all', () => {
  it('says what was done, and goes on where it stopped', async () => {
    for (const { receiptId } of (await owner.api('GET', '')).json.posts)
      await owner.api('POST', `/${receiptId}/dismiss`, { body: { dismissal: 'test' } });
    for (let n = 0; n < 26; n++) await send({ earner: { employeeId: `N-${n}` } });
    employ(...Array.from({ length: 24 }, (_, n) => member(`N-${n}`)));
    const first = await owner.form('', {});
    const query = Object.fromEntries(new URLSearchParams(first.headers.location?.split('?')[1]));
    expect(query).toMatchObject({ replayed: '24', waiting: '1', after: expect.any(String) });
    const page = (await owner.page('', 'E-1', query)).body;
    for (const told of ['24 posts became submissions', '1 post still waits', 'Replay the rest', '2 posts wait'])
      expect(page).toContain(told);
    const rest = await owner.form('', query);
    expect(rest.headers.location).toBe(`${PAGE}?replayed=24&waiting=2`);
    expect((await owner.page('', 'E-1', { replayed: '24', waiting: '2' })).body).toContain('2 posts still wait');
  });
});

describe('what is shown of what was sent', () => {
  it('is bounded, however large or deep', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`);
    const long = { texts: Array.from({ length: 60 }, () => 'x'.repeat(30_000)), many: Array(9000).fill('y') };
    for (const sent of [deep, long, { ...long, deep }]) {
      const { json, texts, cut } = shownOf(sent);
      expect(json.length).toBeLessThanOrEqual(20_000);
      expect(texts.length).toBeLessThanOrEqual(40);
      expect(texts.every(({ text }) => text.length <= 10_000)).toBe(true);
      expect(cut).toBe(true);
    }
  });

  it('is all of it, where it is small, also by names that objects have of their own', () => {
    const sent = JSON.parse('{"__proto__": {"a": 1}, "constructor": [null, true, "b"]}');
    const { json, texts, cut } = shownOf(sent);
    expect([JSON.parse(json), texts, cut]).toEqual([sent, [], false]);
  });
});
