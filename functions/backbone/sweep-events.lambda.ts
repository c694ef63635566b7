import middy from '@middy/core';
import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { eventBus } from './event-bus.ts';
import { outbox } from './outbox.ts';
import { sweep } from './relay-events.ts';

const env = readEnv({ TABLE_NAME: z.string(), BUS_NAME: z.string() });
const run = sweep({ bus: eventBus(env.BUS_NAME), outbox: outbox(ledgerTable(env.TABLE_NAME)) });

/** What the schedule sends: the time it fired for, so that a late or repeated run decides alike. */
const Tick = z.object({ time: z.iso.datetime() });

export const handler = middy<unknown>().handler(async (event) => {
  const swept = await run(new Date(Tick.parse(event).time));
  if (swept > 0) log.warn('events-swept', { swept });
});
