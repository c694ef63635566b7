import * as z from 'zod';
import { readEnv } from '../platform/env.ts';
import { http } from '../platform/http/http.ts';
import { ledgerTable } from '../platform/table/table.ts';
import { statusReader } from './read.ts';
import { statusRoutes } from './routes.ts';
import { statusApi } from './status-api.ts';

const env = readEnv({ TABLE_NAME: z.string(), PUBLIC_URL: z.url() });

export const handler = http(
  statusRoutes,
  statusApi({ status: statusReader(ledgerTable(env.TABLE_NAME)), publicUrl: env.PUBLIC_URL }),
);
