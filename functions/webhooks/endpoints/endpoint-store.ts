/** DynamoDB for the endpoints of a program: with `delivery-store.ts`, the only files of this capability with expressions. */
import { WebhookEndpointAdded } from '../../../events/webhook-endpoint-added.ts';
import { WebhookEndpointChanged } from '../../../events/webhook-endpoint-changed.ts';
import { WebhookEndpointDisabled } from '../../../events/webhook-endpoint-disabled.ts';
import { WebhookEndpointEnabled } from '../../../events/webhook-endpoint-enabled.ts';
import { WebhookEndpointRemoved } from '../../../events/webhook-endpoint-removed.ts';
import { type Cause, draftEvent, type EventDraft } from '../../platform/draft-event.ts';
import type { Stamp } from '../../platform/stamp.ts';
import { eventWrite } from '../../platform/table/event-item.ts';
import { keys } from '../../platform/table/keys.ts';
import type { Table } from '../../platform/table/table.ts';
import { isNew, type Write } from '../../platform/table/transact.ts';
import { webhookReader } from '../read.ts';
import { type Endpoint, Webhooks } from './endpoint.ts';
import { type Change, noWebhooks, type Told } from './endpoint-model.ts';

export type EndpointStore = ReturnType<typeof endpointStore>;

export const endpointStore = (table: Pick<Table, 'get' | 'query' | 'transact'>, stamp: Stamp) => ({
  ...webhookReader(table),

  /** To be read before the endpoint that is changed: whoever comes in between makes the change `Stale`. */
  webhooks: async (programId: string): Promise<Webhooks> =>
    (await table.get(keys.webhooks(programId), Webhooks)) ?? noWebhooks(programId),

  /** Writes what was decided, and the event that tells of it. `Stale` when anything of the program's changed meanwhile. */
  save({ webhooks, endpoint, told }: Change, cause: Cause) {
    const { programId, sequence } = webhooks;
    const key = keys.webhooks(programId);
    const guard =
      sequence === 1 ? isNew : { where: '#sequence = :was', names: NAMES, values: { ':was': sequence - 1 } };
    return table.transact([
      { put: { ...key, entity: 'Webhooks', ...webhooks }, ...guard },
      ...writesOf(endpoint, told),
      eventWrite(key, sequence, eventOf(endpoint, told, cause, stamp)),
    ]);
  },
});

const NAMES = { '#sequence': 'sequence' };

/** With a removed endpoint goes its lane. What was sent is forgotten by itself. */
const writesOf = (endpoint: Endpoint, { event }: Told): Write[] => {
  const key = keys.webhookEndpoint(endpoint.programId, endpoint.endpointId);
  if (event !== 'removed') return [{ put: { ...key, entity: 'WebhookEndpoint', ...endpoint } }];
  return [
    { key, remove: true },
    { key: keys.webhookLane(endpoint.endpointId), remove: true },
  ];
};

const eventOf = ({ endpointId }: Endpoint, told: Told, cause: Cause, stamp: Stamp): EventDraft => {
  switch (told.event) {
    case 'added':
      return draftEvent(WebhookEndpointAdded, { endpointId, addedBy: told.by }, cause, stamp);
    case 'changed':
      return draftEvent(WebhookEndpointChanged, { endpointId, what: told.what, changedBy: told.by }, cause, stamp);
    case 'enabled':
      return draftEvent(WebhookEndpointEnabled, { endpointId, enabledBy: told.by }, cause, stamp);
    case 'disabled': {
      const { reason, by } = told;
      return draftEvent(WebhookEndpointDisabled, { endpointId, reason, ...(by && { disabledBy: by }) }, cause, stamp);
    }
    case 'removed':
      return draftEvent(WebhookEndpointRemoved, { endpointId, removedBy: told.by }, cause, stamp);
  }
};
