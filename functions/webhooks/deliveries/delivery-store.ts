/** DynamoDB for deliveries and lanes. What is due stands beside it under its time: an index would answer late. */
import * as z from 'zod';
import { indexes, keys, waitingFor } from '../../platform/table/keys.ts';
import type { PageOf, Table } from '../../platform/table/table.ts';
import { isNew, type Write } from '../../platform/table/transact.ts';
import { wins } from '../../platform/table/wins.ts';
import { type Health, Lane, leaseFrom } from '../lanes/lane.ts';
import { Delivery, KEPT_DAYS, webhookIdsAt } from './delivery.ts';

/** A pointer to a delivery that is pending. */
const Due = z.object({ webhookId: z.string(), dueAt: z.iso.datetime() });
export type Due = z.infer<typeof Due>;

export type DeliveryStore = ReturnType<typeof deliveryStore>;

export const deliveryStore = (table: Pick<Table, 'get' | 'query' | 'page' | 'transact'>) => {
  const get = (endpointId: string, webhookId: string) =>
    table.get(keys.webhookDelivery(endpointId, webhookId), Delivery);
  return {
    get,
    /** False when it was begun before. */
    begin: (delivery: Delivery) => wins(table, put(delivery, isNew), ...pointer(delivery)),

    /** False when somebody else wrote it meanwhile. */
    save: (before: Delivery, after: Delivery) =>
      wins(table, put(after, unchanged(before)), ...withoutPointer(before), ...pointer(after)),

    /** The pending ones of an endpoint, first due first. */
    pending: (endpointId: string, limit: number): Promise<Due[]> =>
      table.query({ ...keys.dueDeliveries(endpointId), limit }, Due),

    /** Takes away what points to a delivery that is no longer there. */
    forget: (endpointId: string, { dueAt, webhookId }: Due) =>
      table.transact([{ key: keys.dueDelivery(endpointId, dueAt, webhookId), remove: true }]),

    /** The newest first. */
    page: (endpointId: string, page: { limit: number; after?: string | undefined }): Promise<PageOf<Delivery>> =>
      table.page({ ...keys.webhookDeliveries(endpointId), descending: true, ...page }, Delivery),

    /** What happened from one time up to, and not at, another, the oldest first. */
    between: (endpointId: string, from: string, to: string, limit: number): Promise<Delivery[]> =>
      table.query(
        {
          pk: keys.webhookDeliveries(endpointId).pk,
          from: keys.webhookDelivery(endpointId, webhookIdsAt(from)).sk,
          until: keys.webhookDelivery(endpointId, webhookIdsAt(to)).sk,
          limit,
        },
        Delivery,
      ),
  };
};

const expiresAt = ({ happenedAt }: Delivery) => Math.floor(Date.parse(happenedAt) / 1000) + KEPT_DAYS * 86_400;

const put = (delivery: Delivery, guard: Pick<Write, 'where' | 'names' | 'values'>): Write => ({
  put: {
    ...keys.webhookDelivery(delivery.endpointId, delivery.webhookId),
    entity: 'WebhookDelivery',
    ...delivery,
    expiresAt: expiresAt(delivery),
  },
  ...guard,
});

const unchanged = ({ revision }: Delivery) => ({ where: 'revision = :was', values: { ':was': revision } });

const pointer = (delivery: Delivery): Write[] => {
  const { endpointId, webhookId, dueAt } = delivery;
  if (dueAt === undefined) return [];
  const key = keys.dueDelivery(endpointId, dueAt, webhookId);
  return [{ put: { ...key, entity: 'DueWebhook', webhookId, dueAt, expiresAt: expiresAt(delivery) } }];
};

const withoutPointer = ({ endpointId, webhookId, dueAt }: Delivery): Write[] =>
  dueAt === undefined ? [] : [{ key: keys.dueDelivery(endpointId, dueAt, webhookId), remove: true }];

export type LaneStore = ReturnType<typeof laneStore>;

export const laneStore = (table: Pick<Table, 'get' | 'query' | 'transact'>) => ({
  get: (endpointId: string) => table.get(keys.webhookLane(endpointId), Lane),

  /**
   * Says that there is something to do now. Where that is known already nothing is written: whoever takes the lane reads what is
   * due afterwards.
   */
  wake: ({ programId, endpointId }: Pick<Lane, 'programId' | 'endpointId'>, now: Date) =>
    wins(table, {
      key: keys.webhookLane(endpointId),
      update:
        'SET entity = :entity, programId = :program, endpointId = :endpoint, wakes = if_not_exists(wakes, :none) + :one, waitingFor = :lane, waitingSince = :now',
      where: 'attribute_not_exists(waitingSince) OR waitingSince > :now',
      values: {
        ':entity': 'WebhookLane',
        ':program': programId,
        ':endpoint': endpointId,
        ':none': 0,
        ':one': 1,
        ':lane': waitingFor.webhookLane(),
        ':now': now.toISOString(),
      },
    }),

  /** The lane, to whoever gets it: undefined while somebody else has it. It is left by `leave`, or when the lease ends. */
  async take(endpointId: string, now: Date): Promise<(Lane & { leaseUntil: string }) | undefined> {
    const leaseUntil = leaseFrom(now).toISOString();
    const taken = await wins(table, {
      key: keys.webhookLane(endpointId),
      update: 'SET leaseUntil = :until, waitingFor = :lane, waitingSince = :until',
      where: 'attribute_exists(pk) AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now)',
      values: { ':until': leaseUntil, ':lane': waitingFor.webhookLane(), ':now': now.toISOString() },
    });
    const lane = taken ? await table.get(keys.webhookLane(endpointId), Lane) : undefined;
    return lane?.leaseUntil === leaseUntil ? { ...lane, leaseUntil } : undefined;
  },

  /**
   * Leaves the lane asleep until then, for good without a time. False, and nothing is left, when somebody has said meanwhile that
   * there is something to do, or the lease had ended.
   */
  leave: ({ endpointId, ...lane }: Lane & { leaseUntil: string }, health: Health, left: Left) => {
    const { until, pausedUntil } = left;
    const sets = ['health = :health', ...(until ? ['waitingSince = :next'] : []), ...(pausedUntil ? [PAUSED] : [])];
    const removes = ['leaseUntil', ...(pausedUntil ? [] : ['pausedUntil']), ...(until ? [] : WAITING)];
    return wins(table, {
      key: keys.webhookLane(endpointId),
      update: `SET ${sets.join(', ')} REMOVE ${removes.join(', ')}`,
      where: `leaseUntil = :mine${left.whateverCame ? '' : ' AND wakes = :wakes'}`,
      values: {
        ':health': health,
        ':mine': lane.leaseUntil,
        ...(!left.whateverCame && { ':wakes': lane.wakes }),
        ...(until && { ':next': until }),
        ...(pausedUntil && { ':paused': pausedUntil }),
      },
    });
  },

  /** The lanes in which there is something to do until then, longest waiting first. */
  due: (until: Date, limit: number) => table.query({ ...DUE_LANES, until: until.toISOString(), limit }, DueLane),
});

export interface Left {
  until?: string | undefined;
  pausedUntil?: string | undefined;
  /** Also when somebody has said meanwhile that there is something to do. */
  whateverCame?: boolean;
}

const PAUSED = 'pausedUntil = :paused';
const WAITING = [indexes.waiting.pk, indexes.waiting.sk];
const DUE_LANES = { pk: waitingFor.webhookLane(), index: indexes.waiting };
const DueLane = Lane.pick({ programId: true, endpointId: true }).extend({ waitingSince: z.iso.datetime() });
