/** A badge and its issuer as Open Badges writes them: the same in every credential and at their own addresses. Pure. */

import { issuerDid } from '../../open-badges/issuer-identity.ts';
import type { Achievement } from '../../open-badges/open-badge.ts';
import type { Profile } from '../../open-badges/profile.ts';
import type { Badge, Program } from '../../programs/read.ts';
import { textsIn } from '../texts/texts.ts';

export interface Deployment {
  /** Without a trailing slash. */
  publicUrl: string;
  /** The host is only good for a pilot, and every badge says so. */
  pilot: boolean;
}

export type Issuing = Pick<Program, 'programId' | 'name' | 'issuer' | 'languages' | 'tiers'>;

const image = ({ id, caption }: { id: string; caption: string }) => ({ id, type: 'Image' as const, caption });

export const issuerProfile = (
  publicUrl: string,
  { programId, issuer }: Pick<Issuing, 'programId' | 'issuer'>,
): Profile => ({
  id: issuerDid(publicUrl, programId),
  type: ['Profile'],
  name: issuer.name,
  url: issuer.url,
  ...(issuer.email && { email: issuer.email }),
  ...(issuer.description && { description: issuer.description }),
  ...(issuer.image && { image: image(issuer.image) }),
});

/** A badge's version has an address for ever; credentials point at the version that was judged. */
export const achievementId = (publicUrl: string, programId: string, { id, version }: Pick<Badge, 'id' | 'version'>) =>
  `${publicUrl}/programs/${encodeURIComponent(programId)}/badges/${encodeURIComponent(id)}/versions/${version}`;

/** The same version of a badge as an Open Badges 2.0 BadgeClass. */
export const badgeClassId = (achievement: string) => `${achievement}/ob2`;

/** A criterion of the rubric, and a level of it, are parts of the badge's page. */
export const criterionId = (achievement: string, criterion: string) => `${achievement}#rubric/${criterion}`;
export const levelId = (achievement: string, criterion: string, level: string) =>
  `${criterionId(achievement, criterion)}/${level}`;

/** Adds the plain words of a pilot to a text, in the language of the program. */
export const saidOfPilot = ({ pilot }: Deployment, { languages }: Pick<Issuing, 'languages'>, text: string) =>
  pilot ? `${text} ${textsIn(languages[0]).pilot}` : text;

/** The image of a badge: the program's own, or the one that is drawn for it by rule. */
export const badgeImageOf = (achievement: string, badge: Pick<Badge, 'name' | 'image'>) =>
  image(badge.image ?? { id: `${achievement}/image.svg`, caption: badge.name });

/** What others say of a badge, signed. */
export type Endorsements = NonNullable<Achievement['endorsement']>;

export const achievementOf = (
  deployment: Deployment,
  program: Issuing,
  badge: Badge,
  endorsements: Endorsements = [],
): Achievement => {
  const { publicUrl } = deployment;
  const id = achievementId(publicUrl, program.programId, badge);
  const tier = program.tiers.find((one) => one.tier === badge.tier);
  const creator = issuerProfile(publicUrl, program);
  return {
    id,
    type: ['Achievement'],
    achievementType: 'MicroCredential',
    name: badge.name,
    description: saidOfPilot(deployment, program, badge.description),
    criteria: { id: `${id}#criteria`, narrative: badge.criteria },
    image: badgeImageOf(id, badge),
    creator: { id: creator.id, type: creator.type, name: creator.name },
    creditsAvailable: badge.hours,
    inLanguage: program.languages[0] ?? 'en',
    version: String(badge.version),
    ...(tier && { tag: [tier.name] }),
    ...(badge.alignment.length > 0 && {
      alignment: badge.alignment.map((alignment) => ({ type: ['Alignment'], ...alignment })),
    }),
    related: [{ type: ['Related'], id: badgeClassId(id), version: 'Open Badges v2p0' }],
    ...(endorsements.length > 0 && { endorsement: [...endorsements] }),
    resultDescription: badge.rubric.map((criterion) => ({
      id: criterionId(id, criterion.id),
      type: ['ResultDescription'],
      name: criterion.name,
      resultType: 'RubricCriterionLevel',
      requiredLevel: levelId(id, criterion.id, criterion.passing),
      rubricCriterionLevel: criterion.levels.map((level, at) => ({
        id: levelId(id, criterion.id, level.id),
        type: ['RubricCriterionLevel'],
        name: level.name,
        level: String(at + 1),
        description: level.description,
      })),
    })),
  };
};
