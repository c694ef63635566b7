/** The handlers of `endorsementRoutes`. */
import { notFound } from '../platform/errors.ts';
import type { Handlers, HttpResponse } from '../platform/http/route.ts';
import { toSignIn } from '../platform/http/to-sign-in.ts';
import { pageHeaders } from '../platform/page.ts';
import { asLead, type ProgramReader } from '../programs/read.ts';
import { type Deciding, decideOn, inviteEndorser } from './decide.ts';
import { answerInvitation, type Endorsing, invitationOf, proposeSigned } from './endorse.ts';
import type { Endorsement } from './endorsement.ts';
import { endorsementsPage } from './endorsements-page.ts';
import { invitationPage } from './invitation-page.ts';
import { listOf } from './listing.ts';
import { demandAnswerable } from './model.ts';
import type { endorsementRoutes } from './routes.ts';
import type { EndorsementStore } from './store.ts';

export interface ApiCollaborators extends Endorsing, Deciding {
  endorsements: EndorsementStore;
  programs: Pick<ProgramReader, 'program' | 'badge' | 'badges' | 'badgeVersion'>;
}

type Api = Handlers<typeof endorsementRoutes>;

export const endorsementsApi = (collaborators: ApiCollaborators): Api => ({
  async propose({ params, body, correlationId, traceparent }) {
    const { endorsement, isNew } = await proposeSigned(collaborators, params, body, { correlationId, traceparent });
    return { status: isNew ? 201 : 200, json: summaryOf(endorsement) };
  },
  async invite(request) {
    const { isNew, endorsementId } = await inviteEndorser(collaborators, request.params, request.body, request);
    return { status: isNew ? 201 : 200, json: { endorsementId } };
  },
  accept: async (request) => decided(await decideOn(collaborators, request.params.endorsementId, 'accepted', request)),
  refuse: async (request) => decided(await decideOn(collaborators, request.params.endorsementId, 'refused', request)),
  withdrawEndorsement: async (request) =>
    decided(await decideOn(collaborators, request.params.endorsementId, 'withdrawn', request)),
  async listEndorsements({ params: { programId }, principal }) {
    await asLead(collaborators, principal, programId);
    const endorsements = await listOf(collaborators, programId);
    return { status: 200, json: { endorsements: endorsements.map(entryOf) } };
  },
  ...forEndorsers(collaborators),
  ...forOwners(collaborators),
});

/** The link of an invitation is a secret: no index lists its page, nothing keeps it. */
const SECRET = { ...pageHeaders, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };

const forEndorsers = (collaborators: ApiCollaborators): Pick<Api, 'endorsement' | 'answerInvitation'> => {
  const { endorsements, programs, now } = collaborators;
  return {
    async endorsement({ params: { endorsementId }, query: { key } }): Promise<HttpResponse> {
      if (key === undefined) return documentOf(await endorsements.get(endorsementId));
      const endorsement = await invitationOf(collaborators, endorsementId, key);
      demandAnswerable(endorsement, now());
      const { programId, badgeId, badgeVersion } = endorsement;
      const program = await programs.program(programId);
      const badge = await programs.badgeVersion(programId, badgeId, badgeVersion);
      if (!program || !badge) throw notFound('badge');
      return { status: 200, headers: SECRET, html: invitationPage({ endorsement, program, badge }) };
    },
    async answerInvitation({ params: { endorsementId }, body: { key, answer, comment }, ...request }) {
      const given = answer === 'confirm' ? { confirms: true as const, comment } : { confirms: false as const };
      await answerInvitation(collaborators, { endorsementId, key }, given, request);
      const location = `/endorsements/${endorsementId}?key=${encodeURIComponent(key)}`;
      return { status: 303, headers: { location } };
    },
  };
};

const forOwners = (
  collaborators: ApiCollaborators,
): Pick<Api, 'endorsementsPage' | 'postInvitation' | 'postDecision'> => ({
  async endorsementsPage({ params: { programId }, principal }) {
    if (!principal) return toSignIn(pageOf(programId));
    const { member, program } = await asLead(collaborators, principal, programId);
    const endorsements = await listOf(collaborators, programId);
    const badges = await collaborators.programs.badges(programId);
    const { language, name: reader } = member;
    const html = endorsementsPage({ language, reader, program, badges, endorsements });
    return { status: 200, headers: pageHeaders, html };
  },
  async postInvitation({ params: { programId }, body: { badge: badgeId, ...invited }, ...request }) {
    await inviteEndorser(collaborators, { programId, badgeId }, invited, request);
    return { status: 303, headers: { location: pageOf(programId) } };
  },
  async postDecision({ params, body, ...request }) {
    const { programId } = await decideOn(collaborators, params.endorsementId, body.decision, request);
    return { status: 303, headers: { location: pageOf(programId) } };
  },
});

const pageOf = (programId: string) => `/programs/${encodeURIComponent(programId)}/endorsements`;

/** A hosted one stands at the address that it has for an id, while it is accepted. */
const documentOf = (endorsement: Endorsement | undefined): HttpResponse => {
  if (endorsement?.kind !== 'hosted' || endorsement.state !== 'accepted' || !endorsement.document) {
    throw notFound('endorsement');
  }
  const headers = { 'content-type': 'application/vc+ld+json', 'cache-control': 'no-cache' };
  return { status: 200, headers, json: endorsement.document };
};

const decided = (endorsement: Endorsement): HttpResponse => ({ status: 200, json: summaryOf(endorsement) });

/** For anybody: what became of it, and nothing of who decided. */
const summaryOf = ({ endorsementId, badgeVersion, state }: Endorsement) => ({ endorsementId, badgeVersion, state });

/** For the owner; the key of an invitation is its endorser's alone. */
const entryOf = (endorsement: Endorsement) => {
  const { endorsementId, badgeId, badgeVersion, kind, state, changedAt, comment, document, invitation } = endorsement;
  const { key: _, ...invited } = invitation ?? { key: '' };
  const ids = { endorsementId, badgeId, badgeVersion, kind, state, changedAt };
  return { ...ids, ...(invitation && { invitation: invited }), comment, document };
};
