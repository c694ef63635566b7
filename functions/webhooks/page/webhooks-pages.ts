/** The page of the webhooks, its buttons and its forms. */
import { notFound } from '../../platform/errors.ts';
import type { Handlers, HttpResponse } from '../../platform/http/route.ts';
import { toSignIn } from '../../platform/http/to-sign-in.ts';
import { pageHeaders } from '../../platform/page.ts';
import { asLead } from '../../programs/read.ts';
import { replayOne, sendTest } from '../deliveries/send-again.ts';
import {
  type Acting,
  addEndpoint,
  changeEndpoint,
  removeEndpoint,
  rotateSecret,
  switchEndpoint,
} from '../endpoints/manage-endpoints.ts';
import type { webhookRoutes } from '../routes.ts';
import type { ApiCollaborators } from '../webhooks-api.ts';
import { type PageForm, readSettings } from './endpoint-form.ts';
import type { Filled } from './endpoint-form-section.ts';
import { secretPage } from './secret-page.ts';
import { webhooksPage } from './webhooks-page.ts';

/** Of each endpoint. */
const SHOWN_DELIVERIES = 10;

type Pages = Pick<Handlers<typeof webhookRoutes>, 'webhooksPage' | 'postWebhook'>;
type Lead = Awaited<ReturnType<typeof asLead>>;

export const webhooksPages = (collaborators: ApiCollaborators): Pages => ({
  async webhooksPage({ params: { programId }, principal }) {
    if (!principal) return toSignIn(pathOf(programId));
    return shown(collaborators, await asLead(collaborators, principal, programId));
  },
  async postWebhook({ params: { programId }, principal, body, correlationId, traceparent }) {
    const lead = await asLead(collaborators, principal, programId);
    const cause = { programId, correlationId, traceparent };
    const acting = { by: lead.member.employeeId, cause, ...('seen' in body && { seen: Number(body.seen) }) };
    return (await acted(collaborators, lead, body, acting)) ?? back(programId);
  },
});

/** What is to be shown of it, if not the page as it is then. */
const acted = async (
  collaborators: ApiCollaborators,
  lead: Lead,
  form: PageForm,
  acting: Acting,
): Promise<HttpResponse | undefined> => {
  switch (form.what) {
    case 'add':
    case 'change':
      return settled(collaborators, lead, form, acting);
    case 'rotate':
      return secretShown(lead, await rotateSecret(collaborators, form.endpointId, acting));
    case 'remove':
      await removeEndpoint(collaborators, form.endpointId, acting);
      return undefined;
    case 'enable':
    case 'disable':
      await switchEndpoint(collaborators, form.endpointId, form.what === 'enable', acting);
      return undefined;
    case 'test':
      await sendTest(collaborators, await endpointOf(collaborators, lead, form));
      return undefined;
    case 'replay':
      await replayOne(collaborators, await endpointOf(collaborators, lead, form), form.webhookId);
      return undefined;
  }
};

const settled = async (
  collaborators: ApiCollaborators,
  lead: Lead,
  form: Extract<PageForm, { what: 'add' | 'change' }>,
  acting: Acting,
): Promise<HttpResponse | undefined> => {
  const read = readSettings(form);
  const endpointId = form.what === 'change' ? form.endpointId : undefined;
  if ('wrong' in read) {
    return { ...(await shown(collaborators, lead, { endpointId, typed: form, wrong: read.wrong })), status: 422 };
  }
  if (endpointId === undefined) return secretShown(lead, await addEndpoint(collaborators, read.settings, acting));
  await changeEndpoint(collaborators, endpointId, read.settings, acting);
  return undefined;
};

const endpointOf = async (
  { endpoints }: ApiCollaborators,
  { program }: Lead,
  { endpointId }: { endpointId: string },
) => {
  const endpoint = await endpoints.endpoint(program.programId, endpointId);
  if (!endpoint) throw notFound('webhook endpoint');
  return endpoint;
};

const shown = async (
  { endpoints, lanes, deliveries }: ApiCollaborators,
  { member: { language, name: reader }, program }: Lead,
  filled?: Filled,
): Promise<HttpResponse> => {
  // Before what it is the number of: see `EndpointStore.webhooks`.
  const { sequence: seen } = await endpoints.webhooks(program.programId);
  const each = (await endpoints.endpoints(program.programId)).map(async (endpoint) => {
    const page = deliveries.page(endpoint.endpointId, { limit: SHOWN_DELIVERIES });
    return { endpoint, lane: await lanes.get(endpoint.endpointId), deliveries: (await page).items };
  });
  const html = webhooksPage({ language, reader, program, shown: await Promise.all(each), seen, filled });
  return { status: 200, headers: pageHeaders, html };
};

const secretShown = (
  { member: { language, name: reader }, program }: Lead,
  made: Awaited<ReturnType<typeof addEndpoint>>,
): HttpResponse => ({ status: 200, headers: pageHeaders, html: secretPage({ language, reader, program, ...made }) });

const back = (programId: string): HttpResponse => ({ status: 303, headers: { location: pathOf(programId) } });

const pathOf = (programId: string) => `/programs/${encodeURIComponent(programId)}/webhooks`;
