/** From an award to an Open Badges 3.0 credential, ready to be signed. Pure. */
import type { Award } from '../awards/read.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../open-badges/contexts.ts';
import { type Achievement, OpenBadgeCredential } from '../open-badges/open-badge.ts';
import { Unprocessable } from '../platform/errors.ts';
import type { Badge } from '../programs/read.ts';
import type { AttemptRecord, Review } from '../submissions/read.ts';
import { achievementOf, type Deployment, type Issuing, issuerProfile, levelId, saidOfPilot } from './achievement.ts';
import { publicEvidence } from './public-evidence.ts';

export interface Grounds {
  program: Issuing;
  /** The version that the evidence was judged by. */
  badge: Badge;
  award: Pick<Award, 'awardedAt'>;
  /** The review that approved, and the attempt it approved. */
  review: Review | undefined;
  attempt: AttemptRecord | undefined;
}

export const credentialUrl = (publicUrl: string, credentialId: string) => `${publicUrl}/credentials/${credentialId}`;

/**
 * The credential of an award. Nothing in it names the earner: the subject is an id of its own, `subjectId` (a UUID). Throws
 * `credential-malformed` if it would break a rule of Open Badges.
 */
export const composeCredential = (
  deployment: Deployment,
  { program, badge, award, review, attempt }: Grounds,
  { credentialId, subjectId }: { credentialId: string; subjectId: string },
): OpenBadgeCredential => {
  const achievement = achievementOf(deployment, program, badge);
  const result = resultsOf(achievement, review);
  const evidence = publicEvidence(badge, attempt, review);
  return held({
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    id: credentialUrl(deployment.publicUrl, credentialId),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: badge.name,
    description: saidOfPilot(deployment, program, badge.competency),
    issuer: issuerProfile(deployment.publicUrl, program),
    validFrom: award.awardedAt,
    awardedDate: award.awardedAt,
    credentialSubject: {
      id: `urn:uuid:${subjectId}`,
      type: ['AchievementSubject'],
      achievement,
      creditsEarned: badge.hours,
      ...(result.length > 0 && { result }),
    },
    ...(evidence.length > 0 && { evidence }),
  });
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
