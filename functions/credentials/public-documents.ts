/** The handlers of what a verifier, a wallet or a curious person reads of a program: nothing in it is anybody's secret. */

import type { EndorsementReader } from '../endorsements/read.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../open-badges/contexts.ts';
import { didDocument, issuerDid, jwkDocument, keyDocument } from '../open-badges/issuer-identity.ts';
import { notFound } from '../platform/errors.ts';
import { preferredLanguage } from '../platform/http/language.ts';
import { preferredMediaType } from '../platform/http/media-type.ts';
import type { Handlers, HttpResponse } from '../platform/http/route.ts';
import { pageHeaders } from '../platform/page.ts';
import type { Badge, Program, ProgramReader } from '../programs/read.ts';
import { badgeClassIssuerOf, badgeClassOf } from './open-badge-2.ts';
import { badgePage } from './pages/badge-page.ts';
import { pictureHeaders, picturePng, pictureSvg } from './pages/badge-picture.ts';
import { programPage } from './pages/program-page.ts';
import type { credentialRoutes } from './routes.ts';
import { achievementOf, type Deployment, issuerProfile } from './signing/achievement.ts';
import { type Publishing, publishedJwks, publishedKeys } from './signing/published-keys.ts';

interface Collaborators extends Deployment, Publishing {
  programs: Pick<ProgramReader, 'program' | 'badge' | 'badges' | 'badgeVersion' | 'badgeVersions'>;
  endorsements: Pick<EndorsementReader, 'accepted'>;
}

type PublicRoutes = Pick<
  typeof credentialRoutes,
  | 'didDocument'
  | 'issuer'
  | 'program'
  | 'badge'
  | 'badgeVersion'
  | 'badgeImageSvg'
  | 'badgeImagePng'
  | 'badgeClass'
  | 'badgeClassIssuer'
  | 'jwks'
  | 'key'
>;

