/** The routes of outbound webhooks: for whoever answers for the program. */
import * as z from 'zod';
import { paging } from '../platform/http/paging.ts';
import { defineRoutes } from '../platform/http/route.ts';
import { SettingsBody } from './endpoints/endpoint-settings.ts';
import { PageForm } from './page/endpoint-form.ts';

const LEADS = 'For the owner and the deputy.';
const NONE = 'No such endpoint.';

const endpoint = '/v1/programs/{programId}/webhooks/{endpointId}';

const Time = z
  .object({ from: z.iso.datetime(), to: z.iso.datetime() })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), {
    path: ['to'],
    error: 'The time ends before it begins.',
  });

export const webhookRoutes = defineRoutes({
  addWebhook: {
    method: 'POST',
    path: '/v1/programs/{programId}/webhooks',
    summary: 'Adds an endpoint, a system that is told of what happens, and shows its secret this once. Ten at most.',
    access: 'signed-in',
    body: { kind: 'json', schema: SettingsBody },
    answers: { 201: 'The endpoint and its secret.', 403: LEADS, 409: 'The program has ten endpoints already.' },
  },
  listWebhooks: {
    method: 'GET',
    path: '/v1/programs/{programId}/webhooks',
    summary: 'The endpoints of a program, and how they do.',
    access: 'signed-in',
    answers: { 200: 'The endpoints, without their secrets.', 403: LEADS },
  },
  getWebhook: {
    method: 'GET',
    path: endpoint,
    summary: 'One endpoint, and how it does.',
    access: 'signed-in',
    answers: { 200: 'The endpoint, without its secrets.', 403: LEADS, 404: NONE },
  },
  changeWebhook: {
    method: 'PUT',
    path: endpoint,
    summary: 'Changes the address, the description and the filter of an endpoint, enables or disables it.',
    access: 'signed-in',
    body: { kind: 'json', schema: SettingsBody.extend({ enabled: z.boolean() }) },
    answers: { 200: 'The endpoint as it is now.', 403: LEADS, 404: NONE },
  },
  removeWebhook: {
    method: 'DELETE',
    path: endpoint,
    summary: 'Removes an endpoint, and whatever waits for it.',
    access: 'signed-in',
    answers: { 204: 'It is gone.', 403: LEADS, 404: NONE },
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: `${endpoint}/secret`,
    summary: 'Makes a new secret and shows it this once. For 24 hours the one before it signs too.',
    access: 'signed-in',
    answers: { 201: 'The secret, and until when the one before it signs.', 403: LEADS, 404: NONE },
  },
  testWebhook: {
    method: 'POST',
    path: `${endpoint}/test`,
    summary: 'Sends an event of type webhook.test, whatever the filter says.',
    access: 'signed-in',
    answers: { 202: 'It will be sent: under which id.', 403: LEADS, 404: NONE, 409: 'The endpoint is disabled.' },
  },
  listDeliveries: {
    method: 'GET',
    path: `${endpoint}/deliveries`,
    summary: 'What the endpoint was told in the last 30 days, newest first, with every try.',
    access: 'signed-in',
    query: z.object(paging),
    answers: { 200: 'The deliveries, and `next` while there are more.', 403: LEADS, 404: NONE },
  },
  replayDelivery: {
    method: 'POST',
    path: `${endpoint}/deliveries/{webhookId}/replay`,
    summary: 'Sends it once more under the same id, also where it was delivered.',
    access: 'signed-in',
    answers: {
      202: 'It will be sent. One that is being tried already is no error.',
      403: LEADS,
      404: 'No such endpoint or delivery.',
      409: 'The endpoint is disabled.',
    },
  },
  webhooksPage: {
    method: 'GET',
    path: '/programs/{programId}/webhooks',
    summary: 'The page of the endpoints: how each does, and what it was told lately.',
    access: 'optional',
    query: z.object({
      replayed: z
        .string()
        .regex(/^\d{1,4}$/)
        .optional(),
    }),
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: LEADS },
  },
  postWebhook: {
    method: 'POST',
    path: '/programs/{programId}/webhooks',
    summary: 'The buttons and forms of that page. A new secret is shown in the answer, this once.',
    access: 'signed-in',
    body: { kind: 'form', schema: PageForm },
    answers: {
      200: 'The new secret.',
      303: 'Back to the page.',
      403: LEADS,
      404: NONE,
      409: 'The endpoint is disabled, the program has ten endpoints already, or something was changed since the page was opened.',
      422: 'The form again, with what is to be corrected.',
    },
  },
  replayDeliveries: {
    method: 'POST',
    path: `${endpoint}/replays`,
    summary: 'Sends what failed of a time, by when it happened: from `from` up to `to`. At most 200 at a time.',
    access: 'signed-in',
    body: { kind: 'json', schema: Time },
    answers: {
      202: 'How many will be sent, and `next`, a `from` to go on with while there may be more.',
      403: LEADS,
      404: NONE,
      409: 'The endpoint is disabled.',
    },
  },
});
