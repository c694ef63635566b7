/** DynamoDB for the outbox: which events wait for the relay, and that one no longer does. */
import { EventItem } from '../platform/table/event-item.ts';
import { indexes, waitingFor } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';

export type Outbox = ReturnType<typeof outbox>;

export const outbox = (table: Pick<Table, 'query' | 'transact'>) => ({
  /** The events written up to `until` that nobody has put on the bus, oldest first, at most `limit` of each shard. */
  async waitingSince(until: Date, limit: number): Promise<EventItem[]> {
    const pages = waitingFor
      .relayShards()
      .map((pk) => table.query({ pk, until: until.toISOString(), index: indexes.waiting, limit }, EventItem));
    return (await Promise.all(pages)).flat();
  },
  /** Takes the event out of the waiting index. A replay finds it gone already, which is as good. */
  relayed: ({ pk, sk }: EventItem) =>
    table.transact([{ key: { pk, sk }, update: 'REMOVE waitingFor, waitingSince', where: 'attribute_exists(pk)' }]),
});
