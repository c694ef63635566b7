import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DetailOf } from '../../../events/define-event.ts';
import type { EvidenceApproved } from '../../../events/evidence-approved.ts';
import { awardBadge } from '../../../functions/awards/award-badge.ts';
import { awardReader } from '../../../functions/awards/read.ts';
import { awardStore } from '../../../functions/awards/store.ts';
import { stamp } from '../../../functions/platform/stamp.ts';
import { Stale } from '../../../functions/platform/table/transact.ts';
import type { Badge } from '../../../functions/programs/read.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';

type Approved = DetailOf<typeof EvidenceApproved>;

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());

/** An approval by a new earner, unless told otherwise. */
const approval = (more: Partial<Approved['data']> = {}): Approved => ({
  metadata: {
    id: randomUUID(),
    version: 1,
    time: '2026-03-02T10:00:00.000Z',
    programId: 'teachers',
    correlationId: 'c-1',
  },
  data: {
    submissionId: randomUUID(),
    attempt: 2,
    badgeId: 'planning',
    badgeVersion: 1,
    earnerId: `E-${randomUUID()}`,
    reviewId: randomUUID(),
    ...more,
  },
});

const badges: Record<string, { repeatable: boolean; versions: number }> = {
  planning: { repeatable: false, versions: 2 },
  mentoring: { repeatable: true, versions: 1 },
};
const programs = {
  badgeVersion: async (_programId: string, badgeId: string, version: number) => {
    const badge = badges[badgeId];
    return badge && version <= badge.versions
      ? ({ id: badgeId, version, repeatable: badge.repeatable } as Badge)
      : undefined;
  },
};
const reaction = (awards = awardStore(ledger.table, stamp)) => awardBadge({ awards, programs, ...stamp });

/** Every item that concerns this earner. */
const written = async (earnerId: string) => {
  const { Items = [] } = await ledger.client.send(
    new ScanCommand({ TableName: ledger.tableName, ConsistentRead: true }),
  );
  const mine = Items.filter((item) => item.earnerId === earnerId || item.detail?.data?.earnerId === earnerId);
  return {
    awards: mine.filter(({ entity }) => entity === 'Award'),
    held: mine.filter(({ entity }) => entity === 'HeldBadge'),
    events: mine.filter(({ entity }) => entity === 'Event').map(({ detailType }) => detailType as string),
  };
};

describe('award-badge', () => {
  it('makes one award, with what the earner holds and badge.awarded beside it', async () => {
    const approved = approval();
    await reaction()(approved);
    const { awards, held, events } = await written(approved.data.earnerId);
    expect(events).toEqual(['badge.awarded.v1']);
    expect(awards).toEqual([
      expect.objectContaining({
        programId: 'teachers',
        badgeId: 'planning',
        badgeVersion: 1,
        submissionId: approved.data.submissionId,
        attempt: 2,
        sequence: 1,
      }),
    ]);
    const reader = awardReader(ledger.table);
    expect(await reader.held('teachers', approved.data.earnerId, 'planning')).toEqual({ awardId: awards[0]?.awardId });
    expect(held).toHaveLength(1);
    expect(await reader.get(awards[0]?.awardId)).toMatchObject({ earnerId: approved.data.earnerId });
  });

  it('names the approval as the cause', async () => {
    const approved = approval();
    await reaction()(approved);
    const { Items = [] } = await ledger.client.send(new ScanCommand({ TableName: ledger.tableName }));
    const event = Items.find((item) => item.detail?.data?.submissionId === approved.data.submissionId);
    expect(event?.detail.metadata).toMatchObject({ causationId: approved.metadata.id, correlationId: 'c-1' });
  });

  it('does nothing when the same approval comes again', async () => {
    const approved = approval();
    for (let time = 0; time < 3; time++) await reaction()(approved);
    const { awards, events } = await written(approved.data.earnerId);
    expect([awards.length, events]).toEqual([1, ['badge.awarded.v1']]);
  });

  it('makes one award of twenty deliveries at once', async () => {
    const approved = approval();
    await Promise.all(Array.from({ length: 20 }, () => reaction()(approved)));
    const { awards, held, events } = await written(approved.data.earnerId);
    expect([awards.length, held.length, events]).toEqual([1, 1, ['badge.awarded.v1']]);
  });

  it('declines once what another submission has earned, whatever the version and the order', async () => {
    const first = approval();
    const { earnerId } = first.data;
    const second = approval({ earnerId, badgeVersion: 2 });
    for (const approved of [second, first, second, first]) await reaction()(approved);
    const { awards, events } = await written(earnerId);
    expect(awards.map(({ submissionId }) => submissionId)).toEqual([second.data.submissionId]);
    expect(events.toSorted()).toEqual(['award.declined.v1', 'badge.awarded.v1']);
  });

  it('awards one and declines the other of two submissions at once', async () => {
    const first = approval();
    const { earnerId } = first.data;
    const all = [first, approval({ earnerId })].flatMap((approved) => Array.from({ length: 6 }, () => approved));
    await Promise.all(all.map((approved) => reaction()(approved)));
    const { awards, held, events } = await written(earnerId);
    expect([awards.length, held.length]).toEqual([1, 1]);
    expect(events.toSorted()).toEqual(['award.declined.v1', 'badge.awarded.v1']);
  });

  it('awards a repeatable badge once for each submission', async () => {
    const first = approval({ badgeId: 'mentoring' });
    const { earnerId } = first.data;
    const second = approval({ badgeId: 'mentoring', earnerId });
    for (const approved of [first, second, first, second]) await reaction()(approved);
    const { awards, events } = await written(earnerId);
    expect(awards).toHaveLength(2);
    expect(events).toEqual(['badge.awarded.v1', 'badge.awarded.v1']);
    const held = await awardReader(ledger.table).held('teachers', earnerId, 'mentoring');
    const newest = awards.find(({ submissionId }) => submissionId === second.data.submissionId);
    expect(held?.awardId).toBe(newest?.awardId);
  });

  it('comes to the same end when killed before or after its write', async () => {
    const approved = approval();
    const awards = awardStore(ledger.table, stamp);
    const dying = { ...awards, save: async () => Promise.reject(new Error('killed before')) };
    await expect(reaction(dying)(approved)).rejects.toThrow('killed before');
    expect((await written(approved.data.earnerId)).events).toEqual([]);
    const deaf: typeof awards = {
      ...awards,
      save: async (...given) => {
        await awards.save(...given);
        throw new Error('killed after');
      },
    };
    await expect(reaction(deaf)(approved)).rejects.toThrow('killed after');
    await reaction()(approved);
    expect((await written(approved.data.earnerId)).events).toEqual(['badge.awarded.v1']);
  });

  it('parks an approval of a version that nobody knows', async () => {
    const approved = approval({ badgeVersion: 9 });
    await expect(reaction()(approved)).rejects.toMatchObject({ name: 'Unprocessable', code: 'badge-version-unknown' });
    expect((await written(approved.data.earnerId)).events).toEqual([]);
  });

  it('asks for another try when it is overtaken again and again', async () => {
    const awards = { ...awardStore(ledger.table, stamp), save: async () => Promise.reject(new Stale()) };
    await expect(reaction(awards)(approval())).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
