/** From an award to an Open Badges 3.0 credential, ready to be signed. Pure. */
import type { Award } from '../../awards/read.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../../open-badges/contexts.ts';
import { type Achievement, OpenBadgeCredential } from '../../open-badges/open-badge.ts';
import { Unprocessable } from '../../platform/errors.ts';
import type { Badge } from '../../programs/read.ts';
import { type StatusPlace, statusEntry } from '../../status/read.ts';
import type { AttemptRecord, Review } from '../../submissions/read.ts';
import {
  achievementOf,
  type Deployment,
  type Endorsements,
  type Issuing,
  issuerProfile,
  levelId,
  saidOfPilot,
} from './achievement.ts';
import type { PublicItem } from './public-evidence.ts';

export interface Grounds {
  program: Issuing;
  /** The version that the evidence was judged by. */
  badge: Badge;
  award: Pick<Award, 'awardedAt'>;
  /** The review that approved, and the attempt it approved. */
  review: Review | undefined;
  attempt: AttemptRecord | undefined;
  endorsements: Endorsements;
  /** The school that assessed for the issuer, where it may be named. */
  school: string | undefined;
}

/** What a credential keeps however often it is signed again, and from when it says what it says. */
export interface Lasting {
  credentialId: string;
  /** A UUID. */
  subjectId: string;
  status: StatusPlace;
  validFrom: string;
}

export const credentialUrl = (publicUrl: string, credentialId: string) => `${publicUrl}/credentials/${credentialId}`;

/**
 * The credential of an award. Nothing in it names the earner: the subject is an id of its own. Throws `credential-malformed`
 * if it would break a rule of Open Badges.
 */
export const composeCredential = (
  deployment: Deployment,
  { program, badge, award, review, endorsements, school }: Omit<Grounds, 'attempt'>,
  evidence: readonly PublicItem[],
  { credentialId, subjectId, status, validFrom }: Lasting,
): OpenBadgeCredential => {
  const { publicUrl } = deployment;
  const achievement = achievementOf(deployment, program, badge, endorsements);
  const result = resultsOf(achievement, review);
  const validUntil = badge.validMonths && monthsAfter(award.awardedAt, badge.validMonths);
  return held({
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    id: credentialUrl(publicUrl, credentialId),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: badge.name,
    description: saidOfPilot(deployment, program, badge.competency),
    issuer: issuerProfile(publicUrl, program),
    validFrom,
    ...(validUntil && { validUntil }),
    awardedDate: award.awardedAt,
    credentialSubject: {
      id: `urn:uuid:${subjectId}`,
      type: ['AchievementSubject'],
      achievement,
      creditsEarned: badge.hours,
      ...(school && { source: sourceOf(publicUrl, program, school) }),
      ...(result.length > 0 && { result }),
    },
    ...(evidence.length > 0 && { evidence: evidence.map((one) => one.evidence) }),
    credentialStatus: statusEntry(publicUrl, program.programId, status),
  });
};

const sourceOf = (publicUrl: string, { programId }: Pick<Issuing, 'programId'>, name: string) => ({
  id: `${publicUrl}/programs/${encodeURIComponent(programId)}#school-${encodeURIComponent(name)}`,
  type: ['Profile'],
  name,
});

/** The same day of a later month, or its last day where it has none such. */
const monthsAfter = (time: string, months: number): string => {
  const later = new Date(time);
  const dayOfMonth = later.getUTCDate();
  later.setUTCMonth(later.getUTCMonth() + months);
  if (later.getUTCDate() !== dayOfMonth) later.setUTCDate(0);
  return later.toISOString();
};

/** The level reached in each criterion. A level that this version does not describe is left out: it would mean nothing. */
const resultsOf = ({ id, resultDescription }: Achievement, review: Pick<Review, 'criteria'> | undefined) =>
  (review?.criteria ?? []).flatMap(({ criterion, level }) => {
    const achievedLevel = levelId(id, criterion, level);
    const description = resultDescription.find((one) =>
      one.rubricCriterionLevel.some((described) => described.id === achievedLevel),
    );
    return description ? [{ type: ['Result'] as const, resultDescription: description.id, achievedLevel }] : [];
  });

const held = (credential: unknown): OpenBadgeCredential => {
  const read = OpenBadgeCredential.safeParse(credential);
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Unprocessable('credential-malformed', {
    message: `The credential would break a rule of Open Badges at: ${where}.`,
  });
};
