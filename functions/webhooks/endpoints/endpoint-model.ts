/** What may become of the endpoints of a program. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { announcedEvents } from '../../../events/public-events.ts';
import type { DisablingReason } from '../../../events/webhook-endpoint-disabled.ts';
import { Refused } from '../../platform/errors.ts';
import type { Endpoint, PublicType, Secret, Webhooks } from './endpoint.ts';

/** Each is asked for with every event. */
export const MOST_ENDPOINTS = 10;
/** For how long the secret before the newest signs too: long enough for a person to change it on the other side. */
export const OVERLAP_HOURS = 24;

export type Settings = Pick<Endpoint, 'url' | 'description' | 'events'>;

/** What is told of a change: the event that is written beside it. */
export type Told =
  | { event: 'added' | 'enabled' | 'removed'; by: string }
  | { event: 'changed'; what: 'settings' | 'secret'; by: string }
  | { event: 'disabled'; reason: DisablingReason; by?: string };

export interface Change {
  webhooks: Webhooks;
  endpoint: Endpoint;
  told: Told;
}

export const noWebhooks = (programId: string): Webhooks => ({ programId, endpoints: 0, sequence: 0 });

const next = (webhooks: Webhooks, endpoints = webhooks.endpoints): Webhooks => ({
  ...webhooks,
  endpoints,
  sequence: webhooks.sequence + 1,
});

/** Throws `webhook-endpoints-full` where a program has as many as it may. */
export const demandRoom = ({ endpoints }: Webhooks): void => {
  if (endpoints < MOST_ENDPOINTS) return;
  throw new Refused('webhook-endpoints-full', {
    message: `A program has at most ${MOST_ENDPOINTS} webhook endpoints. Remove one that is not needed any more.`,
  });
};

/** Throws `webhook-endpoints-full`. */
export const added = (
  webhooks: Webhooks,
  { sealed, now, by, ...given }: Settings & { endpointId: string; sealed: string; now: Date; by: string },
): Change => {
  demandRoom(webhooks);
  const { programId } = webhooks;
  const at = now.toISOString();
  const endpoint: Endpoint = { programId, ...given, secrets: [{ sealed }], addedAt: at, since: at };
  return { webhooks: next(webhooks, webhooks.endpoints + 1), endpoint, told: { event: 'added', by } };
};

/** Undefined where it is so already. */
export const changed = (
  webhooks: Webhooks,
  endpoint: Endpoint,
  { url, description, events }: Settings,
  now: Date,
  by: string,
): Change | undefined => {
  const settings = { url, description, events };
  const same = (Object.keys(settings) as (keyof Settings)[]).every((name) =>
    isDeepStrictEqual(settings[name], endpoint[name]),
  );
  if (same) return undefined;
  return {
    webhooks: next(webhooks),
    // What is known of one address says nothing of another.
    endpoint: { ...endpoint, ...settings, ...(url !== endpoint.url && { since: now.toISOString() }) },
    told: { event: 'changed', what: 'settings', by },
  };
};

/** The newest signs from now on, and for a day the one before it too; one older than that does not any more. */
export const rotated = (webhooks: Webhooks, endpoint: Endpoint, sealed: string, now: Date, by: string): Change => {
  const until = new Date(now.getTime() + OVERLAP_HOURS * 3_600_000).toISOString();
  const [newest] = endpoint.secrets;
  const secrets = [{ sealed }, ...(newest ? [{ ...newest, until }] : [])];
  return {
    webhooks: next(webhooks),
    endpoint: { ...endpoint, secrets },
    told: { event: 'changed', what: 'secret', by },
  };
};

/** Those that sign at a time, the newest first. */
export const live = ({ secrets }: Endpoint, now: Date): Secret[] =>
  secrets.filter(({ until }) => until === undefined || Date.parse(until) > now.getTime());

/** Undefined where it is so already. */
export const enabled = (webhooks: Webhooks, endpoint: Endpoint, now: Date, by: string): Change | undefined => {
  if (!endpoint.disabled) return undefined;
  const { disabled: _, ...rest } = endpoint;
  const since = now.toISOString();
  return { webhooks: next(webhooks), endpoint: { ...rest, since }, told: { event: 'enabled', by } };
};

/** Undefined where it is so already: the first reason stays. */
export const disabled = (
  webhooks: Webhooks,
  endpoint: Endpoint,
  now: Date,
  why: { reason: DisablingReason; by?: string },
): Change | undefined =>
  endpoint.disabled
    ? undefined
    : {
        webhooks: next(webhooks),
        endpoint: { ...endpoint, since: now.toISOString(), disabled: why },
        told: { event: 'disabled', ...why },
      };

export const removed = (webhooks: Webhooks, endpoint: Endpoint, by: string): Change => ({
  webhooks: next(webhooks, webhooks.endpoints - 1),
  endpoint,
  told: { event: 'removed', by },
});

const ANNOUNCED: readonly string[] = announcedEvents.map(({ type }) => type);

/** Whether an endpoint is told of events of this type. Of learning only where it was asked for by name. */
export const hears = ({ events }: Pick<Endpoint, 'events'>, type: PublicType): boolean =>
  events ? events.includes(type) : ANNOUNCED.includes(type);
