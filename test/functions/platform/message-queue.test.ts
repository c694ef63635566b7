import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { queueOf } from '../../../functions/platform/message-queue.ts';

const at = Date.parse('2026-11-23T12:00:00Z');
const sent: { name: string; input: Record<string, unknown> }[] = [];
const client = {
  send: async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    sent.push({ name: command.constructor.name, input: command.input });
  },
} as unknown as SQSClient;
const queue = queueOf(client, () => new Date(at));

process.env.QUEUE_URL = 'queue';
process.env.PARKED_URL = 'parked';
afterEach(() => {
  sent.length = 0;
  vi.restoreAllMocks();
});

const record = (receives: number, more: Partial<SQSRecord> = {}): SQSRecord =>
  ({
    messageId: 'm',
    body: 'body',
    receiptHandle: 'handle',
    messageAttributes: {},
    attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(at - 60_000) },
    ...more,
  }) as SQSRecord;

describe('a postponed message', () => {
  it('is hidden for the time named, while it has receives left', async () => {
    expect(await queue.postpone(record(3), 42.5)).toBe(false);
    expect(sent).toEqual([
      {
        name: 'ChangeMessageVisibilityCommand',
        input: { QueueUrl: 'queue', ReceiptHandle: 'handle', VisibilityTimeout: 43 },
      },
    ]);
  });

  it('is replaced by a fresh copy before SQS would give it up, and keeps its age', async () => {
    expect(await queue.postpone(record(4), 5000)).toBe(true);
    const waitingSince = { DataType: 'Number', StringValue: String(at - 60_000) };
    expect(sent).toEqual([
      {
        name: 'SendMessageCommand',
        input: { QueueUrl: 'queue', MessageBody: 'body', DelaySeconds: 900, MessageAttributes: { waitingSince } },
      },
    ]);
    sent.length = 0;
    const copy = { waitingSince: { stringValue: String(at - 7_200_000), dataType: 'Number' } } as never;
    await queue.postpone(record(4, { messageAttributes: copy }), 30);
    expect(sent[0]?.input.MessageAttributes).toEqual({
      waitingSince: { DataType: 'Number', StringValue: String(at - 7_200_000) },
    });
  });

  it('is said once it has waited for an hour, over all its copies', async () => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await queue.postpone(record(1), 30);
    expect(written).not.toHaveBeenCalled();
    const copy = { waitingSince: { stringValue: String(at - 3_600_001), dataType: 'Number' } } as never;
    await queue.postpone(record(1, { messageAttributes: copy }), 30);
    expect(String(written.mock.calls[0]?.[0])).toContain('message-waits-long');
  });
});
