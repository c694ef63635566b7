import middy from '@middy/core';
import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { newId, newSecretId } from '../platform/stamp.ts';
import { sendDigests } from './digests/send-digests.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';

const send = sendDigests({ ...postOffice(readEnv(postOfficeEnv)), newId, newSecretId });

/** What the schedule sends: the time it fired for, so that a late or repeated run decides alike. */
const Tick = z.object({ time: z.iso.datetime() });

export const handler = middy<unknown>().handler(async (event) => send(new Date(Tick.parse(event).time)));
