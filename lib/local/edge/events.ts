import * as z from 'zod';
import { ServiceError } from './answers.ts';
import type { EventBus } from './bus.ts';
import { type Operations, readInput } from './operations.ts';

/** EventBridge: ten entries and (since January 2026) 1 MiB in one request. */
const entryLimit = 10;
const sizeLimit = 1_048_576;

const entryShape = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  /** Epoch seconds. */
  Time: z.number().optional(),
});
type Entry = z.infer<typeof entryShape>;
const request = z.object({ Entries: z.array(entryShape).min(1).max(entryLimit) });

/** The size EventBridge bills and limits: 14 bytes for a time, and the texts' UTF-8 lengths. */
const sizeOf = (entry: Entry): number =>
  [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])].reduce(
    (total, text) => total + Buffer.byteLength(text ?? ''),
    entry.Time === undefined ? 0 : 14,
  );

function readDetail(text: string): Record<string, unknown> {
  try {
    const detail: unknown = JSON.parse(text);
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail)) return { ...detail };
  } catch {
    // Said below, the same for text that is no JSON and JSON that is no object.
  }
  throw new ServiceError('MalformedDetail', 'Detail is malformed.');
}

function required(name: string, value: string | undefined): string {
  if (value !== undefined && value !== '') return value;
  throw new ServiceError('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
}

function accept(bus: EventBus, entry: Entry) {
  const source = required('Source', entry.Source);
  if (source.startsWith('aws.')) {
    throw new ServiceError(
      'NotAuthorizedForSourceException',
      'Not authorized for the source: aws. is for AWS services.',
    );
  }
  const envelope = bus.put({
    source,
    detailType: required('DetailType', entry.DetailType),
    detail: readDetail(required('Detail', entry.Detail)),
    ...(entry.EventBusName === undefined ? {} : { busName: entry.EventBusName }),
    ...(entry.Resources === undefined ? {} : { resources: entry.Resources }),
    ...(entry.Time === undefined ? {} : { time: entry.Time * 1000 }),
  });
  return { EventId: envelope.id };
}

const replayShape = z.object({
  ReplayName: z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/),
  EventSourceArn: z.string(),
  /** Epoch seconds. */
  EventStartTime: z.number(),
  EventEndTime: z.number(),
  Destination: z.object({ Arn: z.string(), FilterArns: z.array(z.string()).optional() }),
});
const read = <Shape extends z.ZodType>(shape: Shape, input: unknown) => readInput(shape, input, 'ValidationException');

/** Looking at rules. A bus has few here: one page. */
const rulesOperations = (bus: EventBus): Operations => ({
  ListRules: (input) => {
    const { EventBusName } = read(z.object({ EventBusName: z.string().default('default') }), input);
    const rules = bus.rules.list().filter(({ busName }) => busName === EventBusName.split('/').at(-1));
    const Rules = rules.map(({ name, arn, pattern }) => ({
      ...{ Name: name, Arn: arn, EventBusName, State: 'ENABLED' },
      EventPattern: JSON.stringify(pattern),
    }));
    return { Rules };
  },
  ListTargetsByRule: (input) => {
    const { Rule } = read(z.object({ Rule: z.string() }), input);
    const rule = bus.rules.list().find(({ name }) => name === Rule);
    if (rule === undefined) throw new ServiceError('ResourceNotFoundException', `Rule ${Rule} does not exist.`);
    return { Targets: rule.targets.map(({ id, arn }) => ({ Id: id, Arn: arn })) };
  },
});

/** A replay is over when it is answered: DescribeReplay knows completed ones only. */
const replayOperations = ({ archives }: EventBus): Operations => ({
  DescribeArchive: (input) => {
    const { ArchiveName } = read(z.object({ ArchiveName: z.string() }), input);
    const { arn, busArn } = archives.need(ArchiveName);
    return { ArchiveArn: arn, ArchiveName, EventSourceArn: busArn, State: 'ENABLED' };
  },
  StartReplay: (input) => {
    const { ReplayName, EventSourceArn, EventStartTime, EventEndTime, Destination } = read(replayShape, input);
    if (Destination.Arn !== archives.need(EventSourceArn).busArn) {
      throw new ServiceError('ValidationException', 'An archive replays to the bus it was made of only.');
    }
    const { arn, startedAt } = archives.replay({
      ...{ name: ReplayName, archiveArn: EventSourceArn, from: EventStartTime * 1000, to: EventEndTime * 1000 },
      ...(Destination.FilterArns && { ruleArns: Destination.FilterArns }),
    });
    return { ReplayArn: arn, State: 'STARTING', ReplayStartTime: startedAt / 1000 };
  },
  DescribeReplay: (input) => {
    const { ReplayName } = read(z.object({ ReplayName: z.string() }), input);
    const replay = archives.replayed(ReplayName);
    if (!replay) throw new ServiceError('ResourceNotFoundException', `Replay ${ReplayName} does not exist.`);
    const times = { EventStartTime: replay.from / 1000, EventEndTime: replay.to / 1000 };
    return {
      ...{ ReplayName, ReplayArn: replay.arn, EventSourceArn: replay.archiveArn, State: 'COMPLETED' },
      ...{ ...times, ReplayStartTime: replay.startedAt / 1000, ReplayEndTime: replay.startedAt / 1000 },
    };
  },
});

/** EventBridge's operations in its AWS JSON 1.1 protocol. An entry that is refused does not stop the others. */
export const eventsOperations = (bus: EventBus): Operations => ({
  ...rulesOperations(bus),
  ...replayOperations(bus),
  PutEvents: (input) => {
    const { Entries: entries } = read(request, input);
    if (entries.reduce((total, entry) => total + sizeOf(entry), 0) > sizeLimit) {
      throw new ServiceError('ValidationException', 'Total size of the entries in the request is over the limit.');
    }
    const Entries = entries.map((entry) => {
      try {
        return accept(bus, entry);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return { ErrorCode: error.code, ErrorMessage: error.message };
      }
    });
    return { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries };
  },
});
