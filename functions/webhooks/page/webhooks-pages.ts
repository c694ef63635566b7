/** The page of the webhooks, its buttons and its forms. */
import { Refused } from '../../platform/errors.ts';
import type { Handlers, HttpResponse } from '../../platform/http/route.ts';
import { toSignIn } from '../../platform/http/to-sign-in.ts';
import { pageHeaders } from '../../platform/page.ts';
import { asLead } from '../../programs/read.ts';
import type { ApiCollaborators } from '../collaborators.ts';
import { replayMissed, replayOne, sendTest } from '../deliveries/send-again.ts';
import { demandRoom } from '../endpoints/endpoint-model.ts';
import {
  type Acting,
  addEndpoint,
  changeEndpoint,
  demandEndpoint,
  removeEndpoint,
  rotateSecret,
  switchEndpoint,
} from '../endpoints/manage-endpoints.ts';
import type { webhookRoutes } from '../routes.ts';
import { type PageForm, readSettings } from './endpoint-form.ts';
import { secretPage } from './secret-page.ts';
import { type Said, webhooksPage } from './webhooks-page.ts';

/** Of each endpoint. */
const SHOWN_DELIVERIES = 10;

type Pages = Pick<Handlers<typeof webhookRoutes>, 'webhooksPage' | 'postWebhook'>;
type Lead = Awaited<ReturnType<typeof asLead>>;

export const webhooksPages = (collaborators: ApiCollaborators): Pages => ({
  async webhooksPage({ params: { programId }, query: { replayed }, principal }) {
    if (!principal) return toSignIn(pathOf(programId));
    const said = replayed === undefined ? {} : { replayed: Number(replayed) };
    return shown(collaborators, await asLead(collaborators, principal, programId), said);
  },
  async postWebhook({ params: { programId }, principal, body, correlationId, traceparent }) {
    const lead = await asLead(collaborators, principal, programId);
    const cause = { programId, correlationId, traceparent };
    const acting = { by: lead.member.employeeId, cause, ...('seen' in body && { seen: Number(body.seen) }) };
    try {
      return await acted(collaborators, lead, body, acting);
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'webhooks-changed')) throw error;
      const filled = isSettings(body) ? { ...filledWith(body), wrong: [] } : undefined;
      return { ...(await shown(collaborators, lead, { isOvertaken: true, filled })), status: 409 };
    }
  },
});

type SettingsForm = Extract<PageForm, { what: 'add' | 'change' }>;
const isSettings = (form: PageForm): form is SettingsForm => form.what === 'add' || form.what === 'change';
const filledWith = (form: SettingsForm) => ({
  endpointId: form.what === 'change' ? form.endpointId : undefined,
  typed: form,
});

const acted = async (
  collaborators: ApiCollaborators,
  lead: Lead,
  form: PageForm,
  acting: Acting,
): Promise<HttpResponse> => {
  const { programId } = lead.program;
  const { endpoints } = collaborators;
  switch (form.what) {
    case 'add':
    case 'change':
      return settled(collaborators, lead, form, acting);
    case 'rotate':
      return secretShown(lead, await rotateSecret(collaborators, form.endpointId, acting));
    case 'remove':
      await removeEndpoint(collaborators, form.endpointId, acting);
      return back(programId);
    case 'enable':
    case 'disable':
      await switchEndpoint(collaborators, form.endpointId, form.what === 'enable', acting);
      return back(programId);
    case 'test':
      await sendTest(collaborators, await demandEndpoint(endpoints, programId, form.endpointId));
      return back(programId);
    case 'replay':
      await replayOne(collaborators, await demandEndpoint(endpoints, programId, form.endpointId), form.webhookId);
      return back(programId);
    case 'replay-missed':
      return back(
        programId,
        await replayMissed(collaborators, await demandEndpoint(endpoints, programId, form.endpointId)),
      );
  }
};

const settled = async (
  collaborators: ApiCollaborators,
  lead: Lead,
  form: SettingsForm,
  acting: Acting,
): Promise<HttpResponse> => {
  const { programId } = lead.program;
  const { endpoints } = collaborators;
  // What is not there, or has no room, is no matter of what was typed.
  if (form.what === 'change') await demandEndpoint(endpoints, programId, form.endpointId);
  else demandRoom(await endpoints.webhooks(programId));
  const read = readSettings(form);
  if ('wrong' in read) {
    // As it was seen, and not as it is now: what somebody else changed meanwhile would be written over.
    const filled = { ...filledWith(form), wrong: read.wrong, seen: acting.seen };
    return { ...(await shown(collaborators, lead, { filled })), status: 422 };
  }
  if (form.what === 'add') return secretShown(lead, await addEndpoint(collaborators, read.settings, acting));
  await changeEndpoint(collaborators, form.endpointId, read.settings, acting);
  return back(programId);
};

const shown = async (
  { endpoints, lanes, deliveries, now }: ApiCollaborators,
  { member: { language, name: reader }, program }: Lead,
  said: Said,
): Promise<HttpResponse> => {
  // Before what it is the number of: see `EndpointStore.webhooks`.
  const { sequence: seen } = await endpoints.webhooks(program.programId);
  const each = (await endpoints.endpoints(program.programId)).map(async (endpoint) => {
    const page = deliveries.page(endpoint.endpointId, { limit: SHOWN_DELIVERIES });
    return { endpoint, lane: await lanes.get(endpoint.endpointId), deliveries: (await page).items };
  });
  const html = webhooksPage({ language, reader, program, shown: await Promise.all(each), seen, said, now: now() });
  return { status: 200, headers: pageHeaders, html };
};

const secretShown = (
  { member: { language, name: reader }, program }: Lead,
  made: Awaited<ReturnType<typeof addEndpoint>>,
): HttpResponse => ({ status: 200, headers: pageHeaders, html: secretPage({ language, reader, program, ...made }) });

const back = (programId: string, replayed?: number): HttpResponse => {
  const query = replayed === undefined ? '' : `?replayed=${replayed}`;
  return { status: 303, headers: { location: `${pathOf(programId)}${query}` } };
};

const pathOf = (programId: string) => `/programs/${encodeURIComponent(programId)}/webhooks`;
