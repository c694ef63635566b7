/** The handlers of `credentialRoutes`. */

import type { SignedCredential } from '../open-badges/open-badge.ts';
import { preferredLanguage } from '../platform/http/language.ts';
import type { Handlers, HttpResponse } from '../platform/http/route.ts';
import { pageHeaders } from '../platform/page.ts';
import type { Now } from '../platform/stamp.ts';
import type { NameShown } from '../portfolios/read.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { Deployment } from './achievement.ts';
import { credentialUrl } from './compose-credential.ts';
import type { Credential } from './credential.ts';
import { askedFor, fileOf } from './credential-forms.ts';
import { credentialPage } from './credential-page.ts';
import { assertionOf, revokedAssertion } from './open-badge-2.ts';
import { publicDocuments } from './public-documents.ts';
import type { Publishing } from './published-keys.ts';
import { type Revoking, revocationOf, revokeAward } from './revoke.ts';
import type { credentialRoutes } from './routes.ts';
import { type Collaborators as Sharing, setShared } from './sharing.ts';
import type { CredentialStore } from './store.ts';
import { viewing } from './viewing.ts';
import { type Withholding, withholdItem } from './withhold.ts';

export interface ApiCollaborators extends Sharing, Revoking, Withholding, Publishing, Deployment {
  credentials: Sharing['credentials'] &
    Revoking['credentials'] &
    Withholding['credentials'] &
    Publishing['credentials'] &
    Pick<CredentialStore, 'get'>;
  programs: Pick<ProgramReader, 'program' | 'badge' | 'badges' | 'badgeVersion' | 'member'>;
  nameShown: NameShown;
  now: Now;
}

/** No index lists a credential, and no address of one travels in a `Referer`. */
const DISCREET = {
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
  vary: 'accept, accept-language, authorization, cookie',
};

export const credentialsApi = (collaborators: ApiCollaborators): Handlers<typeof credentialRoutes> => ({
  ...publicDocuments(collaborators),

  async credential({ params, query: { key }, headers, principal }): Promise<HttpResponse> {
    const { credentialId, form } = askedFor(params.credentialId, headers.accept);
    const { credential, as } = await viewing(collaborators, credentialId, { principal, key });
    const discreet = { ...DISCREET, 'cache-control': as === 'public' ? 'no-cache' : 'no-store' };
    if (form !== 'text/html') {
      const file = await fileOf(collaborators, credential, form);
      return { status: 200, ...file, headers: { ...discreet, ...file.headers } };
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
  async postWithholding(request) {
    const { credentialId } = request.params;
    const caller = { principal: request.principal, key: undefined };
    const { credential } = await viewing(collaborators, credentialId, caller);
    await withholdItem(collaborators, credential.awardId, request.body.item, request);
    return { status: 303, headers: { location: `/credentials/${credentialId}` } };
  },
  async withhold(request) {
    const { awardId } = request.params;
    const { withheld } = await withholdItem(collaborators, awardId, request.body.item, request);
    return { status: 200, json: { awardId, withheld } };
  },

  async assertion({ params: { credentialId } }) {
    const { credential } = await viewing(collaborators, credentialId, { principal: undefined, key: undefined });
    const headers = { ...DISCREET, 'cache-control': 'no-cache', 'content-type': 'application/ld+json' };
    if (credential.revokedAt) return { status: 410, headers, json: revokedAssertion(credential.document.id) };
    const { json } = await fileOf(collaborators, credential, 'application/json');
    return { status: 200, headers, json: assertionOf(json as SignedCredential) };
  },

  async revoke(request) {
    const { awardId } = request.params;
    const { revokedAt } = await revokeAward(collaborators, awardId, request.body.reason, request);
    return { status: 200, json: { awardId, revokedAt } };
  },
  async revocation(request) {
    const { awardId, reason, revokedAt } = await revocationOf(collaborators, request.params.awardId, request);
    return { status: 200, json: { awardId, reason, revokedAt } };
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
