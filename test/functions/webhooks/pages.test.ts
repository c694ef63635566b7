/** What whoever answers for a program does on the page of the webhooks, without the API: each form as a browser sends it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publicEvents } from '../../../events/public-events.ts';
import { DAY, PROGRAM, people, type Stage, startStage, verify } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

const OWNER = people.owner;
const NEW = { what: 'add', description: 'The <data> warehouse', url: ' https://one.example/hook ', told: 'announced' };
const fields = (html: string, name: string) =>
  [...html.matchAll(/<input[^>]*>/g)].map(([input]) => input).filter((input) => input.includes(`name="${name}"`));
const seenOn = (html: string) => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
const secretOn = (html: string) => /whsec_[A-Za-z0-9+/]{43}=/.exec(html)?.[0];
const endpoints = () => stage.endpoints.endpoints(PROGRAM);
const page = async () => (await stage.browse(OWNER)).html;
const post = (form: Record<string, string>) => stage.browse(OWNER, form);

describe('a system that is added on the page', () => {
  it('is told of what it was added for, by a secret that is shown this once', async () => {
    const form = { ...NEW, told: 'chosen', 'tell:badge.awarded': 'yes', 'tell:evidence.denied': 'yes' };
    const answer = await post({ ...form, seen: seenOn(await page()) });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.html).toContain('The &lt;data&gt; warehouse');
    expect(secretOn(answer.html)).toBeDefined();
    expect(await endpoints()).toMatchObject([
      { url: 'https://one.example/hook', description: NEW.description, events: ['badge.awarded', 'evidence.denied'] },
    ]);
    expect(await page()).not.toContain('whsec_');
  });

  it('is added once, when the page with its secret is loaded again', async () => {
    const form = { ...NEW, seen: seenOn(await page()) };
    expect((await post(form)).status).toBe(200);
    const again = await post(form);
    expect([again.status, secretOn(again.html)]).toEqual([409, undefined]);
    expect(again.html).toContain('you did not get to see it, make a new one');
    // What was typed is not lost, and can be sent once it is clear that it is not there yet.
    expect(again.html).toMatch(/id="new.description"[^>]* value="The &lt;data&gt; warehouse"/);
    expect(seenOn(again.html)).toBe('1');
    const both = { ...NEW, seen: seenOn(await page()) };
    expect((await Promise.all([post(both), post(both)])).map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await endpoints()).toHaveLength(2);
  });

  it('hears all that is announced, where nothing else is chosen', async () => {
    await post({ ...NEW, seen: '0' });
    expect((await endpoints())[0]).not.toHaveProperty('events');
  });

  it.each([
    ['description', { description: ' ' }],
    ['url', { url: 'http://one.example/hook' }],
    ['url', { url: '' }],
    ['url', { url: 'https://one.example:8443/hook' }],
    ['events', { told: 'chosen' }],
    ['events', { 'tell:badge.awarded': 'yes' }],
  ])('is not added while its %s is wrong: %o; what was typed is there again', async (field, wrong) => {
    const typed = { ...NEW, ...wrong };
    const { status, html } = await post({ ...typed, seen: '0' });
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: ');
    expect(html).toContain(`<a href="#new.${field}">`);
    expect(html).toMatch(new RegExp(`id="new.${field}"`));
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
    expect(fields(html, 'description')[0]).toContain(
      `value="${typed.description.replace('<', '&lt;').replace('>', '&gt;')}"`,
    );
    expect(await endpoints()).toEqual([]);
  });

  it('finds no form where ten are told already', async () => {
    for (let at = 0; at < 10; at++) await stage.endpoint(`/${at}`);
    expect(await page()).not.toContain('value="add"');
    expect((await post({ ...NEW, seen: '10' })).status).toBe(409);
  });
});

describe('a system on the page', () => {
  it('is changed: its form holds what is so, with a box for every event', async () => {
    const { endpointId } = await stage.endpoint('/hook', undefined, ['badge.awarded']);
    const html = await page();
    const form = html.slice(html.indexOf(`id="${endpointId}.description"`), html.indexOf('value="change"'));
    expect([...form.matchAll(/name="tell:([\w.-]+)"/g)].map(([, type]) => type)).toEqual(
      publicEvents.map(({ type }) => type),
    );
    expect(form.match(/ checked/g)).toHaveLength(2);
    const changed = { ...NEW, what: 'change', endpointId, seen: seenOn(html) };
    expect((await post(changed)).status).toBe(303);
    expect(await endpoints()).toMatchObject([{ endpointId, url: 'https://one.example/hook' }]);
    expect((await endpoints())[0]).not.toHaveProperty('events');
    // Somebody else's change is not written over by a page of before.
    expect((await post({ ...changed, description: 'Mine' })).status).toBe(409);
  });

  it('is not written over by a form that had to be corrected meanwhile', async () => {
    const { endpointId } = await stage.endpoint('/hook');
    const before = { ...NEW, what: 'change', endpointId, seen: seenOn(await page()) };
    await post({ ...before, description: 'Of a colleague' });
    const { html } = await post({ ...before, url: 'x' });
    const form = html.slice(html.indexOf('<details class="screen" open>'));
    expect((await post({ ...before, seen: seenOn(form) })).status).toBe(409);
    expect(await endpoints()).toMatchObject([{ description: 'Of a colleague' }]);
    expect((await post({ ...before, url: 'x', endpointId: '4d6f2f0a-6a1f-4c5e-9a53-0d7a2f4f1a11' })).status).toBe(404);
  });

  it('is corrected in its own form', async () => {
    const { endpointId } = await stage.endpoint('/hook');
    const { html } = await post({ ...NEW, url: 'x', what: 'change', endpointId, seen: '1' });
    expect(html).toContain(`<a href="#${endpointId}.url">`);
    expect(html.match(/<details[^>]* open>/g)).toHaveLength(1);
  });

  it('gets a new secret, once for each time it is asked for; the one before it signs too for a day', async () => {
    const { endpointId, secret } = await stage.endpoint('/hook');
    const rotate = { what: 'rotate', endpointId, seen: seenOn(await page()) };
    const made = secretOn((await post(rotate)).html) ?? '';
    expect((await post(rotate)).status).toBe(409);
    await stage.award();
    await stage.pass(0);
    expect(stage.at('/hook')).toHaveLength(1);
    for (const one of [secret, made])
      for (const sent of stage.at('/hook')) expect(() => verify(one, sent)).not.toThrow();
    expect(await page()).toContain('A new secret was made already');
    await stage.pass(DAY);
    expect(await page()).not.toContain('A new secret was made already');
  });

  it('is sent again what it was told, on the press of a button; nothing while it is disabled', async () => {
    const { endpointId } = await stage.endpoint('/hook');
    await stage.award();
    await stage.pass(0);
    const [webhookId = ''] = fields(await page(), 'webhookId').map((input) => /value="([^"]+)"/.exec(input)?.[1] ?? '');
    expect((await post({ what: 'replay', endpointId, webhookId })).status).toBe(303);
    await stage.pass(0);
    expect(stage.at('/hook').map((sent) => sent.webhookId)).toEqual([webhookId, webhookId]);
    expect((await post({ what: 'disable', endpointId })).status).toBe(303);
    expect(fields(await page(), 'webhookId')).toEqual([]);
    expect((await post({ what: 'replay', endpointId, webhookId })).status).toBe(409);
    expect((await post({ what: 'replay-missed', endpointId })).status).toBe(409);
    expect((await post({ what: 'enable', endpointId })).status).toBe(303);
    expect((await post({ what: 'test', endpointId })).status).toBe(303);
  });

  it('is sent again all that it did not take, on the press of a button, as many as at a time', async () => {
    let up = false;
    const { endpointId } = await stage.endpoint('/hook', () => ({ status: up ? 204 : 500 }));
    for (let nth = 0; nth < 3; nth++) await stage.award();
    await stage.pass(4 * DAY);
    up = true;
    await stage.award();
    await stage.pass(0);
    const answer = await post({ what: 'replay-missed', endpointId });
    expect([answer.status, answer.headers.location]).toEqual([303, `/programs/${PROGRAM}/webhooks?replayed=3`]);
    await stage.pass(0);
    expect((await stage.all(endpointId)).map(({ state }) => state)).toEqual(Array(4).fill('delivered'));
    expect((await post({ what: 'replay-missed', endpointId })).headers.location).toContain('replayed=0');
    expect((await stage.browse(OWNER, undefined, { replayed: '3' })).html).toContain('3 deliveries are sent again.');
  });

  it('is removed', async () => {
    const { endpointId } = await stage.endpoint('/hook');
    expect((await post({ what: 'remove', endpointId })).status).toBe(303);
    expect(await endpoints()).toEqual([]);
  });

  it('is none of whoever does not answer for the program, and cannot be made up', async () => {
    const { endpointId } = await stage.endpoint('/hook');
    const whats = ['enable', 'disable', 'test', 'remove', 'rotate', 'replay', 'replay-missed', 'change'];
    const forms = whats.map((what) => ({ ...NEW, what, endpointId, webhookId: 'x', seen: '1' }));
    const all: Record<string, string>[] = [...forms, { ...NEW, seen: '1' }];
    for (const form of all) {
      expect((await stage.browse(people.reviewer, form)).status, form.what).toBe(403);
      expect((await stage.browse(undefined, form)).status, form.what).toBe(401);
    }
    expect((await stage.browse(people.reviewer)).status).toBe(403);
    expect((await post({ what: 'everything', endpointId })).status).toBe(400);
    expect(await endpoints()).toMatchObject([{ endpointId, url: expect.stringMatching(/\/hook$/) }]);
  });
});
