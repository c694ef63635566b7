import { expect, test } from 'vitest';
import { stage } from './stage.ts';

const { host, items, post, functionId, queueName } = stage();

const minutes = 60_000;

function killOnce(service: string, operation: string, target: string): void {
  host().edges.intercept(async (request, forward) => {
    if (request.caller !== target || request.service !== service || request.operation !== operation) return forward();
    host().edges.intercept(undefined);
    const answer = await forward();
    host().kill(target);
    return answer;
  });
}

test('a killed reaction leaves its message invisible until its visibility ends by the clock', async () => {
  killOnce('kms', 'Sign', functionId('react'));
  await post('killed', 'x');
  await host().settle();
  expect(await items('DONE#killed')).toEqual([]);
  expect(host().edges.queues.depths()[queueName('Reactions')]).toMatchObject({ visible: 0, inFlight: 1 });

  const { advanced } = await host().settle({ advance: true });
  expect(advanced).toBeGreaterThan(50_000);
  expect(advanced).toBeLessThan(61_000);
  expect(await items('DONE#killed')).toHaveLength(1);
  expect((await items('TRIES#killed'))[0]?.tries).toEqual({ N: '2' });
});

test('a poisonous message is tried three times and lies in the dead-letter queue, alone', async () => {
  await post('poison', 'poison');
  await post('healthy', 'healthy');
  await host().settle({ advance: true });
  expect((await items('TRIES#poison'))[0]?.tries).toEqual({ N: '3' });
  expect((await items('TRIES#healthy'))[0]?.tries).toEqual({ N: '1' });
  const [dead, ...more] = host().edges.queues.peek(queueName('Dead'));
  expect(more).toEqual([]);
  expect(JSON.parse(dead?.body ?? '{}').detail).toEqual({ noteId: 'poison', body: 'poison' });
});

test('a killed relay is tried again from where the stream was', async () => {
  const before = host().invocations()[functionId('relay')] ?? 0;
  killOnce('events', 'PutEvents', functionId('relay'));
  await post('relayed', 'x');
  await host().settle();
  expect((host().invocations()[functionId('relay')] ?? 0) - before).toBe(1);
  await host().settle({ advance: true });
  expect((host().invocations()[functionId('relay')] ?? 0) - before).toBe(2);
  // The first call had reached the bus: delivered at least once, so the reaction came twice.
  expect((await items('TRIES#relayed'))[0]?.tries).toEqual({ N: '2' });
});

test('a batch of the stream is lost, or comes again, where it is disturbed', async () => {
  const relayed = () => host().invocations()[functionId('relay')] ?? 0;
  const before = relayed();
  host().disturbStreams({ loseBatch: () => true });
  await post('lost', 'x');
  await host().settle();
  expect(relayed()).toBe(before);

  let again = 1;
  host().disturbStreams({ repeatBatch: () => again-- > 0 });
  await post('repeated', 'x');
  await host().settle({ advance: true });
  host().disturbStreams(undefined);
  expect(relayed() - before).toBe(2);
  expect(await items('DONE#lost')).toEqual([]);
  expect((await items('TRIES#repeated'))[0]?.tries).toEqual({ N: '2' });
});

test('a record the relay refuses holds up what is behind it, then goes to the failure queue, alone', async () => {
  await post('before', 'x');
  await post('refused', 'refuse');
  await post('behind', 'x');
  await host().settle();
  expect(await items('DONE#before')).toHaveLength(1);
  expect(await items('DONE#behind')).toEqual([]);

  await host().settle({ advance: true });
  expect(await items('DONE#behind')).toHaveLength(1);
  const failed = host().edges.queues.peek(queueName('Unrelayed'));
  expect(failed.map(({ body }) => JSON.parse(body))).toMatchObject([
    { requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: { batchSize: 1 } },
  ]);
});

test('a scheduled invocation that fails is tried again after one minute and after two more', async () => {
  const tick = functionId('tick');
  const before = host().invocations()[tick] ?? 0;
  let kills = 0;
  host().edges.intercept(async (request, forward) => {
    if (request.caller === tick && kills < 2) {
      kills += 1;
      host().kill(tick);
    }
    return forward();
  });
  const due = Date.parse('2026-03-02T08:00:00Z');
  host().schedules.fire(host().find('AWS::Scheduler::Schedule', 'Hourly'), due);
  const { advanced } = await host().settle({ advance: true });
  host().edges.intercept(undefined);
  expect((host().invocations()[tick] ?? 0) - before).toBe(3);
  expect(advanced).toBeGreaterThan(2.9 * minutes);
  expect(await items('TICK#2026-03-02T08:00:00Z')).toMatchObject([{ api: { S: host().apiUrl } }]);
});
