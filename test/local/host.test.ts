import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { stage } from './stage.ts';

const { host, items, post, functionId } = stage();

describe('one post', () => {
  test('goes through stream, bus, queue, keys and mail by the deployed code, exactly once', async () => {
    expect((await post('n1', 'well done')).status).toBe(202);
    await host().settle();

    const [done, ...more] = await items('DONE#n1');
    expect(more).toEqual([]);
    expect(done?.sealed).toEqual({ BOOL: true });
    const key = createPublicKey({
      key: Buffer.from(String(done?.publicKey?.S), 'base64'),
      format: 'der',
      type: 'spki',
    });
    const signature = Buffer.from(String(done?.signature?.S), 'base64');
    expect(verify(null, Buffer.from('well done'), key, signature)).toBe(true);

    const mails = host()
      .edges.mail.sent()
      .filter(({ tags }) => tags.noteId === 'n1');
    expect(mails.map(({ subject, caller }) => [subject, caller])).toEqual([['Note n1', functionId('react')]]);
  });

  test('is done when settled: settling again finds nothing', async () => {
    await post('n2', 'again');
    expect((await host().settle()).deliveries).toBeGreaterThan(0);
    expect(await host().settle()).toEqual({ deliveries: 0, advanced: 0 });
  });

  test('makes mail events on the default bus, which a rule hears', async () => {
    await post('n3', 'mail me');
    const before = host().invocations()[functionId('tick')] ?? 0;
    await host().settle();
    expect((host().invocations()[functionId('tick')] ?? 0) - before).toBe(1);
  });

  test('many at once are each done once', async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `many${at}`);
    await Promise.all(ids.map((id) => post(id, id)));
    await host().settle();
    const done = await Promise.all(ids.map((id) => items(`DONE#${id}`)));
    expect(done.map((found) => found.length)).toEqual(ids.map(() => 1));
    const tries = await Promise.all(ids.map((id) => items(`TRIES#${id}`)));
    expect(tries.map(([found]) => found?.tries?.N)).toEqual(ids.map(() => '1'));
  }, 30_000);
});

describe('a function', () => {
  test('gets only the variables the template declares, with values of this machine', async () => {
    const answer = await host().invoke(functionId('receive'), { routeKey: 'test' });
    const { env } = JSON.parse(answer.ok ? answer.payload : '{}');
    expect(env).toEqual({
      ISSUER: host().issuerUrl,
      CLIENT_ID: 'accolade-web',
      QUEUE_URL: host().resolve(host().find('AWS::SQS::Queue', 'Reactions')),
      AWS_ACCESS_KEY_ID: functionId('receive'),
    });
  });

  test('sees the clock of the host', async () => {
    host().clock.advance(40 * 86_400_000);
    const answer = await host().invoke(functionId('receive'), { routeKey: 'test' });
    const { now, date } = JSON.parse(answer.ok ? answer.payload : '{}');
    expect(Math.abs(now - host().clock.now())).toBeLessThan(2000);
    expect(Math.abs(Date.parse(date) - now)).toBeLessThan(2000);
  });

  test('has its lines in the log before its answer', async () => {
    await host().invoke(functionId('receive'), { routeKey: 'listen closely' });
    const lines = host()
      .logs()
      .filter(({ text }) => text.includes('listen closely'));
    expect(lines.map(({ from }) => from)).toEqual([functionId('receive')]);
  });

  test('that hangs is stopped at its timeout, and the next event is a cold start', async () => {
    host().kill(functionId('receive'));
    const hung = await host().invoke(functionId('receive'), { routeKey: 'x', queryStringParameters: { how: 'hang' } });
    expect(hung).toMatchObject({ ok: false, failure: { errorType: 'Sandbox.Timedout' } });
    const next = await host().invoke(functionId('receive'), { routeKey: 'x' });
    expect(JSON.parse(next.ok ? next.payload : '{}').calls).toBe(1);
  }, 20_000);
});

test('the issuer, outputs and inventory are told', () => {
  expect(host().outputs.ApiUrl).toBe(host().apiUrl);
  const treatments = Map.groupBy(host().inventory, ({ treatment }) => treatment);
  expect([...treatments.keys()].sort()).toEqual(['inert', 'modelled', 'run']);
  expect(host().inventory.every(({ reason }) => reason.length > 10)).toBe(true);
});
