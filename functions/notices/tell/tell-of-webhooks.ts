/** Hears `webhook-endpoint.disabled`: the owner is told, unless a person did it by hand. */
import type { DetailOf } from '../../../events/define-event.ts';
import type { WebhookEndpointDisabled } from '../../../events/webhook-endpoint-disabled.ts';
import type { Tell } from './tell.ts';

export const tellOfWebhooks = ({ tell }: { tell: Tell }) => ({
  async disabled({ metadata, data: { endpointId, reason } }: DetailOf<typeof WebhookEndpointDisabled>) {
    if (reason === 'by-hand') return;
    await tell({ kind: 'webhook-disabled', programId: metadata.programId, endpointId, eventId: metadata.id });
  },
});
