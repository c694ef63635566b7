import * as z from 'zod';
import { consume } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { now } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { claimStore } from './claims/claim-store.ts';
import { noteSending } from './claims/note-sending.ts';
import { suppressionStore } from './claims/suppression.ts';

const env = readEnv({ TABLE_NAME: z.string() });
const table = ledgerTable(env.TABLE_NAME);

export const handler = consume(
  ...noteSending({ claims: claimStore(table), suppressions: suppressionStore(table), now }),
);
