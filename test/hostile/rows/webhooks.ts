import { type Rows, row } from '../row.ts';

const REFUSED = { '403 not-the-owner-or-deputy': 'others', '403 not-a-member': 'outsiders' };
const LEADS = { ...REFUSED, '401 not-signed-in': 'unsigned' };
/** An endpoint of the other program, asked for under this one; or nothing. */
const THEIRS = { '404 not-found': 'leads', ...LEADS };
const DISABLED = { '409 webhook-endpoint-disabled': 'leads', ...LEADS };
/** The page again, with what was changed meanwhile. */
const CHANGED = { '409': 'leads', ...LEADS };
const SETTINGS = { url: 'https://127.0.0.1/hook', description: 'Our system' };
const TIME = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };

export const webhooks: Rows = {
  addWebhook: row({}, { 201: 'leads', ...LEADS }, { json: SETTINGS }),
  listWebhooks: row({}, { 200: 'leads', ...LEADS }),
  getWebhook: [row({}, { 200: 'leads', ...LEADS }), row({ endpointId: 'theirs' }, THEIRS)],
  changeWebhook: [
    row({}, { 200: 'leads', ...LEADS }, { json: { ...SETTINGS, enabled: false } }),
    row({ endpointId: 'theirs' }, THEIRS, { json: { ...SETTINGS, enabled: false } }),
  ],
  removeWebhook: [row({ endpointId: 'to-remove' }, { 204: 'leads', ...LEADS }), row({ endpointId: 'theirs' }, THEIRS)],
  rotateWebhookSecret: [row({}, { 201: 'leads', ...LEADS }), row({ endpointId: 'theirs' }, THEIRS)],
  // Nothing is sent from here: `ours` is disabled.
  testWebhook: [row({}, DISABLED), row({ endpointId: 'theirs' }, THEIRS)],
  listDeliveries: [row({}, { 200: 'leads', ...LEADS }), row({ endpointId: 'theirs' }, THEIRS)],
  // It was told nothing yet.
  replayDelivery: [row({}, THEIRS), row({ endpointId: 'theirs' }, THEIRS)],
  webhooksPage: row({}, { 200: 'leads', '303 sign-in': 'unsigned', ...REFUSED }),
  postWebhook: [
    row(
      {},
      { 303: 'leads', ...LEADS },
      { form: ({ samples }) => ({ endpointId: samples.endpointId?.ours ?? '', what: 'disable' }) },
    ),
    ...['disable', 'test', 'remove', 'replay', 'replay-missed'].map((what) =>
      row({}, THEIRS, {
        form: ({ samples }) => ({ endpointId: samples.endpointId?.theirs ?? '', what, webhookId: 'msg_1' }),
      }),
    ),
    row({}, THEIRS, {
      form: ({ samples }) => ({ endpointId: samples.endpointId?.theirs ?? '', what: 'change', seen: '0', ...SETTINGS }),
    }),
    row({}, { '422': 'leads', ...LEADS }, { form: { what: 'add', seen: '0', told: 'chosen' } }),
    row({}, CHANGED, {
      form: ({ samples }) => ({ endpointId: samples.endpointId?.ours ?? '', what: 'rotate', seen: '999' }),
    }),
  ],
  replayDeliveries: [row({}, DISABLED, { json: TIME }), row({ endpointId: 'theirs' }, THEIRS, { json: TIME })],
};
