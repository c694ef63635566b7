import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  ListRulesCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { failEntries } from '../../../lib/local/edge/faults.ts';
import { accountId, newDataDir, raise, region, start } from './stage.ts';

const functionArn = `arn:aws:lambda:${region}:${accountId}:function:Relay`;

async function withRule(
  options: Parameters<typeof raise>[0] = {},
  pattern: unknown = { 'detail-type': ['badge.awarded'] },
) {
  const stage = await raise(options);
  const { edges } = stage;
  edges.bus.create('backbone');
  const queue = edges.queues.create('sign-assertion');
  const undelivered = edges.queues.create('undelivered');
  const target = { id: 'queue', arn: queue.arn, deadLetterArn: undelivered.arn };
  edges.bus.rules.add({ name: 'awarded', busName: 'backbone', pattern, targets: [target] });
  const put = (...entries: Partial<PutEventsRequestEntry>[]) =>
    stage.events.send(new PutEventsCommand({ Entries: entries.map((one) => ({ ...entry, ...one })) }));
  const waiting = (name = 'sign-assertion') => edges.queues.peek(name).map((message) => JSON.parse(message.body));
  return { ...stage, put, waiting, queue };
}

const entry: PutEventsRequestEntry = {
  EventBusName: 'backbone',
  Source: 'accolade',
  DetailType: 'badge.awarded',
  Detail: JSON.stringify({ badge: 'b1' }),
};

