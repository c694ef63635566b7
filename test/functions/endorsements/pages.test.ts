/** The page of an invitation and the page of the owner: what they say, and that their forms do what they say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../functions/endorsements/texts/en.ts';
import { es } from '../../../functions/endorsements/texts/es.ts';
import { BADGE, endorser, INVITED, PROGRAM, people, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.ledger.close());

const PAGE = `/programs/${PROGRAM}/endorsements`;
const council = endorser();
let nth = 0;
const invited = async (more: object = {}) => {
  nth += 1;
  const { json } = await stage.invite(people.owner, { email: `office-${nth}@reading.example`, ...more });
  const key = await stage.keyOf(json.endorsementId);
  return { endorsementId: json.endorsementId as string, key };
};

describe('the page of an invitation', () => {
  it('shows the badge, what it takes, and the form, in the language of the invitation', async () => {
    for (const [language, texts] of [['en', en] as const, ['es', es] as const]) {
      const { endorsementId, key } = await invited({ language });
      const { body, headers } = await stage.read(endorsementId, key);
      expect(headers['content-type']).toContain('text/html');
      expect(body).toContain(`<html lang="${language}">`);
      for (const words of [texts.criteria, texts.confirm, texts.decline, texts.comment]) expect(body).toContain(words);
      expect(body).toContain('Retrieval Practice');
      expect(body).toContain(`href="/programs/${PROGRAM}/badges/${BADGE}/versions/1"`);
      expect(body).toContain(`action="/endorsements/${endorsementId}"`);
      expect(body).toContain(`name="key" value="${key}"`);
    }
  });

  it('says what was answered, in place of the form, and escapes it', async () => {
    const { endorsementId, key } = await invited({ name: '<b>Council</b>' });
    expect((await stage.read(endorsementId, key)).body).toContain('&lt;b&gt;Council');
    await stage.answer(endorsementId, { key, answer: 'confirm', comment: '<script>alert(1)</script>' });
    const said = async () => (await stage.read(endorsementId, key)).body;
    expect(await said()).toContain(en.answers.proposed);
    expect(await said()).toContain('&lt;script&gt;');
    expect(await said()).not.toMatch(/<form|<script|<b>Council/);
    await stage.decide(endorsementId, 'accept', people.owner);
    expect(await said()).toContain(en.answers.accepted);
    await stage.decide(endorsementId, 'withdraw', people.owner);
    expect(await said()).toContain(en.answers.withdrawn);
    const other = await invited();
    await stage.answer(other.endorsementId, { key: other.key, answer: 'decline' });
    expect((await stage.read(other.endorsementId, other.key)).body).toContain(en.answers.declined);
  });

  it('is answered from no page of somebody else', async () => {
    const { endorsementId, key } = await invited();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' };
    const body = new URLSearchParams({ key, answer: 'confirm' }).toString();
    const answer = await stage.answered({ method: 'POST', path: `/endorsements/${endorsementId}`, headers, body });
    expect(answer.json.code).toBe('origin-foreign');
  });
});

describe('the page of the owner', () => {
  it('asks for a sign-in and leads back, and is for the owner and the deputy', async () => {
    const unknown = await stage.page();
    expect([unknown.status, unknown.headers.location]).toEqual([303, `/sign-in?return=${encodeURIComponent(PAGE)}`]);
    expect((await stage.page(people.reviewer)).status).toBe(403);
    expect((await stage.page(people.deputy)).status).toBe(200);
  });

  it('labels each by how it was made, and shows no key and no address of a script', async () => {
    const { endorsementId, key } = await invited({ name: 'Zebra Council' });
    await stage.answer(endorsementId, { key, answer: 'confirm', comment: 'Stripes.' });
    const issuer = { id: council.did, type: ['Profile'], name: 'Yak & Sons', url: 'javascript:alert(1)' };
    await stage.propose(await council.signed({ issuer, name: 'Signed' }));
    const { body } = await stage.page(people.owner);
    for (const words of ['Zebra Council', 'Stripes.', en.confirmed, en.kinds.signed, 'Yak &amp; Sons', council.did])
      expect(body).toContain(words);
    await stage.decide(endorsementId, 'accept', people.owner);
    expect((await stage.page(people.owner)).body).toContain(en.kinds.hosted);
    expect(body).not.toContain('javascript:');
    expect(body).not.toContain(key);
  });

  it('decides by its buttons and leads back', async () => {
    const { json } = await stage.propose(await council.signed({ name: 'By a button' }));
    const post = (decision: string, as: string) =>
      stage.form(`/endorsements/${json.endorsementId}/decision`, { decision }, as);
    expect((await post('accepted', people.reviewer)).status).toBe(403);
    const done = await post('accepted', people.owner);
    expect([done.status, done.headers.location]).toEqual([303, PAGE]);
    expect((await post('accepted', people.owner)).status).toBe(303);
    expect((await post('refused', people.owner)).status).toBe(409);
    expect((await post('withdrawn', people.deputy)).status).toBe(303);
    expect(await stage.stateOf(json.endorsementId)).toBe('withdrawn');
  });

  it('asks for an endorsement by its form', async () => {
    const form = { ...INVITED, email: 'form@reading.example', badge: BADGE };
    expect((await stage.form(PAGE, form, people.earner)).status).toBe(403);
    const done = await stage.form(PAGE, form, people.owner);
    expect([done.status, done.headers.location]).toEqual([303, PAGE]);
    expect((await stage.page(people.owner)).body).toContain('form@reading.example');
    expect((await stage.form(PAGE, { ...form, badge: 'none' }, people.owner)).status).toBe(404);
    expect((await stage.form(PAGE, { ...form, url: 'reading' }, people.owner)).status).toBe(400);
  });
});

describe('the words of endorsements', () => {
  const leaves = (value: object): unknown[] =>
    Object.values(value).flatMap((one) => (one instanceof Object && typeof one !== 'function' ? leaves(one) : [one]));
  const said = (one: unknown) => (typeof one === 'function' ? one('7', '8', '9') : one);

  it('are there in both languages, and differ', () => {
    expect(leaves(es).length).toBe(leaves(en).length);
    for (const [at, words] of leaves(en).entries()) expect(said(leaves(es)[at])).not.toBe(said(words));
  });
});
