import middy from '@middy/core';
import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { now } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { laneStore } from './deliveries/delivery-store.ts';
import { wakeLanes } from './lanes/wake-lanes.ts';
import { wakesInto } from './lanes/wakes.ts';

const env = readEnv({ TABLE_NAME: z.string(), WAKES_URL: z.url() });

const wake = wakeLanes({ lanes: laneStore(ledgerTable(env.TABLE_NAME)), wake: wakesInto(env.WAKES_URL), now });

export const handler = middy<unknown>().handler(wake);
