import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { BadgeAwarded } from '../../../events/badge-awarded.ts';
import { EvidenceApproved } from '../../../events/evidence-approved.ts';
import golden from '../../../events/golden/badge.awarded/1.json' with { type: 'json' };
import { consumeWith, on, type React } from '../../../functions/platform/consume.ts';
import { Refused, Unavailable, Unprocessable } from '../../../functions/platform/errors.ts';

const record = (messageId: string, body: unknown): SQSRecord =>
  ({
    messageId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receiptHandle: messageId,
    attributes: { ApproximateReceiveCount: '1' },
  }) as SQSRecord;
const envelope = (detail: unknown = golden, detailType = 'badge.awarded.v1') => ({ 'detail-type': detailType, detail });

const run = async (records: SQSRecord[], react: React<typeof BadgeAwarded>) => {
  const parked: string[] = [];
  const postponed: [string, number][] = [];
  const queue = {
    park: async ({ messageId }: SQSRecord, reason: string) => void parked.push(`${messageId}:${reason}`),
    postpone: async ({ messageId }: SQSRecord, seconds: number) => {
      postponed.push([messageId, seconds]);
      return messageId === 'replaced';
    },
  };
  const handler = consumeWith(queue, on(BadgeAwarded, react));
  const answer = await handler({ Records: records }, {} as never, {} as never);
  return { failed: answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), parked, postponed };
};

const throwing = (error: unknown) => async () => {
  throw error;
};
const about = { message: 'told for people' };

describe('consume', () => {
  it('hands each event to its reaction, parsed', async () => {
    const seen: unknown[] = [];
    const outcome = await run([record('1', envelope())], async (event) => void seen.push(event));
    expect(seen).toEqual([golden]);
    expect(outcome).toEqual({ failed: [], parked: [], postponed: [] });
  });

  it('ignores fields a newer publisher adds', async () => {
    const seen: unknown[] = [];
    await run(
      [record('1', envelope({ ...golden, data: { ...golden.data, later: true } }))],
      async (event) => void seen.push(event),
    );
    expect(seen).toEqual([golden]);
  });

  it('reports only the failed record of a batch', async () => {
    const failing = { ...golden, data: { ...golden.data, earnerId: 'E-fails' } };
    const outcome = await run([record('good', envelope()), record('bad', envelope(failing))], async ({ data }) => {
      if (data.earnerId === 'E-fails') throw new Error('a fault of ours');
    });
    expect(outcome.failed).toEqual(['bad']);
  });

  it('parks poison at once, with its reason, and acknowledges it', async () => {
    const wrong = { ...golden, data: { ...golden.data, awardId: 'no uuid' } };
    const records = [
      record('text', 'not json'),
      record('shape', envelope(wrong)),
      record('foreign', envelope(golden, `${EvidenceApproved.type}.v1`)),
      record('said', envelope()),
    ];
    const outcome = await run(records, throwing(new Unprocessable('issuer-host-fixed', about)));
    expect(outcome.failed).toEqual([]);
    expect(outcome.parked).toEqual([
      'text:message-unreadable',
      'shape:event-unreadable',
      'foreign:event-unexpected',
      'said:issuer-host-fixed',
    ]);
  });

  it('takes a refusal for an answer', async () => {
    expect(await run([record('1', envelope())], throwing(new Refused('no', about)))).toEqual({
      failed: [],
      parked: [],
      postponed: [],
    });
  });

  it('lets Unavailable come again, postponed by the time that is known, or a short one', async () => {
    const soon = await run([record('1', envelope())], throwing(new Unavailable('busy', about)));
    expect(soon).toEqual({ failed: ['1'], parked: [], postponed: [['1', expect.any(Number)]] });
    expect(soon.postponed[0]?.[1]).toBeGreaterThanOrEqual(15);
    expect(soon.postponed[0]?.[1]).toBeLessThanOrEqual(30);
    const later = await run(
      [record('1', envelope()), record('replaced', envelope())],
      throwing(new Unavailable('throttled', { ...about, retryAfter: 60 })),
    );
    expect(later).toEqual({
      failed: ['1'],
      parked: [],
      postponed: [
        ['1', 60],
        ['replaced', 60],
      ],
    });
  });
});
