/** The handlers of `credentialRoutes`. */
import { preferredLanguage } from '../platform/http/language.ts';
import type { Handlers, HttpResponse } from '../platform/http/route.ts';
import { pageHeaders } from '../platform/page.ts';
import type { Signer } from '../platform/signer.ts';
import type { Now } from '../platform/stamp.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { Deployment } from './achievement.ts';
import { credentialUrl } from './compose-credential.ts';
import type { Credential } from './credential.ts';
import { credentialPage } from './credential-page.ts';
import { preferredMediaType } from './media-type.ts';
import { publicDocuments } from './public-documents.ts';
import type { credentialRoutes } from './routes.ts';
import { type Collaborators as Sharing, setShared } from './sharing.ts';
import type { CredentialStore } from './store.ts';
import { viewing } from './viewing.ts';

export interface ApiCollaborators extends Sharing, Deployment {
  credentials: Sharing['credentials'] & Pick<CredentialStore, 'keptKeys'>;
  programs: Pick<ProgramReader, 'program' | 'badge' | 'badges' | 'badgeVersion'>;
  signer: Pick<Signer, 'publicKeys'>;
  now: Now;
}

const CREDENTIAL_FORMS = [
  'application/vc+ld+json',
  'application/vc',
  'application/ld+json',
  'application/json',
  'text/html',
] as const;

/** No index lists a credential, and no address of one travels in a `Referer`. */
const DISCREET = {
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
  vary: 'accept, accept-language, authorization, cookie',
};

export const credentialsApi = (collaborators: ApiCollaborators): Handlers<typeof credentialRoutes> => ({
  ...publicDocuments(collaborators),

  async credential({ params, query: { key }, headers, principal }): Promise<HttpResponse> {
    // The page's download link asks for JSON by its suffix: a browser's link cannot say so in a header.
    const [, credentialId = '', suffix] = /^(.*?)(\.json)?$/s.exec(params.credentialId) ?? [];
    const { credential, as } = await viewing(collaborators, credentialId, { principal, key });
    const form = suffix ? 'application/vc+ld+json' : preferredMediaType(headers.accept, CREDENTIAL_FORMS);
    const discreet = { ...DISCREET, 'cache-control': as === 'public' ? 'no-cache' : 'no-store' };
    if (form !== 'text/html') {
      return { status: 200, headers: { ...discreet, 'content-type': form }, json: credential.document };
    }
    const language = preferredLanguage(headers['accept-language']);
    const program = await collaborators.programs.program(credential.programId);
    const html = credentialPage({ language, credential, as, key, program, now: collaborators.now() });
    // Its form is refused as foreign under `no-referrer`; `same-origin` tells other hosts as little.
    const referrer = as === 'earner' && { 'referrer-policy': pageHeaders['referrer-policy'] };
    return { status: 200, headers: { ...pageHeaders, ...discreet, ...referrer }, html };
  },

  async postSharing(request) {
    const { credentialId } = request.params;
    const caller = { principal: request.principal, key: undefined };
    const { credential } = await viewing(collaborators, credentialId, caller);
    await setShared(collaborators, credential.awardId, request.body.shared === 'yes', request);
    return { status: 303, headers: { location: `/credentials/${credentialId}` } };
  },
  share: async (request) =>
    sharingOf(collaborators, await setShared(collaborators, request.params.awardId, true, request)),
  unshare: async (request) =>
    sharingOf(collaborators, await setShared(collaborators, request.params.awardId, false, request)),
});

const sharingOf = ({ publicUrl }: Deployment, { awardId, credentialId, shared }: Credential): HttpResponse => ({
  status: 200,
  json: { awardId, credentialId, shared, url: credentialUrl(publicUrl, credentialId) },
});
