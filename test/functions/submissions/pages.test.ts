import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY, evidence, PROGRAM, people, type Stage, startStage, typedReview } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.ledger.close());

const pageOf = (id: string) => `/submissions/${id}`;
const post = (id: string, form: string, by: string | undefined, typed: Record<string, string> = {}, headers = {}) =>
  stage.form(by, `${pageOf(id)}/${form}`, typed, headers);
const opened = async () => {
  const id = await stage.arrive();
  await post(id, 'start-review', people.reviewer);
  return id;
};
const stateOf = async (id: string) => (await stage.submissions.get(id))?.state;

/** Every id that something points at, and every label, leads somewhere. */
const expectLinked = (html: string) => {
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const targets = [...html.matchAll(/(?: for="|href="#|aria-labelledby="|aria-describedby=")([^"]+)"/g)];
  expect(targets.map(([, id]) => id).filter((id) => !ids.has(id))).toEqual([]);
  expect(ids.size).toBe([...html.matchAll(/ id="/g)].length);
};

describe('a page of a submission', () => {
  it('asks for a sign-in, and leads back', async () => {
    const id = await stage.arrive();
    const answer = await stage.page(undefined, pageOf(id));
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      `/sign-in?return=${encodeURIComponent(pageOf(id))}`,
    ]);
    const queue = await stage.page(undefined, `/programs/${PROGRAM}/submissions`);
    expect(queue.headers.location).toBe(`/sign-in?return=${encodeURIComponent(`/programs/${PROGRAM}/submissions`)}`);
  });

  it('does not exist for others, and says so as a page in their language', async () => {
    const id = await stage.arrive();
    for (const by of [people.sponsor, people.administrator, people.finance, people.spanishEarner, 'stranger']) {
      const answer = await stage.page(by, pageOf(id));
      expect([by, answer.statusCode]).toEqual([by, 404]);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.body).not.toContain(CANARY);
    }
  });

  it('changes nothing by being read', async () => {
    const id = await stage.arrive();
    const before = await stage.kept(id);
    for (const by of [people.earner, people.reviewer, people.owner]) await stage.page(by, pageOf(id));
    expect(await stage.kept(id)).toEqual(before);
  });

  it('runs no script, is kept nowhere, and names its origin to its own forms', async () => {
    const { headers, body } = await stage.page(people.reviewer, pageOf(await stage.arrive()));
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body).not.toMatch(/<script|onclick|javascript:/i);
  });

  it('shows the earner the state, the evidence and what is next, in their language, and no form but to withdraw', async () => {
    const id = await stage.arrive({ earnerId: people.spanishEarner });
    const { body } = await stage.page(people.spanishEarner, pageOf(id));
    expect(body).toContain('lang="es"');
    expect(body).toContain('En espera de evaluación');
    expect(body).toContain(CANARY);
    expect(body).toContain('&lt;b&gt;more&lt;/b&gt;');
    expect([...body.matchAll(/<form[^>]*action="([^"]+)"/g)].map(([, action]) => action)).toEqual([
      `${pageOf(id)}/withdraw`,
    ]);
    expectLinked(body);
  });

  it('shows a reviewer the evidence and the rubric; the owner the same, with the names of the history, and no form', async () => {
    const id = await opened();
    const reviewer = (await stage.page(people.reviewer, pageOf(id))).body;
    const owner = (await stage.page(people.owner, pageOf(id))).body;
    for (const body of [reviewer, owner]) {
      expect(body).toContain(CANARY);
      expect(body).toContain('Every student retrieves');
      expect(body).toContain('Each student commits to an answer in writing');
      expect(body).toMatch(/<a href="https:\/\/drive\.example\/openers" target="_blank" rel="noopener noreferrer"/);
      expectLinked(body);
    }
    expect(reviewer.match(/type="radio"/g)).toHaveLength(4 * 3 + 3);
    expect(owner).toContain('by Priya Raman');
    expect(owner).not.toContain('<form');
    const earner = (await stage.page(people.earner, pageOf(id))).body;
    expect(earner).not.toContain('Priya Raman');
    expect((await stage.page(people.otherReviewer, pageOf(id))).body).toContain('Priya Raman empezó la evaluación');
  });

  it('makes no link of what is no web address', async () => {
    const id = await stage.arrive({ items: evidence({ url: 'javascript:alert(1)' }) });
    const { body } = await stage.page(people.reviewer, pageOf(id));
    expect(body).not.toContain('href="javascript');
    expect(body).toContain('javascript:alert(1)');
  });
});

describe('the badge', () => {
  it('is a link for its earner once it is signed, without a key', async () => {
    const fresh = await startStage();
    const id = await fresh.arrive({ earnerId: people.spanishEarner });
    await fresh.form(people.reviewer, `${pageOf(id)}/start-review`, {});
    await fresh.form(people.reviewer, `${pageOf(id)}/review`, typedReview('approve'));
    const { awardId } = await fresh.awarded(id);
    const open = async (by: string) => (await fresh.page(by, pageOf(id))).body;
    expect(await open(people.spanishEarner)).not.toContain('/credentials/');
    const { credentialId } = await fresh.sign(awardId);
    expect(await open(people.spanishEarner)).toMatch(
      new RegExp(`<a class="button" href="/credentials/${credentialId}">Ver su insignia</a>`),
    );
    expect(await open(people.reviewer)).not.toContain('/credentials/');
    fresh.ledger.close();
  });
});

describe('reviewing by form', () => {
  it('starts, decides, and leads back to the page, which then tells of it', async () => {
    const id = await stage.arrive();
    const started = await post(id, 'start-review', people.reviewer);
    expect([started.statusCode, started.headers.location, await stateOf(id)]).toEqual([303, pageOf(id), 'in-review']);
    const typed = typedReview('return', { 'comment.everyone-retrieves': 'Whose hands?\r\nTell me.' });
    const decided = await post(id, 'review', people.reviewer, typed);
    expect([decided.statusCode, decided.headers.location, await stateOf(id)]).toEqual([303, pageOf(id), 'returned']);
    const kept = await stage.submissions.review(id, 1);
    expect(kept).toMatchObject({ decision: 'return', studentsNotIdentifiable: false });
    expect(kept?.criteria[0]).toEqual({
      criterion: 'everyone-retrieves',
      level: 'beginning',
      comment: 'Whose hands?\nTell me.',
    });
    const { body } = await stage.page(people.earner, pageOf(id));
    for (const text of ['Returned with comments', 'Say what the class did next.', 'Whose hands?'])
      expect(body).toContain(text);
    await post(id, 'withdraw', people.earner);
  });

  it('keeps that no student can be identified only when it was ticked', async () => {
    const id = await opened();
    await post(id, 'review', people.reviewer, typedReview('approve', { studentsNotIdentifiable: 'yes' }));
    expect(await stage.submissions.review(id, 1)).toMatchObject({ decision: 'approve', studentsNotIdentifiable: true });
  });

  it('shows the page again with what was typed and what to correct, each leading to its field', async () => {
    const id = await opened();
    const typed: Record<string, string> = typedReview('return', {
      comment: ' ',
      'comment.spaced-material': 'Kept <i>',
    });
    delete typed['level.everyone-retrieves'];
    const answer = await post(id, 'review', people.reviewer, typed);
    expect([answer.statusCode, await stateOf(id)]).toEqual([422, 'in-review']);
    const { body } = answer;
    expect(body).toContain('<title>Error: ');
    expect(body).toMatch(/role="alert" tabindex="-1" autofocus/);
    const corrections = [...body.matchAll(/<li><a href="#([^"]+)">/g)].map(([, at]) => at);
    expect(corrections).toEqual(['level.everyone-retrieves.beginning', 'comment']);
    expect(body).toContain('Kept &lt;i&gt;</textarea>');
    expect(body).toMatch(/value="return"[^>]*checked/);
    expect(body.match(/ checked/g)).toHaveLength(3 + 1);
    expect(body).toMatch(/id="comment"[^>]*aria-invalid="true"/);
    expectLinked(body);
  });

  it.each([
    ['nothing at all', { attempt: '1' }, 4 + 1],
    ['an approval below the rubric', typedReview('approve', { 'level.spaced-material': 'beginning' }), 1],
    ['a comment that is too long', typedReview('deny', { comment: 'x'.repeat(4001) }), 1],
    ['a level of its own', typedReview('approve', { 'level.spaced-material': 'superb' }), 1],
    ['a decision of its own', typedReview('approve', { decision: 'constructor' }), 1],
  ])('corrects %s', async (_, typed, corrections) => {
    const id = await opened();
    const answer = await post(id, 'review', people.reviewer, typed);
    expect([answer.statusCode, await stateOf(id)]).toEqual([422, 'in-review']);
    expect(answer.body.match(/<li><a href="#/g)).toHaveLength(corrections);
    expectLinked(answer.body);
  });

  it('is for reviewers, not for their own work, and not from another site', async () => {
    const id = await opened();
    const foreign = { origin: 'https://evil.example' };
    expect((await post(id, 'review', people.reviewer, typedReview('approve'), foreign)).statusCode).toBe(403);
    expect((await post(id, 'review', people.earner, typedReview('approve'))).statusCode).toBe(403);
    expect((await post(id, 'review', people.owner, typedReview('approve'))).statusCode).toBe(403);
    expect((await post(id, 'review', people.administrator, typedReview('approve'))).statusCode).toBe(404);
    const own = await stage.arrive({ earnerId: people.reviewer });
    expect((await post(own, 'review', people.reviewer, typedReview('approve'))).statusCode).toBe(403);
    expect([await stateOf(id), await stateOf(own)]).toEqual(['in-review', 'submitted']);
  });

  it('finds done what a second press of the button asks again', async () => {
    const id = await opened();
    const both = [0, 1].map(() => post(id, 'review', people.reviewer, typedReview('approve')));
    expect((await Promise.all(both)).map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect((await stage.kept(id)).history).toHaveLength(3);
  });

  it('tells who was overtaken, and gives back what they wrote', async () => {
    const id = await opened();
    await post(id, 'review', people.otherReviewer, typedReview('approve'));
    const answer = await post(id, 'review', people.reviewer, typedReview('return', { comment: 'My long thoughts.' }));
    expect([answer.statusCode, await stateOf(id)]).toEqual([409, 'approved']);
    expect(answer.body).toContain('My long thoughts.');
    expect(answer.body).not.toContain('name="decision"');
    const unfinished = await post(id, 'review', people.reviewer, { attempt: '1', comment: 'Half a thought.' });
    expect([unfinished.statusCode, unfinished.body.includes('Half a thought.')]).toEqual([409, true]);
  });

  it('loses nothing when the sign-in has ended meanwhile', async () => {
    const id = await opened();
    const answer = await post(id, 'review', undefined, typedReview('deny', { comment: 'Say "more"' }));
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain(`action="${pageOf(id)}/review"`);
    expect(answer.body).toContain('name="comment" value="Say &quot;more&quot;"');
    expect(await stateOf(id)).toBe('in-review');
  });
});

describe('withdrawing by form', () => {
  it('is for the earner, and twice is once', async () => {
    const id = await stage.arrive();
    expect((await post(id, 'withdraw', people.reviewer)).statusCode).toBe(403);
    for (const _ of [1, 2]) expect((await post(id, 'withdraw', people.earner)).statusCode).toBe(303);
    expect([await stateOf(id), (await stage.kept(id)).history.length]).toEqual(['withdrawn', 2]);
    const { body } = await stage.page(people.earner, pageOf(id));
    expect(body).not.toContain('<form');
  });
});

describe('a long queue', () => {
  it('shows a hundred, and leads to the rest', async () => {
    const fresh = await startStage();
    for (let sent = 0; sent < 103; sent++) await fresh.arrive({ earnerId: `E-many-${sent}` });
    const path = `/programs/${PROGRAM}/submissions`;
    const first = (await fresh.page(people.reviewer, path)).body;
    const linked = (body: string) => [...body.matchAll(/href="\/submissions\/([^"]+)"/g)].map(([, id]) => id);
    const [, query = ''] = /href="[^"?]+\?([^"]+)">More that waits</.exec(first) ?? [];
    const more = Object.fromEntries(new URLSearchParams(query.replaceAll('&amp;', '&')));
    const second = (await fresh.page(people.reviewer, path, more)).body;
    expect([linked(first).length, linked(second).length]).toEqual([100, 3]);
    expect(new Set([...linked(first), ...linked(second)]).size).toBe(103);
    expect(second).not.toContain('More that waits');
    expect(fresh.asked.badgeVersion).toBe(2);
    fresh.ledger.close();
  });
});

describe('the queue', () => {
  it('lists what waits, longest first, marks one’s own, and shows no evidence', async () => {
    const fresh = await startStage();
    const path = `/programs/${PROGRAM}/submissions`;
    expect((await fresh.page(people.reviewer, path)).body).toContain('Nothing is waiting');
    const first = await fresh.arrive({ earnerId: people.earner });
    fresh.pass(3 * 86_400_000);
    const second = await fresh.arrive({ earnerId: people.spanishEarner });
    const own = await fresh.arrive({ earnerId: people.reviewer });
    const inReview = await fresh.arrive({ earnerId: people.otherReviewer });
    await fresh.form(people.reviewer, `${pageOf(inReview)}/start-review`, {});
    const { statusCode, body } = await fresh.page(people.reviewer, path);
    const links = [...body.matchAll(/href="\/submissions\/([^"]+)"/g)].map(([, id]) => id);
    expect([statusCode, links]).toEqual([200, [first, second, inReview]]);
    expect(body).toContain('3 days');
    expect(body).toContain('signed in as Priya Raman');
    expect(body).toContain('Your own: somebody else reviews it');
    expect(body).not.toContain(own);
    expect(body).not.toContain(CANARY);
    expect((await fresh.page(people.otherReviewer, path)).body).toContain('lang="es"');
    for (const by of [people.earner, people.sponsor, people.finance])
      expect((await fresh.page(by, path)).statusCode).toBe(403);
    fresh.ledger.close();
  });
});
