import * as z from 'zod';
import { publicEvents } from '../../events/public-events.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { guardedPost } from '../platform/outbound/guarded-post.ts';
import { kmsSealer } from '../platform/seal.ts';
import { now, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { deliveryStore, laneStore } from './deliveries/delivery-store.ts';
import { sendDelivery } from './deliveries/send-delivery.ts';
import { tellEndpoints } from './deliveries/tell-endpoints.ts';
import { endpointSecrets } from './endpoints/endpoint-secrets.ts';
import { endpointStore } from './endpoints/endpoint-store.ts';
import { hashSpread } from './lanes/spread.ts';
import { onWake, wakesInto } from './lanes/wakes.ts';
import { workLane } from './lanes/work-lane.ts';

const env = readEnv({ TABLE_NAME: z.string(), PUBLIC_URL: z.url(), SECRETS_KEY_ID: z.string(), QUEUE_URL: z.url() });
const table = ledgerTable(env.TABLE_NAME);
const stores = { endpoints: endpointStore(table, stamp), deliveries: deliveryStore(table), lanes: laneStore(table) };
const secrets = endpointSecrets(kmsSealer(env.SECRETS_KEY_ID));
const send = sendDelivery({ post: guardedPost(), secrets, now });
const work = workLane({ ...stores, send, wake: wakesInto(env.QUEUE_URL), spread: hashSpread, now });
const tell = tellEndpoints({ ...stores, work, publicUrl: env.PUBLIC_URL, now });

export const handler = consume(onWake(work), ...publicEvents.map((event) => on(event, tell(event))));
