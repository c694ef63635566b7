import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId } from './ids.ts';

/** The owner or the deputy removed a webhook endpoint, with all that waited for it. */
export const WebhookEndpointRemoved = defineEvent(
  'webhook-endpoint.removed',
  1,
  z.object({ endpointId: z.uuid(), removedBy: EmployeeId }),
  { summary: 'The owner or the deputy removed a webhook endpoint.', key: (data) => data.endpointId },
);
