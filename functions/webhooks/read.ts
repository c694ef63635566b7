/** What other capabilities may read of outbound webhooks. */
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { Endpoint } from './endpoints/endpoint.ts';

export type WebhookReader = ReturnType<typeof webhookReader>;

export const webhookReader = (table: Pick<Table, 'get' | 'query'>) => ({
  endpoint: (programId: string, endpointId: string) => table.get(keys.webhookEndpoint(programId, endpointId), Endpoint),
  /** At most ten. */
  endpoints: (programId: string) => table.query(keys.webhookEndpoints(programId), Endpoint),
});
