import type { MovableClock } from '../clock.ts';
import type { Queues } from '../edge/queues.ts';
import { failedItems } from '../runtime/batch.ts';
import type { Failure } from '../runtime/environment.ts';
import type { Functions } from '../runtime/functions.ts';
import type { InFlight } from '../runtime/in-flight.ts';
import type { EventSource } from './event-sources.ts';
import type { Source } from './pump.ts';
import type { StreamReader, StreamRecord } from './stream-reader.ts';

/** What may go wrong between a stream and its function, beside the function itself. */
export interface StreamDisturbance {
  /** Whether a batch never arrives, as when its records became too old before they could be delivered. */
  loseBatch?(records: readonly StreamRecord[]): boolean;
  /** Whether a batch comes once more although it succeeded, as when Lambda loses its place in the stream. */
  repeatBatch?(records: readonly StreamRecord[]): boolean;
}

export interface StreamSourceOptions {
  source: EventSource;
  reader: StreamReader;
  functions: Functions;
  queues: Queues;
  inFlight: InFlight;
  clock: MovableClock;
  region: string;
  passes(record: unknown): boolean;
  disturbance(): StreamDisturbance | undefined;
}

interface Batch {
  records: StreamRecord[];
  attempts: number;
}

const sequence = (record: StreamRecord) => record.dynamodb.SequenceNumber;
const longestWaitMs = 60_000;
/** How many records are read at once: most of a table's are none that the mapping passes. */
const readAhead = 200;

const batches = (records: StreamRecord[], size: number): Batch[] =>
  Array.from({ length: Math.ceil(records.length / size) }, (_, at) => ({
    records: records.slice(at * size, (at + 1) * size),
    attempts: 0,
  }));

/** What is left of a batch after a failure at `at`; halved until a bad record stands alone, when the mapping bisects. */
function remainder(batch: Batch, at: number, bisect: boolean): Batch[] {
  const records = batch.records.slice(at);
  if (!bisect || at > 0 || records.length < 2) return [{ records, attempts: at > 0 ? 1 : batch.attempts + 1 }];
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map((half) => ({ records: half, attempts: 0 }));
}

/** A DynamoDB stream mapping: strictly in order, so that a failing batch holds up what is behind it. */
export function streamSource(options: StreamSourceOptions): Source {
  const { source, reader, functions, queues, inFlight, clock, region, passes, disturbance } = options;
  let waiting: Batch[] = [];
  let lastRead: StreamRecord | undefined;
  let running = false;
  let retryAt: number | undefined;

  async function fill(): Promise<void> {
    while (waiting.length === 0) {
      const records = await reader.read(readAhead);
      if (records.length === 0) return;
      lastRead = records.at(-1);
      const wanted = batches(records.filter(passes), source.batchSize);
      waiting = wanted.filter((batch) => !disturbance()?.loseBatch?.(batch.records));
      if (waiting.length === 0) finish();
    }
  }

  function finish(): void {
    if (lastRead) reader.commit(lastRead);
    retryAt = undefined;
  }

  function giveUp(batch: Batch, failure: Failure | undefined): void {
    const [first, last] = [batch.records[0], batch.records.at(-1)];
    if (!source.onFailure || !first || !last) return;
    const body = {
      requestContext: {
        functionArn: functions.find(source.to).arn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: batch.attempts + 1,
      },
      responseContext: failure && { functionError: failure.errorType },
      version: '1.0',
      timestamp: new Date(clock.now()).toISOString(),
      DDBStreamBatchInfo: {
        startSequenceNumber: sequence(first),
        endSequenceNumber: sequence(last),
        batchSize: batch.records.length,
        streamArn: source.from,
      },
    };
    queues.send(source.onFailure, { body: JSON.stringify(body) });
  }

  async function deliver(batch: Batch): Promise<void> {
    const Records = batch.records.map((record) => ({ ...record, awsRegion: region, eventSourceARN: source.from }));
    const outcome = await functions.invoke(source.to, { Records });
    const failed = failedItems(outcome, batch.records.map(sequence), source.partial);
    const at = batch.records.findIndex((record) => failed.includes(sequence(record)));
    waiting.shift();
    if (at >= 0) {
      const exhausted = source.retries >= 0 && batch.attempts >= source.retries && at === 0;
      const alone = batch.records.length === 1 || !source.bisect;
      if (exhausted && alone) giveUp(batch, outcome.ok ? undefined : outcome.failure);
      else waiting.unshift(...remainder(batch, at, source.bisect));
      if (!(exhausted && alone)) retryAt = clock.now() + Math.min(longestWaitMs, 1000 * 2 ** batch.attempts);
    } else {
      retryAt = undefined;
      if (disturbance()?.repeatBatch?.(batch.records)) waiting.unshift({ ...batch, attempts: 0 });
    }
    const done = at < 0 ? batch.records.at(-1) : batch.records[at - 1];
    if (done) reader.commit(done);
    if (waiting.length === 0) finish();
  }

  return {
    nextChangeAt: () => (waiting.length > 0 && !running ? retryAt : undefined),
    poll: async () => {
      if (running || (retryAt !== undefined && clock.now() < retryAt)) return 0;
      if (waiting.length === 0) await fill();
      const [batch] = waiting;
      if (!batch) return 0;
      running = true;
      inFlight.track(
        deliver(batch).finally(() => {
          running = false;
        }),
      );
      return 1;
    },
  };
}
