import * as z from 'zod';
import { AwardDeclined } from '../../events/award-declined.ts';
import { BadgeAwarded } from '../../events/badge-awarded.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { markAwarded } from './mark-awarded.ts';
import { submissionStore } from './store.ts';

const env = readEnv({ TABLE_NAME: z.string() });
const submissions = submissionStore(ledgerTable(env.TABLE_NAME), stamp);

const done = markAwarded({ submissions, now: stamp.now });

export const handler = consume(on(BadgeAwarded, done), on(AwardDeclined, done));
