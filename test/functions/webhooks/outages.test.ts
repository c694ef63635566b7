/** What a subscriber gets that was away: by a clock that is moved, over real TLS. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND, START, type Stage, startStage, verify } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

/** When the tries of a delivery came, in seconds after the first. */
const seconds = (times: number[]) => times.map((at) => (at - (times[0] ?? 0)) / 1000);

describe('a subscriber that is down for a day', () => {
  it('receives every event exactly by the schedule', async () => {
    const up = START + DAY;
    const down = await stage.endpoint('/down-a-day', ({ at }) => ({ status: at < up ? 500 : 200 }));
    // One every three hours of its first day.
    const happened: number[] = [];
    for (let n = 0; n < 8; n++) {
      happened.push(stage.now());
      await stage.award();
      await stage.pass(3 * HOUR);
    }
    await stage.until(START + 4 * DAY);
    const posts = Map.groupBy(stage.at('/down-a-day'), ({ webhookId }) => webhookId);
    expect(posts.size).toBe(8);
    const tries = [...posts.values()].map((all) => seconds(all.map(({ at }) => at)));
    // 0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h; the first one is taken at its eighth try.
    const whole = [0, 5, 305, 2105, 9305, 27_305, 63_305, 99_305];
    const waits = whole.slice(1).map((at, n) => at - (whole[n] ?? 0));
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000]);
    for (const [n, all] of [...posts.values()].entries()) {
      expect(all[0]?.at).toBe(happened[n]);
      // No try before the schedule says, none after; and none after the first that was taken.
      const taken = whole.findIndex((after) => (happened[n] ?? 0) + after * SECOND >= up);
      expect(tries[n]).toEqual(whole.slice(0, taken + 1));
      for (const post of all) expect(verify(down.secret, post)).toMatchObject({ type: 'badge.awarded' });
      expect(new Set(all.map(({ body }) => body)).size).toBe(1);
      // Signed anew each time.
      expect(new Set(all.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(all.length);
    }
    expect((await stage.all(down.endpointId)).map(({ state }) => state)).toEqual(Array(8).fill('delivered'));
    expect(await stage.items('DueWebhook')).toEqual([]);
  }, 240_000);
});

describe('a subscriber that is down for six days', () => {
  it('is disabled after five, and not before; what it missed is replayed', async () => {
    const begun = stage.now();
    let up = false;
    const down = await stage.endpoint('/down-for-good', () => ({
      status: up ? 204 : 502,
      body: '<h1>Bad gateway</h1>',
    }));
    await stage.award();
    await stage.pass(4 * DAY);
    const [first] = await stage.all(down.endpointId);
    expect(first).toMatchObject({ state: 'failed', why: 'out-of-tries', tries: 10 });
    expect(first?.log.at(-1)).toMatchObject({ outcome: 'rejected', status: 502, excerpt: '<h1>Bad gateway</h1>' });
    await stage.award();
    await stage.until(begun + 5 * DAY - HOUR);
    expect(await stage.events('webhook-endpoint.disabled')).toEqual([]);
    await stage.pass(2 * DAY);
    // By the next failure after five days; what waited is given up, and what happens meanwhile is kept to be replayed.
    expect(await stage.events('webhook-endpoint.disabled')).toEqual([
      { endpointId: down.endpointId, reason: 'failing' },
    ]);
    const disabled = await stage.endpoints.endpoint(down.programId, down.endpointId);
    expect(disabled?.disabled).toEqual({ reason: 'failing' });
    const after = (Date.parse(disabled?.since ?? '') - begun) / DAY;
    expect(after).toBeGreaterThanOrEqual(5);
    expect(after).toBeLessThan(6);
    await stage.award();
    const posts = stage.at('/down-for-good').length;
    await stage.pass(DAY);
    expect(stage.at('/down-for-good')).toHaveLength(posts);
    expect((await stage.all(down.endpointId)).map(({ why }) => why)).toEqual([
      ...['endpoint-disabled', 'endpoint-disabled', 'out-of-tries'],
    ]);

    const settings = { url: 'https://one.example/down-for-good', description: 'Mended', enabled: true };
    expect((await stage.call('PUT', `/${down.endpointId}`, 'E-1004', settings)).status).toBe(200);
    // The route takes no port; the subscriber of this test has one.
    const { url } = down;
    const [webhooks, endpoint] = [
      await stage.endpoints.webhooks(down.programId),
      await stage.endpoints.endpoint(down.programId, down.endpointId),
    ];
    if (!endpoint) throw new Error('It is gone.');
    const told = { event: 'changed', what: 'settings', by: 'E-1004' } as const;
    const change = { webhooks: { ...webhooks, sequence: webhooks.sequence + 1 }, endpoint: { ...endpoint, url }, told };
    await stage.endpoints.save(change, { programId: down.programId, correlationId: 'c' });
    up = true;
    const range = { from: new Date(begun).toISOString(), to: new Date(stage.now()).toISOString() };
    expect((await stage.call('POST', `/${down.endpointId}/replays`, 'E-1004', range)).json).toEqual({ replayed: 3 });
    await stage.pass(MINUTE);
    const replays = stage.at('/down-for-good').slice(posts);
    expect(replays.map(({ webhookId }) => webhookId).sort()).toEqual(
      (await stage.all(down.endpointId)).map(({ webhookId }) => webhookId).sort(),
    );
    expect((await stage.all(down.endpointId)).map(({ state }) => state)).toEqual(Array(3).fill('delivered'));
  }, 240_000);

  it('is not disabled while one in a hundred is taken', async () => {
    let posts = 0;
    const flaky = await stage.endpoint('/flaky', () => ({ status: ++posts % 12 === 0 ? 200 : 500 }));
    for (let n = 0; n < 8; n++) {
      await stage.award();
      await stage.pass(DAY);
    }
    expect((await stage.endpoints.endpoint(flaky.programId, flaky.endpointId))?.disabled).toBeUndefined();
    expect(posts).toBeGreaterThan(24);
  }, 240_000);
});
