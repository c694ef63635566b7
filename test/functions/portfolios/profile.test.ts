import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { nameShownBy } from '../../../functions/portfolios/read.ts';
import { formPost } from '../platform/call.ts';
import { itemsOf } from '../programs/stage.ts';
import { memberOf, PROGRAM, PUBLIC_URL, people, program, type Stage, startStage } from './stage.ts';

let stage: Stage;
const opened: { close(): void }[] = [];
beforeEach(async () => {
  stage = await startStage();
  opened.push(stage.ledger);
});
afterAll(() => {
  for (const ledger of opened) ledger.close();
});

const profileOf = async (as: string) =>
  JSON.parse((await stage.send({ path: `/v1/programs/${PROGRAM}/profile` }, as)).body);
const shownOf = (earnerId: string) =>
  nameShownBy({ profiles: stage.profiles, programs: stage.programs })({ programId: PROGRAM, earnerId });
const anna = memberOf(people.earner);

describe('a name', () => {
  it('is not shown unless its earner switches it on, and is shown with the school while it is on', async () => {
    expect(await profileOf(people.earner)).toEqual({
      programId: PROGRAM,
      named: false,
      namingAllowed: true,
      portfolio: false,
    });
    expect(await shownOf(people.earner)).toBeUndefined();

    const answer = await stage.put(people.earner, { named: true });
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ named: true, namedSince: '2026-03-02T10:00:00.000Z' });
    expect(await shownOf(people.earner)).toEqual({ name: anna.name, school: anna.school });
    expect(await shownOf(people.spanish)).toBeUndefined();

    await stage.put(people.earner, { named: false });
    expect(await profileOf(people.earner)).not.toHaveProperty('namedSince');
    expect(await shownOf(people.earner)).toBeUndefined();
  });

  it('says each change once, with ids only; what is already so changes nothing', async () => {
    await stage.put(people.earner, { named: false });
    expect(await itemsOf(stage.ledger)).not.toContainEqual(expect.objectContaining({ entity: 'EarnerProfile' }));
    for (const named of [true, true, false, false, true]) {
      stage.state.time += 60_000;
      await stage.put(people.earner, { named });
    }
    expect(await stage.events()).toEqual([
      { detailType: 'earner.named.v1', data: { earnerId: people.earner }, time: '2026-03-02T10:01:00.000Z' },
      { detailType: 'earner.unnamed.v1', data: { earnerId: people.earner }, time: '2026-03-02T10:03:00.000Z' },
      { detailType: 'earner.named.v1', data: { earnerId: people.earner }, time: '2026-03-02T10:05:00.000Z' },
    ]);
    await stage.put(people.earner, {});
    expect(await stage.events()).toHaveLength(3);
  });

  it('that is switched by several at once ends as one of them said, with a history of steps', async () => {
    const wishes = [true, false, true, false, true, false];
    const answers = await Promise.all(wishes.map((named) => stage.put(people.earner, { named })));
    for (const { statusCode } of answers) expect([200, 503]).toContain(statusCode);
    const { sequence, named } = await stage.profiles.profile(PROGRAM, people.earner);
    const said = (await stage.events()).map(({ detailType }) => detailType);
    expect(said).toHaveLength(sequence);
    expect(said).toEqual(said.map((_, index) => (index % 2 === 0 ? 'earner.named.v1' : 'earner.unnamed.v1')));
    expect(named).toBe(said.length % 2 === 1);
  });

  it('is not shown where the program or what it says of the member forbids it, switched on or not', async () => {
    const refused = await stage.put(people.never, { named: true });
    expect(refused).toMatchObject({ statusCode: 403 });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'naming-not-allowed' });
    expect(await stage.events(people.never)).toEqual([]);

    await stage.put(people.earner, { named: true });
    stage.state.program = { ...program, policy: { ...program.policy, naming: 'never' } };
    expect(await shownOf(people.earner)).toBeUndefined();
    expect(await profileOf(people.earner)).toMatchObject({ named: true, namingAllowed: false });
    expect((await stage.put(people.spanish, { named: true })).statusCode).toBe(403);
    expect((await stage.put(people.earner, { named: false })).statusCode).toBe(200);

    stage.state.program = program;
    await stage.put(people.earner, { named: true });
    stage.state.members = stage.state.members.map((one) => ({ ...one, naming: 'never' }));
    expect(await shownOf(people.earner)).toBeUndefined();
    stage.state.members = [];
    expect(await shownOf(people.earner)).toBeUndefined();
  });
});