describe('EventBridge', () => {
  it('delivers the whole envelope to the queue of a matching rule', async () => {
    const { put, waiting, edges } = await withRule();
    const { Entries, FailedEntryCount } = await put(
      { Time: new Date('2027-02-28T23:59:59.900Z'), Resources: ['arn:r'] },
      { DetailType: 'badge.revoked' },
      { EventBusName: `arn:aws:events:${region}:${accountId}:event-bus/backbone` },
    );
    expect(FailedEntryCount).toBe(0);
    const [first, second] = waiting();
    expect(first).toEqual({
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 'badge.awarded',
      source: 'accolade',
      account: accountId,
      time: '2027-02-28T23:59:59Z',
      region,
      resources: ['arn:r'],
      detail: { badge: 'b1' },
    });
    expect(second.time).toBe('2027-03-01T09:00:00Z');
    expect(waiting()).toHaveLength(2);
    expect(
      edges.bus.events().map(({ envelope, busName, acceptedAt }) => [envelope['detail-type'], busName, acceptedAt]),
    ).toEqual([
      ['badge.awarded', 'backbone', start],
      ['badge.revoked', 'backbone', start],
      ['badge.awarded', 'backbone', start],
    ]);
  });

  it('keeps buses apart', async () => {
    const { put, waiting } = await withRule();
    await put({ EventBusName: 'default' }, { EventBusName: undefined });
    expect(waiting()).toEqual([]);
  });

  it('refuses entries one by one, with EventBridge’s codes', async () => {
    const { put, waiting } = await withRule();
    const { Entries, FailedEntryCount } = await put(
      { Detail: 'no json' },
      { Detail: '[1]' },
      { Source: undefined },
      { Source: 'aws.s3' },
      { EventBusName: 'elsewhere' },
      {},
    );
    expect(FailedEntryCount).toBe(5);
    expect(Entries?.map((one) => one.ErrorCode)).toEqual([
      'MalformedDetail',
      'MalformedDetail',
      'InvalidArgument',
      'NotAuthorizedForSourceException',
      'ResourceNotFoundException',
      undefined,
    ]);
    expect(waiting()).toHaveLength(1);
  });

  it('holds the limits of a request', async () => {
    const { put, waiting } = await withRule();
    await expect(put(...Array.from({ length: 11 }, () => ({})))).rejects.toMatchObject({ name: 'ValidationException' });
    const Detail = JSON.stringify({ text: 'x'.repeat(600_000) });
    await expect(put({ Detail }, { Detail })).rejects.toMatchObject({ name: 'ValidationException' });
    expect(waiting()).toEqual([]);
    expect((await put({ Detail })).FailedEntryCount).toBe(0);
  });

  it('has delivered what it accepted, over a restart', async () => {
    const dataDir = newDataDir();
    const before = await withRule({ dataDir });
    const rule = { name: 'f', busName: 'backbone', pattern: { source: ['accolade'] } };
    before.edges.bus.rules.add({ ...rule, targets: [{ id: 'f', arn: functionArn, input: '{"constant":true}' }] });
    await before.put({});
    await before.close();
    const { waiting, edges } = await withRule({ dataDir });
    expect(waiting()).toHaveLength(1);
    expect(edges.bus.events()).toHaveLength(1);
    const [owed] = edges.bus.invocations.owed();
    expect(owed).toMatchObject({ ruleName: 'f', targetArn: functionArn, body: '{"constant":true}' });
    edges.bus.invocations.confirm(owed?.id ?? 0);
    expect(edges.bus.invocations.owed()).toEqual([]);
  });

  it('accepts an event in the same transaction as its deliveries', async () => {
    const { put, waiting, edges } = await withRule();
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    const second = edges.queues.create('second');
    edges.bus.rules.add({
      name: 'b',
      busName: 'backbone',
      pattern: { source: ['accolade'] },
      targets: [{ id: 'q', arn: second.arn }],
    });
    edges.bus.disturb(({ targetArn }) => {
      if (targetArn === second.arn) throw new Error('the machine stops between two deliveries');
      return 1;
    });
    await expect(put({})).rejects.toMatchObject({ name: 'InternalFailure' });
    expect([waiting(), edges.bus.events()]).toEqual([[], []]);
  });

  it('puts what cannot be delivered into the dead-letter queue, or tells it as undelivered', async () => {
    const { put, edges } = await withRule();
    const gone = `arn:aws:sqs:${region}:${accountId}:gone`;
    const deadLetterArn = `arn:aws:sqs:${region}:${accountId}:undelivered`;
    const rule = { busName: 'backbone', pattern: { source: ['accolade'] } };
    edges.bus.rules.add({ ...rule, name: 'caught', targets: [{ id: 'q', arn: gone, deadLetterArn }] });
    edges.bus.rules.add({ ...rule, name: 'dropped', targets: [{ id: 'q', arn: gone }] });
    await put({});
    const [dead] = edges.queues.peek('undelivered');
    expect(JSON.parse(dead?.body ?? '')).toMatchObject({ detail: { badge: 'b1' } });
    expect(dead?.messageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: 'QueueDoesNotExist' },
      RULE_ARN: { StringValue: `arn:aws:events:${region}:${accountId}:rule/backbone/caught` },
      TARGET_ARN: { StringValue: gone },
    });
    expect(edges.bus.undelivered()).toMatchObject([{ ruleName: 'dropped', targetArn: gone }]);
  });

  it('gives a failed invocation to the dead-letter queue', async () => {
    const { put, edges } = await withRule();
    const told: string[] = [];
    edges.bus.watch(() => told.push('owed'));
    const deadLetterArn = edges.queues.find('undelivered')?.arn ?? '';
    const targets = [{ id: 'f', arn: functionArn, deadLetterArn }];
    edges.bus.rules.add({ name: 'f', busName: 'backbone', pattern: { source: ['accolade'] }, targets });
    await put({});
    expect(told).toEqual(['owed']);
    edges.bus.invocations.fail(edges.bus.invocations.owed()[0]?.id ?? 0, 'The function timed out.');
    expect(edges.bus.invocations.owed()).toEqual([]);
    expect(edges.queues.peek('undelivered')[0]?.messageAttributes.ERROR_MESSAGE?.StringValue).toBe(
      'The function timed out.',
    );
  });

  it('stops at a rule it cannot play', async () => {
    const { edges } = await withRule();
    const add = (rule: object) => () =>
      edges.bus.rules.add({ name: 'r', busName: 'backbone', pattern: { source: ['a'] }, targets: [], ...rule });
    expect(add({ pattern: { source: [{ wildcard: '*' }] } })).toThrow(
      expect.objectContaining({ code: 'unsupported-pattern' }),
    );
    expect(add({ busName: 'elsewhere' })).toThrow(expect.objectContaining({ code: 'unknown-bus' }));
    const topic = { id: 't', arn: `arn:aws:sns:${region}:${accountId}:topic` };
    expect(add({ targets: [topic] })).toThrow(expect.objectContaining({ code: 'unsupported-target' }));
    expect(edges.bus.rules.list().map((rule) => rule.name)).toEqual(['awarded']);
  });

  it('delivers twice when disturbed, and never not at all', async () => {
    const { put, waiting, edges } = await withRule();
    edges.bus.disturb(({ envelope }) => (envelope['detail-type'] === 'badge.awarded' ? 2 : 1));
    await put({});
    const [first, second] = waiting();
    expect(second).toEqual(first);
    expect(edges.bus.events()).toHaveLength(1);
    edges.bus.disturb(() => 0);
    expect(() => edges.bus.put({ busName: 'backbone', source: 's', detailType: 'badge.awarded', detail: {} })).toThrow(
      expect.objectContaining({ code: 'lost-delivery' }),
    );
  });

  it('fails some entries of a request by an intercept, the others arrive', async () => {
    const { put, waiting, edges } = await withRule();
    edges.intercept(failEntries((_entry, index) => (index === 1 ? 'ThrottlingException' : undefined)));
    const { Entries, FailedEntryCount } = await put(...[0, 1, 2].map((n) => ({ Detail: JSON.stringify({ n }) })));
    expect(FailedEntryCount).toBe(1);
    expect(Entries?.map((one) => one.ErrorCode ?? 'accepted')).toEqual(['accepted', 'ThrottlingException', 'accepted']);
    expect(Entries?.[2]?.EventId).toBe(waiting()[1].id);
    expect(waiting().map((envelope) => envelope.detail.n)).toEqual([0, 2]);
    edges.intercept(failEntries(() => 'InternalFailure'));
    expect((await put({}, {})).FailedEntryCount).toBe(2);
    expect(waiting()).toHaveLength(2);
  });
});

