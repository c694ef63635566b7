import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId } from './ids.ts';

/** The owner or the deputy enabled a webhook endpoint again. */
export const WebhookEndpointEnabled = defineEvent(
  'webhook-endpoint.enabled',
  1,
  z.object({ endpointId: z.uuid(), enabledBy: EmployeeId }),
  { summary: 'The owner or the deputy enabled a webhook endpoint again.', key: (data) => data.endpointId },
);
