import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId } from './ids.ts';

/** by-hand: by the owner or the deputy. gone: it answered 410. failing: for five days it took nothing. */
export const DisablingReason = z.enum(['by-hand', 'gone', 'failing']);
export type DisablingReason = z.infer<typeof DisablingReason>;

/** Nothing is sent to a webhook endpoint any more. */
export const WebhookEndpointDisabled = defineEvent(
  'webhook-endpoint.disabled',
  1,
  z.object({ endpointId: z.uuid(), reason: DisablingReason, disabledBy: EmployeeId.optional() }),
  { summary: 'Nothing is sent to a webhook endpoint any more.', key: (data) => data.endpointId },
);
