import * as z from 'zod';
import { BadgeRevoked } from '../../events/badge-revoked.ts';
import { EvidenceApproved } from '../../events/evidence-approved.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { programReader } from '../programs/read.ts';
import { awardBadge } from './award-badge.ts';
import { releaseBadge } from './release-badge.ts';
import { awardStore } from './store.ts';

const env = readEnv({ TABLE_NAME: z.string() });
const table = ledgerTable(env.TABLE_NAME);
const awards = awardStore(table, stamp);

export const handler = consume(
  on(EvidenceApproved, awardBadge({ awards, programs: programReader(table), ...stamp })),
  on(BadgeRevoked, releaseBadge({ awards })),
);
