import * as z from 'zod';
import { publicEvents } from '../../events/public-events.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { guardedPost } from '../platform/outbound/guarded-post.ts';
import { kmsSealer } from '../platform/seal.ts';
import { now, stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { deliveryStore, laneStore } from './delivery-store.ts';
import { endpointSecrets } from './endpoint-secrets.ts';
import { endpointStore } from './endpoint-store.ts';
import { sendDelivery } from './send-delivery.ts';
import { hashSpread } from './spread.ts';
import { tellEndpoints } from './tell-endpoints.ts';
import { onWake, wakesInto } from './wakes.ts';
import { workLane } from './work-lane.ts';

const env = readEnv({ TABLE_NAME: z.string(), PUBLIC_URL: z.url(), SECRETS_KEY_ID: z.string(), QUEUE_URL: z.url() });
const table = ledgerTable(env.TABLE_NAME);
const stores = { endpoints: endpointStore(table, stamp), deliveries: deliveryStore(table), lanes: laneStore(table) };
const secrets = endpointSecrets(kmsSealer(env.SECRETS_KEY_ID));
const send = sendDelivery({ post: guardedPost(), secrets, now });
const work = workLane({ ...stores, send, wake: wakesInto(env.QUEUE_URL), spread: hashSpread, now });
const tell = tellEndpoints({ ...stores, work, publicUrl: env.PUBLIC_URL, now });

export const handler = consume(onWake(work), ...publicEvents.map((event) => on(event, tell(event))));
