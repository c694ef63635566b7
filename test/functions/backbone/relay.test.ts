/** The outbox on the real local engine, and a bus that speaks EventBridge's protocol and can be told to refuse. */
import { randomUUID } from 'node:crypto';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ReviewStarted } from '../../../events/review-started.ts';
import { eventBus } from '../../../functions/backbone/event-bus.ts';
import { outbox } from '../../../functions/backbone/outbox.ts';
import { relay, sweep } from '../../../functions/backbone/relay-events.ts';
import { draftEvent } from '../../../functions/platform/draft-event.ts';
import { EventItem, eventWrite } from '../../../functions/platform/table/event-item.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { type Loopback, listenOnLoopback } from '../../../lib/local/gateway/loopback.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';

interface Entry {
  EventBusName: string;
  Source: string;
  DetailType: string;
  Detail: string;
  Time: number;
}

let ledger: TestLedger;
let server: Loopback;
let client: EventBridgeClient;
/** Every call as it came, and the ids of the events that this bus refuses. */
let calls: Entry[][] = [];
let refused = new Set<string>();
let down = false;

const idOf = ({ Detail }: Entry): string => JSON.parse(Detail).metadata.id;

beforeAll(async () => {
  ledger = await startLedger();
  server = await listenOnLoopback(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { Entries } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { Entries: Entry[] };
    calls.push(Entries);
    const answers = Entries.map((entry) =>
      refused.has(idOf(entry)) ? { ErrorCode: 'InternalFailure', ErrorMessage: 'No.' } : { EventId: randomUUID() },
    );
    response.statusCode = down ? 400 : 200;
    const failed = answers.filter(({ EventId }) => !EventId).length;
    response.end(
      JSON.stringify(down ? { __type: 'ValidationException' } : { FailedEntryCount: failed, Entries: answers }),
    );
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new EventBridgeClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  ledger.close();
});
beforeEach(() => {
  calls = [];
  refused = new Set();
  down = false;
});

const collaborators = () => ({ bus: eventBus('the-bus', client), outbox: outbox(ledger.table) });

/** Events written as capabilities write them, waiting for the relay since `at`. */
const written = async (count: number, at = '2026-11-23T09:00:00.000Z'): Promise<EventItem[]> => {
  const items: EventItem[] = [];
  for (let n = 0; n < count; n++) {
    const submissionId = randomUUID();
    const data = { submissionId, attempt: 1, reviewerId: 'E-1' };
    const stamp = { now: () => new Date(at), newId: randomUUID };
    const event = draftEvent(ReviewStarted, data, { programId: 'p', correlationId: 'c' }, stamp);
    const aggregate = keys.submission(submissionId);
    await ledger.table.transact([eventWrite(aggregate, 1, event)]);
    const item = await ledger.table.get(keys.event(aggregate, 1), EventItem);
    if (item) items.push(item);
  }
  return items;
};
const eventId = ({ detail }: EventItem) => detail.metadata.id;
const waits = async ({ pk, sk }: EventItem) =>
  (await ledger.table.get({ pk, sk }, EventItem))?.waitingFor !== undefined;
const waiting = (items: readonly EventItem[]) => Promise.all(items.map(waits));

describe('the relay', () => {
  it('puts events on the bus in their order, ten a call, and marks them', async () => {
    const items = await written(23);
    expect(await relay(collaborators(), items)).toBeUndefined();
    expect(calls.map((entries) => entries.length)).toEqual([10, 10, 3]);
    expect(calls.flat().map(idOf)).toEqual(items.map(eventId));
    expect(new Set(await waiting(items))).toEqual(new Set([false]));
    expect(calls[0]?.[0]).toMatchObject({
      EventBusName: 'the-bus',
      Source: 'accolade',
      DetailType: 'review.started.v1',
      Time: Date.parse('2026-11-23T09:00:00Z') / 1000,
    });
    expect(JSON.parse(calls[0]?.[0]?.Detail ?? '')).toEqual(items[0]?.detail);
  });

  it('tells the first entry that was not taken, though the call succeeded, and leaves only such waiting', async () => {
    const items = await written(12);
    const failing = [items[3], items[11]].flatMap((item) => (item ? [item] : []));
    refused = new Set(failing.map(eventId));
    const first = await relay(collaborators(), items);
    expect(first && eventId(first)).toBe([...refused][0]);
    expect(await waiting(items)).toEqual(items.map((item) => refused.has(eventId(item))));
  });

  it('marks nothing when the whole call fails', async () => {
    const items = await written(2);
    down = true;
    await expect(relay(collaborators(), items)).rejects.toThrow();
    expect(await waiting(items)).toEqual([true, true]);
  });

  it('puts an event again that it could not mark before it died: same id, same detail', async () => {
    const items = await written(1);
    const dying = { ...collaborators(), outbox: { relayed: () => Promise.reject(new Error('killed')) } };
    await expect(relay(dying, items)).rejects.toThrow('killed');
    expect(await waiting(items)).toEqual([true]);
    await relay(collaborators(), items);
    await relay(collaborators(), items);
    expect(new Set(calls.flat().map(({ Detail }) => Detail)).size).toBe(1);
    expect(await waiting(items)).toEqual([false]);
  });
});

describe('the sweep', () => {
  const at = (time: string) => new Date(`2027-01-01T${time}Z`);

  it('puts out what waits for two minutes by the time it is told, and no sooner', async () => {
    await sweep(collaborators())(at('00:00:00'));
    calls = [];
    const items = await written(3, at('09:00:00').toISOString());
    expect(await sweep(collaborators())(at('09:01:59'))).toBe(0);
    expect([calls, await waiting(items)]).toEqual([[], [true, true, true]]);
    expect(await sweep(collaborators())(at('09:02:00'))).toBe(3);
    expect(new Set(calls.flat().map(idOf))).toEqual(new Set(items.map(eventId)));
    expect(await sweep(collaborators())(at('09:30:00'))).toBe(0);
  });

  it('fails when the bus does not take every event, and puts out the rest the next time', async () => {
    const items = await written(4, at('10:00:00').toISOString());
    refused = new Set(items.slice(0, 1).map(eventId));
    await expect(sweep(collaborators())(at('10:05:00'))).rejects.toMatchObject({ code: 'bus-refused-events' });
    expect(await waiting(items)).toEqual([true, false, false, false]);
    refused = new Set();
    expect(await sweep(collaborators())(at('10:10:00'))).toBe(1);
    expect(await waiting(items)).toEqual([false, false, false, false]);
  });
});
