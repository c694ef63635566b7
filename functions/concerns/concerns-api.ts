/** The handlers of `concernRoutes`. */
import { preferredLanguage } from '../platform/http/language.ts';
import type { Handlers, HttpResponse } from '../platform/http/route.ts';
import { pageHeaders } from '../platform/page.ts';
import type { NewId } from '../platform/stamp.ts';
import type { ProgramReader } from '../programs/read.ts';
import { readConcern } from './concern-form.ts';
import { concernPage, type Filled, thanksPage } from './concern-page.ts';
import { type Collaborators, reportConcern, sharedCredential } from './report-concern.ts';
import type { concernRoutes } from './routes.ts';

export interface ApiCollaborators extends Collaborators {
  programs: Pick<ProgramReader, 'program'>;
  newId: NewId;
}

/** As for the page of a credential: no index lists it. */
const HEADERS = { ...pageHeaders, 'x-robots-tag': 'noindex', vary: 'accept, accept-language' };

interface Asked {
  params: { readonly credentialId: string };
  headers: Readonly<Record<string, string | undefined>>;
}

export const concernsApi = (collaborators: ApiCollaborators): Handlers<typeof concernRoutes> => {
  const viewOf = async ({ params, headers }: Asked) => {
    const credential = await sharedCredential(collaborators, params.credentialId);
    const program = await collaborators.programs.program(credential.programId);
    return { language: preferredLanguage(headers['accept-language']), credential, program };
  };
  /** Each form names the concern that it will be, so that a button pressed twice reports once. */
  const form = async (status: number, asked: Asked, filled: Filled): Promise<HttpResponse> => {
    const html = concernPage({ ...(await viewOf(asked)), concernId: collaborators.newId() }, filled);
    return { status, headers: HEADERS, html };
  };
  return {
    async concernPage(request) {
      if (request.query.reported) return { status: 200, headers: HEADERS, html: thanksPage(await viewOf(request)) };
      return form(200, request, { typed: {}, errors: [] });
    },
    async postConcern(request) {
      const { params, body } = request;
      const read = readConcern(body, collaborators.newId);
      if ('errors' in read) return form(422, request, { typed: body, errors: read.errors });
      await reportConcern(collaborators, params.credentialId, read.report, request);
      return { status: 303, headers: { location: `/credentials/${params.credentialId}/concern?reported=yes` } };
    },
  };
};
