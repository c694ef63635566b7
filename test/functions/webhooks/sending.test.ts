/** What endpoints answer, who sends when, and what is sent: over real TLS, on the real local engine. */
import { randomUUID } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedPost } from '../../../functions/platform/outbound/guarded-post.ts';
import { changed } from '../../../functions/webhooks/endpoints/endpoint-model.ts';
import { LANE_WIDTH, workLane } from '../../../functions/webhooks/lanes/work-lane.ts';
import { AWARDED, DAY, HOUR, MINUTE, SECOND, type Stage, startStage, verify } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const one = async (endpointId: string) => (await stage.all(endpointId))[0];
/** Nothing more comes of the endpoints of a test that is over. */
const close = ({ endpointId }: { endpointId: string }) => stage.call('DELETE', `/${endpointId}`, 'E-1004');

describe('an endpoint', () => {
  it('that answers 410 is disabled at once, and what waited for it is given up', async () => {
    let answer = 500;
    const endpoint = await stage.endpoint('/gone', () => ({ status: answer }));
    const other = await stage.endpoint('/still-there');
    await stage.award();
    await stage.award();
    answer = 410;
    await stage.pass(MINUTE);
    // One of the two met it; the other was in the same hand, or is not sent any more.
    expect(await stage.events('webhook-endpoint.disabled')).toEqual([
      { endpointId: endpoint.endpointId, reason: 'gone' },
    ]);
    expect((await stage.all(endpoint.endpointId)).map(({ state, why }) => `${state} ${why}`)).toEqual(
      Array(2).fill('failed endpoint-disabled'),
    );
    const posts = stage.at('/gone').length;
    await stage.award();
    await stage.pass(DAY);
    expect(stage.at('/gone')).toHaveLength(posts);
    expect(stage.at('/still-there')).toHaveLength(3);
    expect(await stage.endpoints.endpoint(other.programId, other.endpointId)).not.toHaveProperty('disabled');
    await Promise.all([endpoint, other].map(close));
  });

  it('that answers 429 or 503 is left alone for as long as it asks, with all that is meant for it', async () => {
    const begun = stage.now();
    const busy = await stage.endpoint('/busy', ({ at }) =>
      at < begun + HOUR ? { status: 429, headers: { 'retry-after': '3600' } } : { status: 200 },
    );
    await stage.award();
    await stage.pass(10 * MINUTE);
    await stage.award();
    await stage.pass(2 * HOUR);
    const after = stage.at('/busy').map(({ at }) => at - begun);
    expect(after).toEqual([0, HOUR, HOUR]);
    expect((await stage.all(busy.endpointId)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    await close(busy);
  });

  it.each([
    ['a redirect, which is not followed', 302, { location: 'https://two.example/elsewhere' }, 'redirected'],
    ['nothing there', 404, {}, 'rejected'],
    ['a status of its own', 599, {}, 'rejected'],
  ])('has not taken what it answers with %s', async (_what, status, headers, outcome) => {
    const endpoint = await stage.endpoint(`/answers-${status}`, () => ({ status, headers, body: 'no' }));
    await stage.award();
    await stage.pass(6 * SECOND);
    expect(stage.at(`/answers-${status}`)).toHaveLength(2);
    expect((await one(endpoint.endpointId))?.log[0]).toMatchObject({ outcome, status, excerpt: 'no' });
    await close(endpoint);
  });

  it('is told under the same id on every try and every replay, also of what it took', async () => {
    const endpoint = await stage.endpoint('/same', () => ({ status: stage.at('/same').length > 1 ? 200 : 500 }));
    await stage.award();
    await stage.pass(MINUTE);
    const delivery = await one(endpoint.endpointId);
    expect(delivery?.state).toBe('delivered');
    const replay = `/${endpoint.endpointId}/deliveries/${delivery?.webhookId}/replay`;
    expect((await stage.call('POST', replay, 'E-1011')).status).toBe(202);
    await stage.pass(MINUTE);
    const posts = stage.at('/same');
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ webhookId }) => webhookId))).toEqual(new Set([delivery?.webhookId]));
    for (const post of posts) expect(verify(endpoint.secret, post)).toBeDefined();
    await close(endpoint);
  });

  it('whose address is changed begins anew: the pause of the old one is not the new one’s', async () => {
    const endpoint = await stage.endpoint('/old-address', () => ({ status: 429, headers: { 'retry-after': '86400' } }));
    stage.behaviors.set('/new-address', () => ({ status: 204 }));
    await stage.award();
    await stage.pass(MINUTE);
    const { programId, endpointId, description } = endpoint;
    const before = await stage.endpoints.endpoint(programId, endpointId);
    if (!before) throw new Error('There is no endpoint.');
    const settings = { url: before.url.replace('old', 'new'), description, events: undefined };
    const change = changed(
      await stage.endpoints.webhooks(programId),
      before,
      settings,
      new Date(stage.now()),
      'E-1004',
    );
    if (!change) throw new Error('Nothing was changed.');
    await stage.endpoints.save(change, { programId, correlationId: 'c' });
    await stage.award();
    await stage.pass(6 * MINUTE);
    expect([stage.at('/old-address').length, stage.at('/new-address').length]).toEqual([1, 1]);
    await stage.pass(DAY);
    expect(stage.at('/new-address')).toHaveLength(2);
    await close(endpoint);
  });

  it('that is removed is sent nothing more, and leaves no lane', async () => {
    const endpoint = await stage.endpoint('/removed', () => ({ status: 500 }));
    await stage.award();
    await close(endpoint);
    await stage.pass(DAY);
    expect(stage.at('/removed')).toHaveLength(1);
    expect(await stage.lanes.get(endpoint.endpointId)).toBeUndefined();
  });
});

