import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId } from './ids.ts';

/** The owner or the deputy named a system that is told of what happens: a privileged act, kept for whoever audits. */
export const WebhookEndpointAdded = defineEvent(
  'webhook-endpoint.added',
  1,
  z.object({ endpointId: z.uuid(), addedBy: EmployeeId }),
  {
    summary: 'The owner or the deputy named a system that is told of what happens.',
    key: (data) => data.endpointId,
  },
);