describe('the portfolio of an earner', () => {
  it('opens once a badge is shared, keeps its address, and says so', async () => {
    await stage.hold({ shared: false });
    const early = await stage.put(people.earner, { portfolio: true });
    expect([early.statusCode, JSON.parse(early.body).code]).toEqual([409, 'nothing-shared']);
    expect(await stage.events()).toEqual([]);

    await stage.hold({ badgeId: 'accessible-materials' });
    const { portfolioUrl } = JSON.parse((await stage.put(people.earner, { portfolio: true, named: true })).body);
    const portfolioId = portfolioUrl.replace(`${PUBLIC_URL}/portfolios/`, '');
    expect(portfolioId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await profileOf(people.earner)).toMatchObject({ named: true, portfolio: true, portfolioUrl });
    await stage.put(people.earner, { portfolio: false });
    expect(await profileOf(people.earner)).not.toHaveProperty('portfolioUrl');
    expect(JSON.parse((await stage.put(people.earner, { portfolio: true })).body)).toMatchObject({ portfolioUrl });
    const data = { portfolioId, earnerId: people.earner };
    expect((await stage.events()).map(({ detailType, data }) => ({ detailType, data }))).toEqual([
      { detailType: 'earner.named.v1', data: { earnerId: people.earner } },
      { detailType: 'portfolio.opened.v1', data },
      { detailType: 'portfolio.closed.v1', data },
      { detailType: 'portfolio.opened.v1', data },
    ]);
  });

  it('that is opened twice at once has one address', async () => {
    await stage.hold();
    const answers = await Promise.all([1, 2, 3].map(() => stage.put(people.earner, { portfolio: true })));
    expect(new Set(answers.map(({ body }) => JSON.parse(body).portfolioUrl)).size).toBe(1);
    expect(await stage.events()).toHaveLength(1);
  });
});

describe('a profile', () => {
  it('is for members, each for themself', async () => {
    const path = `/v1/programs/${PROGRAM}/profile`;
    expect((await stage.send({ path })).statusCode).toBe(401);
    expect((await stage.send({ path }, 'stranger')).statusCode).toBe(403);
    expect((await stage.put('stranger', { named: true })).statusCode).toBe(403);
    expect((await stage.put(people.earner, { named: true }, 'no-such-program')).statusCode).toBe(403);
    expect((await stage.put(people.earner, { named: true, earnerId: people.spanish })).statusCode).toBe(400);
    expect((await stage.put(people.earner, { named: 'yes' })).statusCode).toBe(400);
    expect(await stage.events()).toEqual([]);
  });

  it('has a page that works by forms of this host alone', async () => {
    const path = `/programs/${PROGRAM}/profile`;
    const toSignIn = await stage.send({ path, headers: { accept: 'text/html' } });
    expect(toSignIn).toMatchObject({
      statusCode: 303,
      headers: { location: `/sign-in?return=${encodeURIComponent(path)}` },
    });
    const as = { cookie: ['session=E-1203'] };
    const post = (form: Record<string, string>, headers = {}) =>
      stage.send({ ...formPost(path, form, headers), cookies: as.cookie });
    expect(await post({ named: 'yes' })).toMatchObject({ statusCode: 303, headers: { location: path } });
    expect((await post({ named: 'no' }, { origin: 'https://elsewhere.example' })).statusCode).toBe(403);
    expect((await post({ named: 'maybe' })).statusCode).toBe(400);
    expect((await stage.send(formPost(path, { named: 'no' }))).statusCode).toBe(401);
    expect(await profileOf(people.earner)).toMatchObject({ named: true });
    await stage.hold();
    await post({ portfolio: 'yes' });
    expect(await profileOf(people.earner)).toMatchObject({ named: true, portfolio: true });
    await post({ named: 'no' });
    expect(await profileOf(people.earner)).toMatchObject({ named: false, portfolio: true });
  });

  it('shows on its page how things stand, with the button that turns each', async () => {
    const page = async (as: string) => (await stage.send({ path: `/programs/${PROGRAM}/profile` }, as)).body;
    expect(await page(people.earner)).toContain('<button name="named" value="yes"');
    expect(await page(people.earner)).not.toContain('name="portfolio"');
    await stage.hold({ name: 'A <badge> & more' });
    await stage.put(people.earner, { named: true, portfolio: true });
    const own = await page(people.earner);
    const { portfolioUrl } = await profileOf(people.earner);
    for (const said of ['<button name="named" value="no"', '<button name="portfolio" value="no"', portfolioUrl])
      expect(own).toContain(said);
    expect(own).toContain('A &lt;badge&gt; &amp; more');
    const never = await page(people.never);
    expect(never).toContain('<html lang="es">');
    expect(never).not.toContain('name="named"');
    expect(never).toContain(program.contact);
  });
});
