/** One try: signed anew by every live secret, posted once, and what came of it. */
import type { GuardedPost } from '../../platform/outbound/guarded-post.ts';
import type { Now } from '../../platform/stamp.ts';
import { webhookSignature } from '../../platform/webhook-signature.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointSecrets } from '../endpoints/endpoint-secrets.ts';
import type { Delivery } from './delivery.ts';
import { outcomeOf, pauseOf, type Tried } from './delivery-model.ts';

export interface Sending {
  post: GuardedPost;
  secrets: EndpointSecrets;
  now: Now;
}

export type Send = (endpoint: Endpoint, delivery: Delivery) => Promise<Tried>;

/** Throws `Unavailable` where it could not be signed; whatever the endpoint does is an answer. */
export const sendDelivery =
  ({ post, secrets, now }: Sending): Send =>
  async (endpoint, { webhookId, body }) => {
    const begun = now();
    const timestamp = String(Math.floor(begun.getTime() / 1000));
    const live = await secrets.live(endpoint, begun);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Accolade-Webhooks',
      'webhook-id': webhookId,
      'webhook-timestamp': timestamp,
      'webhook-signature': live.map((secret) => webhookSignature(secret, { webhookId, timestamp, body })).join(' '),
    };
    const answer = await post(endpoint.url, headers, body);
    const ended = now();
    const tried = { at: begun.toISOString(), milliseconds: Math.max(0, ended.getTime() - begun.getTime()) };
    if (!answer.ok) return { ...tried, outcome: answer.why };
    const { status, retryAfter, excerpt } = answer;
    const outcome = outcomeOf(status);
    const pause = outcome === 'busy' ? pauseOf(retryAfter, ended) : undefined;
    return { ...tried, outcome, status, ...(excerpt && { excerpt }), pause };
  };
