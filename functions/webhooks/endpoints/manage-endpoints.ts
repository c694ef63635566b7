/** What the owner and the deputy do with endpoints. Each is a privileged act, and an event in the history of the program. */
import type { Cause } from '../../platform/draft-event.ts';
import { notFound, Refused } from '../../platform/errors.ts';
import type { Sealer } from '../../platform/seal.ts';
import type { NewId, Now } from '../../platform/stamp.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import { newWebhookSecret } from '../../platform/webhook-signature.ts';
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
  /**
   * The number of the last change that a person saw. A form that comes again, because a page with a secret was loaded anew, then
   * adds nothing and takes no secret out of use. Without it: whatever was changed.
   */
  seen?: number | undefined;
}

/** Throws `webhooks-changed`. */
const demandSeen = ({ sequence }: Webhooks, { seen }: Acting): void => {
  if (seen === undefined || seen === sequence) return;
  throw new Refused('webhooks-changed', {
    message: 'The webhooks were changed since the page was opened, maybe by this form. Open the page again and look.',
  });
};

/** With the secret, which can be read here and never again. Throws `webhook-endpoints-full`, `webhooks-changed`. */
export const addEndpoint = async (
  { endpoints, sealer, newId, now }: Managing,
  settings: Settings,
  acting: Acting,
): Promise<{ endpoint: Endpoint; secret: string }> => {
  const { by, cause } = acting;
  const { programId } = cause;
  const endpointId = newId();
  const secret = newWebhookSecret();
  const sealed = await sealSecret(sealer, secret, { programId, endpointId });
  return decideAgain(async () => {
    const webhooks = await endpoints.webhooks(programId);
    demandSeen(webhooks, acting);
    const change = added(webhooks, { ...settings, endpointId, sealed, now: now(), by });
    await endpoints.save(change, cause);
    return { endpoint: change.endpoint, secret };
  });
};

/** Of this program: the id of another's leads to nothing. Throws 404. */
export const demandEndpoint = async (
  endpoints: Pick<EndpointStore, 'endpoint'>,
  programId: string,
  endpointId: string,
): Promise<Endpoint> => {
  const endpoint = await endpoints.endpoint(programId, endpointId);
  if (!endpoint) throw notFound('webhook endpoint');
  return endpoint;
};

/** Reads, decides and writes; where there is nothing to write, the endpoint stays as it is. Throws 404, `webhooks-changed`. */
const change = (
  { endpoints }: Pick<Managing, 'endpoints'>,
  endpointId: string,
  acting: Acting,
  decide: (webhooks: Webhooks, endpoint: Endpoint) => Change | undefined,
): Promise<Endpoint> =>
  decideAgain(async () => {
    const { cause } = acting;
    const webhooks = await endpoints.webhooks(cause.programId);
    demandSeen(webhooks, acting);
    const endpoint = await demandEndpoint(endpoints, cause.programId, endpointId);
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

/** With the new secret, which can be read here and never again. */
export const rotateSecret = async (managing: Managing, endpointId: string, acting: Acting) => {
  const { sealer, now } = managing;
  const secret = newWebhookSecret();
  const sealed = await sealSecret(sealer, secret, { programId: acting.cause.programId, endpointId });
  const endpoint = await change(managing, endpointId, acting, (webhooks, found) =>
    rotated(webhooks, found, sealed, now(), acting.by),
  );
  return { endpoint, secret };
};
