/** The one address that district systems post to. */
import { defineRoutes } from '../platform/http/route.ts';

export const postRoutes = defineRoutes({
  receivePost: {
    method: 'POST',
    path: '/v1/hooks/{sourceId}',
    summary: 'Takes a post of a source, in the format of the source (Standard Webhooks 1.0, unless it says otherwise).',
    access: 'signed',
    body: { kind: 'raw' },
    answers: {
      202: 'Accepted: a submission, kept, or in quarantine with its reason.',
      200: 'The same post as before, with its first receipt.',
      400: 'The body is empty, not JSON, or not an object.',
      401: 'The signature does not hold, the timestamp is stale, or there is no such source.',
      409: 'The webhook-id was used for another body.',
      413: 'The body is over 262,144 bytes.',
      415: 'The body is not declared as JSON.',
      429: 'The source sends more than its limit; `retry-after` says when the next minute begins.',
      503: 'The public keys of the sender cannot be read now.',
    },
  },
});
