/** The handlers of `credentialRoutes`. */
import type { EndorsementReader } from '../endorsements/read.ts';
import type { SignedCredential } from '../open-badges/open-badge.ts';
import type { Handlers, HttpResponse } from '../platform/http/route.ts';
import type { Now } from '../platform/stamp.ts';
import type { NameShown } from '../portfolios/read.ts';
import type { ProgramReader } from '../programs/read.ts';
import { demandRevoking, type Revoking, revocationOf, revokeAward } from './acts/revoke.ts';
import { type Collaborators as Sharing, setShared } from './acts/sharing.ts';
import { type Withholding, withholdItem } from './acts/withhold.ts';
import type { Credential } from './credential.ts';
import { askedFor, fileOf } from './credential-forms.ts';
import { assertionOf, revokedAssertion } from './open-badge-2.ts';
import { answerPage, DISCREET, keptAs } from './pages/answer-page.ts';
import { readRevocation } from './pages/revocation-form.ts';
import { publicDocuments } from './public-documents.ts';
import type { credentialRoutes } from './routes.ts';
import type { Deployment } from './signing/achievement.ts';
import { credentialUrl } from './signing/compose-credential.ts';
import type { Publishing } from './signing/published-keys.ts';
import type { CredentialStore } from './store.ts';
import { viewing } from './viewing.ts';

export interface ApiCollaborators extends Sharing, Revoking, Withholding, Publishing, Deployment {
  credentials: Sharing['credentials'] &
    Revoking['credentials'] &
    Withholding['credentials'] &
    Publishing['credentials'] &
    Pick<CredentialStore, 'get'>;
  programs: Pick<ProgramReader, 'program' | 'badge' | 'badges' | 'badgeVersion' | 'badgeVersions' | 'member'>;
  endorsements: Pick<EndorsementReader, 'accepted'>;
  nameShown: NameShown;
  now: Now;
}

export const credentialsApi = (collaborators: ApiCollaborators): Handlers<typeof credentialRoutes> => ({
  ...publicDocuments(collaborators),

  async credential({ params, query: { key }, headers, principal }): Promise<HttpResponse> {
    const { credentialId, form } = askedFor(params.credentialId, headers.accept);
    const viewer = await viewing(collaborators, credentialId, { principal, key });
    if (form === 'text/html') return answerPage(collaborators, viewer, { headers, key });
    const file = await fileOf(collaborators, viewer.credential, form);
    return { status: 200, ...file, headers: { ...DISCREET, ...keptAs(viewer), ...file.headers } };
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
  async postRevocation(request) {
    const { params, headers, body, principal } = request;
    const viewer = await viewing(collaborators, params.credentialId, { principal, key: undefined });
    await demandRevoking(collaborators, viewer.member, viewer.credential);
    const read = readRevocation(body);
    if ('reason' in read) await revokeAward(collaborators, viewer.credential.awardId, read.reason, request);
    else if (!viewer.credential.revokedAt) {
      return answerPage(collaborators, viewer, { headers, filled: { typed: body, errors: read.errors } });
    }
    return { status: 303, headers: { location: `/credentials/${params.credentialId}` } };
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
