/** The handlers of `portfolioRoutes`. */
import { notFound } from '../platform/errors.ts';
import { preferredLanguage } from '../platform/http/language.ts';
import { preferredMediaType } from '../platform/http/media-type.ts';
import type { Handlers, HttpResponse } from '../platform/http/route.ts';
import { toSignIn } from '../platform/http/to-sign-in.ts';
import { pageHeaders } from '../platform/page.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { Wish } from './model.ts';
import { portfolioPage } from './portfolio-page.ts';
import { type Collaborators, changeProfile, type OwnView, ownBadges, ownView } from './profile.ts';
import { profilePage } from './profile-page.ts';
import { nameShownBy, type ShownName } from './read.ts';
import type { portfolioRoutes } from './routes.ts';
import { type SharedBadge, sharedBadges } from './shared-badges.ts';
import type { ProfileStore } from './store.ts';

export interface ApiCollaborators extends Collaborators {
  profiles: ProfileStore;
  programs: Pick<ProgramReader, 'program' | 'member'>;
  publicUrl: string;
}

/** No index lists a portfolio, no address of one travels in a `Referer`, and what was closed is not shown again. */
const DISCREET = {
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
  vary: 'accept, accept-language',
};

export const portfoliosApi = (collaborators: ApiCollaborators): Handlers<typeof portfolioRoutes> => {
  const { profiles, programs, publicUrl } = collaborators;
  const nameShown = nameShownBy(collaborators);
  const answerOwn = (view: OwnView): HttpResponse => ({ status: 200, json: ownAnswer(publicUrl, view) });
  return {
    async portfolio({ params: { portfolioId }, headers }) {
      const profile = await profiles.ofPortfolio(portfolioId);
      const program = profile && (await programs.program(profile.programId));
      if (!profile || !program) throw notFound('portfolio');
      const [earner, badges] = await Promise.all([
        nameShown(profile),
        sharedBadges(collaborators, profile.programId, profile.earnerId),
      ]);
      if (preferredMediaType(headers.accept, ['text/html', 'application/json']) !== 'text/html') {
        return { status: 200, headers: DISCREET, json: portfolioAnswer(publicUrl, program, earner, badges) };
      }
      const html = portfolioPage({ language: preferredLanguage(headers['accept-language']), program, earner, badges });
      return { status: 200, headers: { ...pageHeaders, ...DISCREET }, html };
    },
    async profilePage({ params, principal }) {
      if (!principal) return toSignIn(pathOf(params.programId));
      const view = await ownView(collaborators, { params, principal });
      const html = profilePage({ ...view, publicUrl, badges: await ownBadges(collaborators, view) });
      return { status: 200, headers: pageHeaders, html };
    },
    async postProfile(request) {
      await changeProfile(collaborators, wishOf(request.body), request);
      return { status: 303, headers: { location: pathOf(request.params.programId) } };
    },
    profile: async (request) => answerOwn(await ownView(collaborators, request)),
    putProfile: async (request) => answerOwn(await changeProfile(collaborators, request.body, request)),
  };
};

const wishOf = ({
  named,
  portfolio,
}: {
  named?: 'yes' | 'no' | undefined;
  portfolio?: 'yes' | 'no' | undefined;
}): Wish => ({
  named: named === undefined ? undefined : named === 'yes',
  portfolio: portfolio === undefined ? undefined : portfolio === 'yes',
});

const pathOf = (programId: string) => `/programs/${encodeURIComponent(programId)}/profile`;

const ownAnswer = (publicUrl: string, { profile, namingAllowed }: OwnView) => ({
  ...{ programId: profile.programId, named: profile.named, namedSince: profile.namedSince, namingAllowed },
  portfolio: profile.portfolio,
  portfolioUrl: profile.portfolio ? `${publicUrl}/portfolios/${profile.portfolioId}` : undefined,
});

const portfolioAnswer = (
  publicUrl: string,
  { programId, name }: { programId: string; name: string },
  earner: ShownName | undefined,
  badges: readonly SharedBadge[],
) => ({
  program: { programId, name, url: `${publicUrl}/programs/${programId}` },
  earner,
  badges: badges.map(({ credentialId, badgeId, name, awardedAt, revokedAt }) => ({
    ...{ credentialId, badgeId, name, awardedAt, revokedAt, url: `${publicUrl}/credentials/${credentialId}` },
  })),
});
