import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { type DynamoDbCall, DynamoDbError } from '../dynamodb/dynamodb-wire.ts';

const StreamRecord = z.looseObject({
  eventID: z.string(),
  eventName: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string() }),
});
export type StreamRecord = z.infer<typeof StreamRecord>;

const Shards = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })).default([]) }),
});
const Iterator = z.object({ ShardIterator: z.string() });
const Records = z.object({ Records: z.array(StreamRecord).default([]), NextShardIterator: z.string().nullish() });
const Position = z.object({ shardId: z.string(), sequenceNumber: z.string().optional() });
type Position = z.infer<typeof Position>;

export interface StreamReader {
  /** The next records in order, up to `limit`; [] when there are none now. */
  read(limit: number): Promise<StreamRecord[]>;
  /** Everything up to this record is dealt with: a restart goes on after it. */
  commit(record: StreamRecord): void;
}

export interface StreamReaderOptions {
  call: DynamoDbCall;
  streamArn: string;
  /** Where the position is kept over a restart. */
  file: string;
}

function savedPosition(file: string): Position | undefined {
  try {
    return Position.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Reads a table's stream from its beginning, shard after shard, remembering how far it got. */
export function streamReader({ call, streamArn, file }: StreamReaderOptions): StreamReader {
  let read = savedPosition(file);
  const shards = new WeakMap<StreamRecord, string>();
  let iterator: string | undefined;

  async function shardAfter(shardId: string | undefined): Promise<string | undefined> {
    const { Shards: all } = Shards.parse(await call('DescribeStream', { StreamArn: streamArn })).StreamDescription;
    return all[all.findIndex(({ ShardId }) => ShardId === shardId) + 1]?.ShardId;
  }

  async function open(): Promise<string | undefined> {
    const shardId = read?.shardId ?? (await shardAfter(undefined));
    if (shardId === undefined) return undefined;
    const from = read?.sequenceNumber
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: read.sequenceNumber }
      : { ShardIteratorType: 'TRIM_HORIZON' };
    read ??= { shardId };
    const answer = await call('GetShardIterator', { StreamArn: streamArn, ShardId: shardId, ...from });
    return Iterator.parse(answer).ShardIterator;
  }

  async function page(limit: number): Promise<StreamRecord[]> {
    iterator ??= await open();
    if (iterator === undefined || read === undefined) return [];
    const { shardId } = read;
    const answer = Records.parse(await call('GetRecords', { ShardIterator: iterator, Limit: limit }));
    iterator = answer.NextShardIterator ?? undefined;
    for (const record of answer.Records) shards.set(record, shardId);
    const last = answer.Records.at(-1)?.dynamodb.SequenceNumber;
    if (last) read = { shardId, sequenceNumber: last };
    if (iterator === undefined) {
      // The shard is closed and read to its end.
      const next = await shardAfter(shardId);
      if (next) read = { shardId: next };
    }
    return answer.Records;
  }

  return {
    read: async (limit) => {
      try {
        return await page(limit);
      } catch (error) {
        // An iterator lives 15 minutes and a record 24 hours: go on from the position, or from the oldest record there is.
        if (!(error instanceof DynamoDbError)) throw error;
        iterator = undefined;
        if (error.code !== 'ExpiredIteratorException') read = undefined;
        return page(limit);
      }
    },
    commit: (record) => {
      const shardId = shards.get(record);
      if (shardId === undefined) return;
      const position: Position = { shardId, sequenceNumber: record.dynamodb.SequenceNumber };
      writeFileSync(`${file}.new`, JSON.stringify(position));
      renameSync(`${file}.new`, file);
    },
  };
}
