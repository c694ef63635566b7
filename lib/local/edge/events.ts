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

/** EventBridge's operations in its AWS JSON 1.1 protocol. An entry that is refused does not stop the others. */
export const eventsOperations = (bus: EventBus): Operations => ({
  PutEvents: (input) => {
    const { Entries: entries } = readInput(request, input, 'ValidationException');
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
