import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { MovableClock } from '../clock.ts';
import type { DynamoDbCall } from '../dynamodb/dynamodb-wire.ts';
import type { Edges } from '../edge/edges.ts';
import { compilePattern } from '../edge/event-pattern.ts';
import type { Functions } from '../runtime/functions.ts';
import type { InFlight } from '../runtime/in-flight.ts';
import type { ResolvedTemplate } from '../template/template.ts';
import { type EventSource, eventSourcesOf } from './event-sources.ts';
import type { Source } from './pump.ts';
import { queueSource } from './queue-source.ts';
import { streamReader } from './stream-reader.ts';
import { type StreamDisturbance, streamSource } from './stream-source.ts';

export interface SourcesOptions {
  template: ResolvedTemplate;
  edges: Edges;
  call: DynamoDbCall;
  functions: Functions;
  inFlight: InFlight;
  clock: MovableClock;
  region: string;
  dataDir: string;
  streamDisturbance(): StreamDisturbance | undefined;
}

function filterOf({ filters }: EventSource): (record: unknown) => boolean {
  const patterns = filters.map((filter) => compilePattern(JSON.parse(filter)));
  return (record) => patterns.length === 0 || patterns.some((matches) => matches(record));
}

/** What polls for the stack's event source mappings. */
export function openSources(options: SourcesOptions): Source[] {
  const {
    template,
    edges,
    call,
    functions,
    inFlight,
    clock,
    region,
    dataDir,
    streamDisturbance: disturbance,
  } = options;
  return eventSourcesOf(template).map((source) => {
    const passes = filterOf(source);
    if (source.from.includes(':sqs:')) {
      return queueSource({ source, queues: edges.queues, functions, inFlight, region, passes });
    }
    // A stream that was made anew begins at its beginning: its ARN is part of the file's name.
    const name = createHash('sha256').update(`${source.logicalId} ${source.from}`).digest('hex').slice(0, 16);
    const reader = streamReader({ call, streamArn: source.from, file: join(dataDir, `stream-${name}.json`) });
    const { queues } = edges;
    return streamSource({ source, reader, functions, queues, inFlight, clock, region, passes, disturbance });
  });
}