describe('an archive', () => {
  const withArchive = async (dataDir = newDataDir()) => {
    const stage = await withRule({ dataDir }, { source: ['accolade'] });
    stage.edges.bus.archives.create({
      name: 'kept',
      busName: 'backbone',
      pattern: { 'detail-type': ['badge.awarded'] },
    });
    const queue = stage.edges.queues.create('deaf-to-replays');
    const pattern = { source: ['accolade'], 'replay-name': [{ exists: false }] };
    stage.edges.bus.rules.add({ name: 'once', busName: 'backbone', pattern, targets: [{ id: 'q', arn: queue.arn }] });
    const archive = await stage.events.send(new DescribeArchiveCommand({ ArchiveName: 'kept' }));
    const replay = (ReplayName: string, FilterArns?: string[]) =>
      stage.events.send(
        new StartReplayCommand({
          ...{ ReplayName, EventSourceArn: archive.ArchiveArn },
          EventStartTime: new Date(start),
          EventEndTime: new Date(start + 60_000),
          Destination: { Arn: archive.EventSourceArn, ...(FilterArns && { FilterArns }) },
        }),
      );
    return { ...stage, archive, replay };
  };

  it('delivers what it holds of a time again, marked, and only to those who take that', async () => {
    const { put, waiting, replay, clock, events, edges } = await withArchive();
    await put({ Detail: '{"n":0}' }, { Detail: '{"n":1}', DetailType: 'badge.revoked' });
    clock.advance(60);
    await put({ Detail: '{"n":2}' });
    await replay('again');
    const marked = waiting().filter((envelope) => 'replay-name' in envelope);
    expect(marked).toEqual([{ ...waiting()[0], 'replay-name': 'again' }]);
    expect(waiting('deaf-to-replays')).toHaveLength(3);
    expect(edges.bus.events()).toHaveLength(3);
    const described = await events.send(new DescribeReplayCommand({ ReplayName: 'again' }));
    expect(described).toMatchObject({ State: 'COMPLETED', EventStartTime: new Date(start) });
  });

  it('replays to the named rules alone, each name once, over a restart too', async () => {
    const dataDir = newDataDir();
    const before = await withArchive(dataDir);
    await before.put({});
    const { Rules = [] } = await before.events.send(new ListRulesCommand({ EventBusName: 'backbone' }));
    expect(Rules.map(({ Name }) => Name)).toEqual(['awarded', 'once']);
    await before.replay('first', [Rules.find(({ Name }) => Name === 'once')?.Arn ?? '']);
    expect(before.waiting()).toHaveLength(1);
    await before.close();
    const { replay, waiting } = await withArchive(dataDir);
    await expect(replay('first')).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
    await replay('second');
    expect(waiting()).toHaveLength(2);
  });
});
