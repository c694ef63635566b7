import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId } from './ids.ts';

/** What of it: its address, description or filter; or its secret, beside which the one before is good for another day. */
const What = z.enum(['settings', 'secret']);

/** The owner or the deputy changed a webhook endpoint. */
export const WebhookEndpointChanged = defineEvent(
  'webhook-endpoint.changed',
  1,
  z.object({ endpointId: z.uuid(), what: What, changedBy: EmployeeId }),
  {
    summary: 'The owner or the deputy changed the settings or the secret of a webhook endpoint.',
    key: (data) => data.endpointId,
  },
);
