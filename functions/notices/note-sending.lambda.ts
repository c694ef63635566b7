import * as z from 'zod';
import { consume } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { now } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { noteSending } from './note-sending.ts';
import { claimStore } from './store.ts';

const env = readEnv({ TABLE_NAME: z.string() });

export const handler = consume(...noteSending({ claims: claimStore(ledgerTable(env.TABLE_NAME)), now }));
