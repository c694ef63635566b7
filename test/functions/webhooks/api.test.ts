/** Who may do what with endpoints, what their history says of it, and what answers show. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM, people, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const SETTINGS = { url: 'https://one.example/hook', description: 'The data warehouse' };
const add = (more: object = {}, as: string | undefined = people.owner) =>
  stage.call('POST', '', as, { ...SETTINGS, ...more });

describe('the routes of webhooks', () => {
  it('are for the owner and the deputy alone, each of them', async () => {
    const { json } = await add();
    const path = `/${json.endpoint.endpointId}`;
    const range = { from: '2026-11-01T00:00:00Z', to: '2026-11-09T00:00:00Z' };
    const routes: [string, string, unknown?][] = [
      ['POST', '', SETTINGS],
      ['GET', ''],
      ['GET', path],
      ['PUT', path, { ...SETTINGS, enabled: true }],
      ['POST', `${path}/secret`],
      ['POST', `${path}/test`],
      ['GET', `${path}/deliveries`],
      ['POST', `${path}/deliveries/msg_000000000_aaaaaaaaaaaaaaaaaaaaaa/replay`],
      ['POST', `${path}/replays`, range],
      ['DELETE', path],
    ];
    for (const [method, route, body] of routes) {
      expect((await stage.call(method, route, undefined, body)).status, `${method} ${route}`).toBe(401);
      for (const as of [people.reviewer, people.administrator, people.finance, people.earner]) {
        const { status, json } = await stage.call(method, route, as, body);
        expect([status, json.code], `${method} ${route} ${as}`).toEqual([403, 'not-the-owner-or-deputy']);
      }
    }
    for (const [method, route, body] of routes) {
      const { status } = await stage.call(method, route, people.deputy, body);
      expect(status, `${method} ${route}`).toBe(/replay$/.test(route) ? 404 : status < 300 ? status : 200);
    }
  });

  it('refuse a time that ends before it begins', async () => {
    const { json } = await add();
    const path = `/${json.endpoint.endpointId}`;
    const backwards = { from: '2026-11-09T00:00:00Z', to: '2026-11-01T00:00:00Z' };
    expect((await stage.call('POST', `${path}/replays`, people.owner, backwards)).status).toBe(400);
    await stage.call('DELETE', path, people.owner);
  });

  it('show a secret once, and keep it as ciphertext', async () => {
    const { status, json } = await add();
    expect(status).toBe(201);
    expect(json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const path = `/${json.endpoint.endpointId}`;
    await stage.call('POST', `${path}/secret`, people.owner);
    for (const each of ['', path, `${path}/deliveries`]) {
      const answer = JSON.stringify((await stage.call('GET', each, people.owner)).json);
      expect(answer).not.toMatch(/whsec_|sealed/);
    }
    await stage.call('DELETE', path, people.owner);
  });

  it('write each privileged act into the history, with ids only', async () => {
    const { json } = await add({ events: ['badge.awarded'] });
    const { endpointId } = json.endpoint;
    const put = (more: object) => stage.call('PUT', `/${endpointId}`, people.deputy, { ...SETTINGS, ...more });
    await put({ events: ['badge.awarded'], enabled: true });
    await put({ enabled: true });
    await put({ enabled: false });
    await put({ enabled: true });
    await stage.call('POST', `/${endpointId}/secret`, people.owner);
    await stage.call('DELETE', `/${endpointId}`, people.owner);
    const history = (await stage.items('Event'))
      .filter(({ detail }) => (detail as { data: { endpointId?: string } }).data.endpointId === endpointId)
      .toSorted((one, other) => (String(one.sk) < String(other.sk) ? -1 : 1))
      .map(({ detailType, detail }) => [detailType, (detail as { data: object }).data]);
    expect(history).toEqual([
      ['webhook-endpoint.added.v1', { endpointId, addedBy: people.owner }],
      ['webhook-endpoint.changed.v1', { endpointId, what: 'settings', changedBy: people.deputy }],
      ['webhook-endpoint.disabled.v1', { endpointId, reason: 'by-hand', disabledBy: people.deputy }],
      ['webhook-endpoint.enabled.v1', { endpointId, enabledBy: people.deputy }],
      ['webhook-endpoint.changed.v1', { endpointId, what: 'secret', changedBy: people.owner }],
      ['webhook-endpoint.removed.v1', { endpointId, removedBy: people.owner }],
    ]);
  });

  it.each([
    ['no TLS', { url: 'http://one.example/hook' }],
    ['a port', { url: 'https://one.example:8443/hook' }],
    ['a password', { url: 'https://user:pass@one.example/hook' }],
    ['a fragment', { url: 'https://one.example/hook#x' }],
    ['no address', { url: 'one.example' }],
    ['an event that is not public', { events: ['review.started'] }],
    ['no event', { events: [] }],
    ['a description of two lines', { description: 'one\ntwo' }],
  ])('refuse %s', async (_what, more) => {
    expect((await add(more)).status).toBe(400);
  });

  it('take ten endpoints of a program and no eleventh, also all at once', async () => {
    const before = (await stage.call('GET', '', people.owner)).json.endpoints.length;
    const answers = await Promise.all(Array.from({ length: 13 - before }, () => add()));
    const full = answers.filter(({ status }) => status !== 201);
    for (const { status, json } of full) expect([409, 503], json.code).toContain(status);
    while ((await stage.call('GET', '', people.owner)).json.endpoints.length < 10)
      expect((await add()).status).toBe(201);
    expect(await add()).toMatchObject({ status: 409, json: { code: 'webhook-endpoints-full' } });
    expect(await stage.endpoints.webhooks(PROGRAM)).toMatchObject({ endpoints: 10 });
  });
});
