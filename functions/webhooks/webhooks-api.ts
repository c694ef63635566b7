/** The handlers of `webhookRoutes`. */
import type { Handlers, HttpRequest, Principal } from '../platform/http/route.ts';
import { asLead } from '../programs/read.ts';
import type { ApiCollaborators } from './collaborators.ts';
import type { Delivery } from './deliveries/delivery.ts';
import { replayFailed, replayOne, sendTest } from './deliveries/send-again.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import {
  type Acting,
  addEndpoint,
  changeEndpoint,
  demandEndpoint,
  removeEndpoint,
  rotateSecret,
  switchEndpoint,
} from './endpoints/manage-endpoints.ts';
import { webhooksPages } from './page/webhooks-pages.ts';
import type { webhookRoutes } from './routes.ts';

type Api = Handlers<typeof webhookRoutes>;
type Request = Pick<HttpRequest, 'correlationId' | 'traceparent'> & {
  params: { readonly programId: string };
  principal: Principal;
};

export const webhooksApi = (collaborators: ApiCollaborators): Api => ({
  ...ofEndpoints(collaborators),
  ...ofDeliveries(collaborators),
  ...webhooksPages(collaborators),
});

const acting = async (collaborators: ApiCollaborators, request: Request): Promise<Acting> => {
  const { params, principal, correlationId, traceparent } = request;
  const { member } = await asLead(collaborators, principal, params.programId);
  return { by: member.employeeId, cause: { programId: params.programId, correlationId, traceparent } };
};

const ofEndpoints = (
  collaborators: ApiCollaborators,
): Pick<
  Api,
  'addWebhook' | 'listWebhooks' | 'getWebhook' | 'changeWebhook' | 'removeWebhook' | 'rotateWebhookSecret'
> => ({
  async addWebhook({ body, ...request }) {
    const { endpoint, secret } = await addEndpoint(collaborators, body, await acting(collaborators, request));
    return { status: 201, json: { endpoint: await viewOf(collaborators, endpoint), secret } };
  },
  async listWebhooks(request) {
    await acting(collaborators, request);
    const endpoints = await collaborators.endpoints.endpoints(request.params.programId);
    return { status: 200, json: { endpoints: await Promise.all(endpoints.map((one) => viewOf(collaborators, one))) } };
  },
  async getWebhook(request) {
    return { status: 200, json: await viewOf(collaborators, await endpointOf(collaborators, request)) };
  },
  async changeWebhook({ body: { enabled, ...settings }, ...request }) {
    const { endpointId } = request.params;
    const by = await acting(collaborators, request);
    await changeEndpoint(collaborators, endpointId, settings, by);
    return {
      status: 200,
      json: await viewOf(collaborators, await switchEndpoint(collaborators, endpointId, enabled, by)),
    };
  },
  async removeWebhook(request) {
    await removeEndpoint(collaborators, request.params.endpointId, await acting(collaborators, request));
    return { status: 204 };
  },
  async rotateWebhookSecret(request) {
    const by = await acting(collaborators, request);
    const { endpoint, secret } = await rotateSecret(collaborators, request.params.endpointId, by);
    return { status: 201, json: { secret, previousUntil: endpoint.secrets[1]?.until } };
  },
});

const ofDeliveries = (
  collaborators: ApiCollaborators,
): Pick<Api, 'testWebhook' | 'listDeliveries' | 'replayDelivery' | 'replayDeliveries'> => ({
  async testWebhook(request) {
    const { webhookId } = await sendTest(collaborators, await endpointOf(collaborators, request));
    return { status: 202, json: { webhookId } };
  },
  async listDeliveries({ query, ...request }) {
    const { endpointId } = await endpointOf(collaborators, request);
    const { items, next } = await collaborators.deliveries.page(endpointId, query);
    return { status: 200, json: { deliveries: items.map(entryOf), next } };
  },
  async replayDelivery(request) {
    const { webhookId } = request.params;
    await replayOne(collaborators, await endpointOf(collaborators, request), webhookId);
    return { status: 202, json: { webhookId } };
  },
  async replayDeliveries({ body, ...request }) {
    return { status: 202, json: await replayFailed(collaborators, await endpointOf(collaborators, request), body) };
  },
});

type OfEndpoint = Request & { params: { readonly endpointId: string } };

const endpointOf = async (collaborators: ApiCollaborators, request: OfEndpoint): Promise<Endpoint> => {
  await acting(collaborators, request);
  const { programId, endpointId } = request.params;
  return demandEndpoint(collaborators.endpoints, programId, endpointId);
};

const viewOf = async ({ lanes }: Pick<ApiCollaborators, 'lanes'>, endpoint: Endpoint) => {
  const { endpointId, url, description, events, addedAt, since, disabled, secrets } = endpoint;
  const lane = await lanes.get(endpointId);
  return {
    ...{ endpointId, url, description, events, addedAt, since },
    ...{ enabled: disabled === undefined, disabled, previousSecretUntil: secrets[1]?.until },
    ...{ health: lane?.health, pausedUntil: lane?.pausedUntil },
  };
};

const entryOf = ({ webhookId, type, happenedAt, state, why, dueAt, tries, log, body }: Delivery) => ({
  ...{ webhookId, type, happenedAt, state, why },
  ...{ nextTry: dueAt, tries, log, payload: JSON.parse(body) },
});
