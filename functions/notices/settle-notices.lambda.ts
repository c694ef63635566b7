import middy from '@middy/core';
import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { settleNotices } from './claims/settle-notices.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';

const settle = settleNotices(postOffice(readEnv(postOfficeEnv)));

/** What the schedule sends: the time it fired for, so that a late or repeated run decides alike. */
const Tick = z.object({ time: z.iso.datetime() });

export const handler = middy<unknown>().handler(async (event) => settle(new Date(Tick.parse(event).time)));