describe('secrets', () => {
  it('sign both for a day after a change, then the newest alone', async () => {
    const endpoint = await stage.endpoint('/rotating');
    await stage.award();
    const { json } = await stage.call('POST', `/${endpoint.endpointId}/secret`, 'E-1004');
    expect(Date.parse(json.previousUntil)).toBe(stage.now() + DAY);
    await stage.award();
    await stage.pass(DAY + MINUTE);
    await stage.award();
    const [before, during, after] = stage.at('/rotating');
    if (!before || !during || !after) throw new Error('Not every event was told.');
    expect(verify(endpoint.secret, before)).toBeDefined();
    expect(() => verify(json.secret, before)).toThrow();
    expect(during.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const secret of [endpoint.secret, json.secret]) expect(verify(secret, during)).toBeDefined();
    expect(verify(json.secret, after)).toBeDefined();
    expect(() => verify(endpoint.secret, after)).toThrow();
    // Altered by one byte, it does not hold.
    expect(() => verify(json.secret, { ...after, body: after.body.replace('E-1203', 'E-1204') })).toThrow();
    await close(endpoint);
  });
});

describe('what happens twice at once', () => {
  it('is told once: the same event heard twice, by two at a time, and again an hour later', async () => {
    const endpoint = await stage.endpoint('/once');
    const id = randomUUID();
    await Promise.all([stage.award(id), stage.award(id), stage.award(id)]);
    await stage.award(id);
    await stage.pass(HOUR);
    expect(stage.at('/once')).toHaveLength(1);
    expect(await stage.all(endpoint.endpointId)).toHaveLength(1);
    await close(endpoint);
  });

  it('is worked on by one sender; one that died is followed by another when its lease ends, and nothing is lost', async () => {
    const endpoint = await stage.endpoint('/killed');
    // Killed after the post, before anything was written of it.
    const dying = workLane({
      ...stage.laneWork,
      lanes: { ...stage.lanes, leave: async () => true },
      deliveries: {
        ...stage.deliveries,
        save: async () => {
          throw new Error('killed');
        },
      },
    });
    await expect(stage.happen('badge.awarded', AWARDED, randomUUID(), { work: dying })).rejects.toThrow('killed');
    expect(stage.at('/killed')).toHaveLength(1);
    // Its lease keeps others away.
    await stage.work(endpoint);
    expect(stage.at('/killed')).toHaveLength(1);
    await stage.pass(10 * MINUTE);
    const posts = stage.at('/killed');
    // Told twice, under one id: by that a subscriber knows.
    expect(posts).toHaveLength(2);
    expect(new Set(posts.map(({ webhookId }) => webhookId)).size).toBe(1);
    expect((await one(endpoint.endpointId))?.state).toBe('delivered');
    await close(endpoint);
  });

  it('does not lose what is begun while a sender is about to leave', async () => {
    const endpoint = await stage.endpoint('/crossing');
    let leaves = 0;
    const work = workLane({
      ...stage.laneWork,
      lanes: {
        ...stage.lanes,
        // The second event comes when the first sender has found nothing more to do.
        async leave(...left) {
          if (leaves++ === 0) await stage.award();
          return stage.lanes.leave(...left);
        },
      },
    });
    await stage.happen('badge.awarded', AWARDED, randomUUID(), { work });
    await stage.pass(SECOND);
    expect(stage.at('/crossing')).toHaveLength(2);
    expect((await stage.all(endpoint.endpointId)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    await close(endpoint);
  });
});

describe('a slow endpoint', () => {
  it('keeps nobody waiting but itself: so many posts at a time, by one sender, and others are told meanwhile', async () => {
    let [open, most] = [0, 0];
    const slow = await stage.endpoint('/slow');
    const quick = await stage.endpoint('/quick');
    // Twenty events wait in the lane of each; four senders come for the one, and four for the other.
    const nobody = async () => undefined;
    for (let n = 0; n < 20; n++) await stage.happen('badge.awarded', AWARDED, randomUUID(), { work: nobody });
    const answered = Promise.withResolvers<void>();
    const send: typeof stage.laneWork.send = async (endpoint, delivery) => {
      if (endpoint.endpointId !== slow.endpointId) return stage.laneWork.send(endpoint, delivery);
      open++;
      most = Math.max(most, open);
      await answered.promise;
      open--;
      return { at: new Date(stage.now()).toISOString(), outcome: 'timed-out', milliseconds: 15_000 };
    };
    const work = workLane({ ...stage.laneWork, send });
    const slowly = Promise.all(Array.from({ length: 4 }, () => work(slow)));
    await Promise.all(Array.from({ length: 4 }, () => work(quick)));
    expect(stage.at('/quick')).toHaveLength(20);
    expect((await stage.all(slow.endpointId)).filter(({ log }) => log.length > 0)).toEqual([]);
    answered.resolve();
    await slowly;
    expect(most).toBe(LANE_WIDTH);
    await Promise.all([slow, quick].map(close));
  });

  it('that does not answer at all is given up after a while: here 200 ms, there 15 seconds', async () => {
    const impatient = await startStage({ milliseconds: 200 });
    try {
      const silent = await impatient.endpoint('/silent', () => 'silence');
      await impatient.award();
      expect((await impatient.all(silent.endpointId))[0]?.log).toMatchObject([{ outcome: 'timed-out' }]);
    } finally {
      impatient.close();
    }
  });
});

describe('where nothing is sent to', () => {
  it.each([
    ['a name that leads to this machine', ['127.0.0.1']],
    ['a name that leads to the network of the house', ['10.0.0.7']],
    ['a name that leads to the keys of the cloud', ['169.254.169.254']],
    ['a name that has one such address among others', ['93.184.216.34', '192.168.1.1']],
  ])('%s', async (_what, addresses) => {
    const lookup: LookupFunction = (_host, _options, answer) =>
      answer(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      );
    const post = guardedPost({ lookup, milliseconds: 2000 });
    const refused = await post('https://one.example/x', {}, '{}');
    expect(refused).toEqual({ ok: false, why: 'address-refused' });
  });

  it('is a try that failed, and comes again by the schedule: a name may be mended', async () => {
    let asked = 0;
    const lookup: LookupFunction = (_host, _options, answer) =>
      answer(null, [{ address: asked++ === 0 ? '10.0.0.7' : '127.0.0.1', family: 4 }]);
    const rebinding = await startStage({ lookup, mayReach: (address) => address === '127.0.0.1' });
    try {
      const { endpointId } = await rebinding.endpoint('/x');
      await rebinding.award();
      await rebinding.pass(6 * SECOND);
      expect((await rebinding.all(endpointId))[0]).toMatchObject({
        ...{ state: 'delivered', log: [{ outcome: 'address-refused' }, { outcome: 'accepted' }] },
      });
    } finally {
      rebinding.close();
    }
  });
});
