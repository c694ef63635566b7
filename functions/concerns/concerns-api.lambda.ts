import * as z from 'zod';
import { credentialReader } from '../credentials/read.ts';
import { readEnv } from '../platform/env.ts';
import { http } from '../platform/http/http.ts';
import { stamp } from '../platform/stamp.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { programReader } from '../programs/read.ts';
import { concernsApi } from './concerns-api.ts';
import { concernRoutes } from './routes.ts';
import { concernStore } from './store.ts';

const env = readEnv({ TABLE_NAME: z.string() });
const table = ledgerTable(env.TABLE_NAME);

export const handler = http(
  concernRoutes,
  concernsApi({
    concerns: concernStore(table, stamp),
    credentials: credentialReader(table),
    programs: programReader(table),
    ...stamp,
  }),
);
