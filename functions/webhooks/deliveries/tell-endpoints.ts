/** Hears what endpoints may be told of: begins a delivery for each that asked for it, and sends. */
import type { DetailOf, EventDefinition } from '../../../events/define-event.ts';
import type { publicEvents } from '../../../events/public-events.ts';
import type { Now } from '../../platform/stamp.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { hears } from '../endpoints/endpoint-model.ts';
import type { Wake } from '../lanes/wakes.ts';
import type { WebhookReader } from '../read.ts';
import { webhookIdOf } from './delivery.ts';
import { enlisted } from './delivery-model.ts';
import type { DeliveryStore, LaneStore } from './delivery-store.ts';
import { payloadOf } from './payload.ts';

export interface Telling {
  endpoints: Pick<WebhookReader, 'endpoints'>;
  deliveries: Pick<DeliveryStore, 'begin'>;
  lanes: Pick<LaneStore, 'wake'>;
  work: (wake: Wake) => Promise<void>;
  /** Without a trailing slash. */
  publicUrl: string;
  now: Now;
}

type PublicEvent = (typeof publicEvents)[number];

/**
 * Heard twice, it begins nothing twice. What is begun for a disabled endpoint is not sent; it can be replayed once the endpoint is
 * enabled.
 */
export const tellEndpoints =
  ({ endpoints, deliveries, lanes, work, publicUrl, now }: Telling) =>
  (event: PublicEvent) =>
  async ({ metadata, data }: DetailOf<EventDefinition>): Promise<void> => {
    const { programId } = metadata;
    const body = payloadOf(publicUrl, event.type, { metadata, data: data as never });
    const hearing = (await endpoints.endpoints(programId)).filter((endpoint) => hears(endpoint, event.type));
    const tell = async ({ endpointId }: Endpoint) => {
      const about = { programId, endpointId, type: event.type, body, happenedAt: metadata.time };
      await deliveries.begin(enlisted({ webhookId: webhookIdOf(endpointId, metadata), ...about }, now()));
      await lanes.wake({ programId, endpointId }, now());
      await work({ programId, endpointId });
    };
    const told = await Promise.allSettled(hearing.map(tell));
    for (const one of told) if (one.status === 'rejected') throw one.reason;
  };