/** Long enough to spare a busy verifier, short enough for a new key to be seen soon. */
const CACHED = { 'cache-control': 'public, max-age=300' };
const NEGOTIATED = { ...CACHED, vary: 'accept, accept-language' };
const CONTEXT = { '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT] };

type Headers = Readonly<Record<string, string | undefined>>;

export const publicDocuments = (collaborators: Collaborators): Handlers<PublicRoutes> => {
  const { programs, endorsements, publicUrl } = collaborators;
  const published = async (programId: string) => {
    const program = await programs.program(programId);
    if (program?.status !== 'published') throw notFound('program');
    return program;
  };
  const badgeAnswer = async (headers: Headers, program: Program, badge: Badge | undefined): Promise<HttpResponse> => {
    if (!badge) throw notFound('badge');
    const { programId } = program;
    const accepted = await endorsements.accepted(programId, badge.id, badge.version);
    const form = preferredMediaType(headers.accept, ['application/ld+json', 'application/json', 'text/html']);
    if (form !== 'text/html') {
      return document(form, { ...CONTEXT, ...achievementOf(collaborators, program, badge, accepted) });
    }
    const [badges, versions] = await Promise.all([
      programs.badges(programId),
      programs.badgeVersions(programId, badge.id),
    ]);
    const page = { language: languageOf(headers), deployment: collaborators, program, badge, badges, versions };
    return pageAnswer(badgePage({ ...page, endorsements: accepted }));
  };
  /** A version that credentials name, also of a program that is a draft again. */
  const versionOf = async ({ programId, badgeId, version }: Record<'programId' | 'badgeId' | 'version', string>) => {
    const program = await any(programs.program(programId));
    const number = /^[1-9]\d{0,5}$/.test(version) ? Number(version) : undefined;
    const badge = number === undefined ? undefined : await programs.badgeVersion(programId, badgeId, number);
    if (!badge) throw notFound('badge');
    return { program, badge };
  };
  return {
    // These are served for a draft too: a program that was published once has credentials out in the world.
    async didDocument({ params: { programId } }) {
      await any(programs.program(programId));
      const [keys, jwks] = await Promise.all([publishedKeys(collaborators), publishedJwks(collaborators)]);
      return document('application/did+json', didDocument(issuerDid(publicUrl, programId), keys, jwks));
    },
    async issuer({ params: { programId }, headers }) {
      const profile = issuerProfile(publicUrl, await any(programs.program(programId)));
      const form = preferredMediaType(headers.accept, ['application/ld+json', 'application/json']);
      return document(form, { ...CONTEXT, ...profile });
    },
    async program({ params: { programId }, headers }) {
      const program = await published(programId);
      const badges = await programs.badges(programId);
      if (preferredMediaType(headers.accept, ['application/json', 'text/html']) === 'text/html') {
        return pageAnswer(programPage({ language: languageOf(headers), deployment: collaborators, program, badges }));
      }
      return document('application/json', programSummary(publicUrl, program, badges));
    },
    badge: async ({ params: { programId, badgeId }, headers }) =>
      badgeAnswer(headers, await published(programId), await programs.badge(programId, badgeId)),
    async badgeVersion({ params, headers }) {
      const { program, badge } = await versionOf(params);
      return badgeAnswer(headers, program, badge);
    },
    async badgeImageSvg({ params }) {
      const { program, badge } = await versionOf(params);
      const headers = { ...CACHED, ...pictureHeaders, 'content-type': 'image/svg+xml' };
      return { status: 200, headers, text: pictureSvg(program, badge) };
    },
    async badgeImagePng({ params }) {
      const { program, badge } = await versionOf(params);
      const headers = { ...CACHED, ...pictureHeaders, 'content-type': 'image/png' };
      return { status: 200, headers, bytes: picturePng(program, badge) };
    },
    async badgeClass({ params }) {
      const { program, badge } = await versionOf(params);
      const achievement = achievementOf(collaborators, program, badge);
      return document('application/ld+json', badgeClassOf(publicUrl, params.programId, badge, achievement));
    },
    async badgeClassIssuer({ params: { programId } }) {
      return document('application/ld+json', badgeClassIssuerOf(publicUrl, await any(programs.program(programId))));
    },
    async jwks() {
      const jwks = await publishedJwks(collaborators);
      return document('application/jwk-set+json', { keys: jwks.map((jwk) => jwkDocument(publicUrl, jwk)) });
    },
    async key({ params: { keyId } }) {
      const jwk = (await publishedJwks(collaborators)).find(({ thumbprint }) => thumbprint === keyId);
      if (jwk) return document('application/jwk+json', jwkDocument(publicUrl, jwk));
      const key = (await publishedKeys(collaborators)).find((one) => one === keyId);
      if (key === undefined) throw notFound('key');
      return document('application/json', keyDocument(publicUrl, key));
    },
  };
};

const any = async (found: Promise<Program | undefined>): Promise<Program> => {
  const program = await found;
  if (!program) throw notFound('program');
  return program;
};

const programSummary = (publicUrl: string, program: Program, badges: readonly Badge[]) => {
  const url = `${publicUrl}/programs/${program.programId}`;
  return {
    ...{ programId: program.programId, name: program.name, description: program.description, url },
    ...{ issuer: issuerDid(publicUrl, program.programId), languages: program.languages, contact: program.contact },
    badges: badges.map(({ id, name, competency, tier, hours, version }) => ({
      ...{ badgeId: id, name, competency, tier, hours, version, url: `${url}/badges/${id}` },
    })),
  };
};

const languageOf = (headers: Headers) => preferredLanguage(headers['accept-language']);

const document = (type: string, json: unknown): HttpResponse => ({
  status: 200,
  headers: { ...NEGOTIATED, 'content-type': type },
  json,
});

const pageAnswer = (html: string): HttpResponse => ({
  status: 200,
  headers: { ...pageHeaders, ...NEGOTIATED },
  html,
});
