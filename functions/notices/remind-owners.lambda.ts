import middy from '@middy/core';
import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { remindOwners } from './reminders/remind-owners.ts';

const remind = remindOwners(postOffice(readEnv(postOfficeEnv)));

/** What the schedule sends: the time it fired for, so that a late or repeated run decides alike. */
const Tick = z.object({ time: z.iso.datetime() });

export const handler = middy<unknown>().handler(async (event) => remind(new Date(Tick.parse(event).time)));
