/** The only caller of `PutEvents`. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SOURCE } from '../../events/define-event.ts';
import type { EventItem } from '../platform/table/event-item.ts';

/** PutEvents takes ten entries a call (EventBridge quota). */
const ENTRIES = 10;

export interface EventBus {
  /** Puts the events on the bus and tells which were taken: a call that succeeds may still have failed entries. */
  put(events: readonly EventItem[]): Promise<{ taken: EventItem[]; failed: EventItem[] }>;
}

export const eventBus = (busName: string, client = new EventBridgeClient({})): EventBus => ({
  async put(events) {
    const taken: EventItem[] = [];
    const failed: EventItem[] = [];
    for (let at = 0; at < events.length; at += ENTRIES) {
      const batch = events.slice(at, at + ENTRIES);
      const { Entries = [] } = await client.send(
        new PutEventsCommand({ Entries: batch.map((event) => entry(busName, event)) }),
      );
      for (const [index, event] of batch.entries()) (Entries[index]?.EventId ? taken : failed).push(event);
    }
    return { taken, failed };
  },
});

const entry = (EventBusName: string, { detailType, detail }: EventItem) => ({
  EventBusName,
  Source: SOURCE,
  DetailType: detailType,
  Detail: JSON.stringify(detail),
  Time: new Date(detail.metadata.time),
});
