/** What the owner and the deputy do with endpoints. Each is a privileged act, and an event in the history of the program. */
import type { Cause } from '../platform/draft-event.ts';
import { notFound } from '../platform/errors.ts';
import type { Sealer } from '../platform/seal.ts';
import type { NewId, Now } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import { newWebhookSecret } from '../platform/webhook-signature.ts';
import type { Endpoint, Webhooks } from './endpoint.ts';
import { added, type Change, changed, disabled, enabled, removed, rotated, type Settings } from './endpoint-model.ts';
import { sealSecret } from './endpoint-secrets.ts';
import type { EndpointStore } from './endpoint-store.ts';

export interface Managing {
  endpoints: EndpointStore;
  sealer: Pick<Sealer, 'seal'>;
  newId: NewId;
  now: Now;
}

/** On whose behalf. */
export interface Acting {
  by: string;
  cause: Cause;
}

/** With the secret, which can be read here and never again. Throws `webhook-endpoints-full`. */
export const addEndpoint = async (
  { endpoints, sealer, newId, now }: Managing,
  settings: Settings,
  { by, cause }: Acting,
): Promise<{ endpoint: Endpoint; secret: string }> => {
  const { programId } = cause;
  const endpointId = newId();
  const secret = newWebhookSecret();
  const sealed = await sealSecret(sealer, secret, { programId, endpointId });
  return decideAgain(async () => {
    const change = added(await endpoints.webhooks(programId), { ...settings, endpointId, sealed, now: now(), by });
    await endpoints.save(change, cause);
    return { endpoint: change.endpoint, secret };
  });
};

/** Reads, decides and writes; where there is nothing to write, the endpoint stays as it is. Throws 404. */
const change = (
  { endpoints }: Pick<Managing, 'endpoints'>,
  endpointId: string,
  { cause }: Acting,
  decide: (webhooks: Webhooks, endpoint: Endpoint) => Change | undefined,
): Promise<Endpoint> =>
  decideAgain(async () => {
    const webhooks = await endpoints.webhooks(cause.programId);
    const endpoint = await endpoints.endpoint(cause.programId, endpointId);
    if (!endpoint) throw notFound('webhook endpoint');
    const decided = decide(webhooks, endpoint);
    if (!decided) return endpoint;
    await endpoints.save(decided, cause);
    return decided.endpoint;
  });

export const changeEndpoint = (managing: Managing, endpointId: string, settings: Settings, acting: Acting) =>
  change(managing, endpointId, acting, (webhooks, endpoint) =>
    changed(webhooks, endpoint, settings, managing.now(), acting.by),
  );

export const switchEndpoint = (managing: Managing, endpointId: string, on: boolean, acting: Acting) =>
  change(managing, endpointId, acting, (webhooks, endpoint) =>
    on
      ? enabled(webhooks, endpoint, managing.now(), acting.by)
      : disabled(webhooks, endpoint, managing.now(), { reason: 'by-hand', by: acting.by }),
  );

export const removeEndpoint = (managing: Managing, endpointId: string, acting: Acting) =>
  change(managing, endpointId, acting, (webhooks, endpoint) => removed(webhooks, endpoint, acting.by));

/** The new secret, which can be read here and never again, and until when the one before it signs too. */
export const rotateSecret = async (managing: Managing, endpointId: string, acting: Acting) => {
  const { sealer, now } = managing;
  const secret = newWebhookSecret();
  const sealed = await sealSecret(sealer, secret, { programId: acting.cause.programId, endpointId });
  const endpoint = await change(managing, endpointId, acting, (webhooks, found) =>
    rotated(webhooks, found, sealed, now(), acting.by),
  );
  return { secret, previousUntil: endpoint.secrets[1]?.until };
};
