import middy from '@middy/core';
import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { settleNotices } from './settle-notices.ts';

const settle = settleNotices(postOffice(readEnv(postOfficeEnv)));

/** What the schedule sends: the time it fired for, so that a late or repeated run decides alike. */
const Tick = z.object({ time: z.iso.datetime() });

export const handler = middy<unknown>().handler(async (event) => settle(new Date(Tick.parse(event).time)));
