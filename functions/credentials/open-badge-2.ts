/**
 * The Open Badges 2.0 twin of an award, for displays that read nothing newer: separate hosted objects, tied to their 3.0
 * counterparts by `related`, never one document of both kinds (1EdTech's migration guide). Pure.
 */
import type { Achievement, SignedCredential } from '../open-badges/open-badge.ts';
import type { Badge, Program } from '../programs/read.ts';
import { achievementId, badgeClassId } from './signing/achievement.ts';

const CONTEXT = 'https://w3id.org/openbadges/v2';

export const badgeClassIssuerId = (publicUrl: string, programId: string) =>
  `${publicUrl}/programs/${encodeURIComponent(programId)}/ob2`;

export const assertionId = (credentialUrl: string) => `${credentialUrl}/ob2`;

/** Hosted at its own id; the recipient is the subject of the credential, so that it names nobody either. */
export const assertionOf = ({ id, awardedDate, validUntil, credentialSubject, evidence = [] }: SignedCredential) => ({
  '@context': CONTEXT,
  type: 'Assertion',
  id: assertionId(id),
  recipient: { type: 'url', hashed: false, identity: credentialSubject.id },
  badge: badgeClassId(credentialSubject.achievement.id),
  verification: { type: 'HostedBadge' },
  issuedOn: awardedDate,
  ...(validUntil && { expires: validUntil }),
  ...(evidence.length > 0 && {
    evidence: evidence.map(({ id: url, name, narrative }) => ({
      ...(url && { id: url }),
      ...{ type: 'Evidence', name },
      ...(narrative && { narrative }),
    })),
  }),
  related: [{ type: ['Related'], id, version: 'Open Badges v3p0' }],
});

/** What a revoked one still says (Open Badges 2.0, section "Revoked Hosted Assertions"): never why. */
export const revokedAssertion = (credentialUrl: string) => ({
  ...{ '@context': CONTEXT, type: 'Assertion', id: assertionId(credentialUrl), revoked: true },
});

export const badgeClassOf = (publicUrl: string, programId: string, badge: Badge, achievement: Achievement) => {
  const id = achievementId(publicUrl, programId, badge);
  return {
    '@context': CONTEXT,
    type: 'BadgeClass',
    id: badgeClassId(id),
    name: achievement.name,
    description: achievement.description,
    // Every version has a PNG and an SVG of its own here; a display of 2.0 badges takes a PNG best.
    image: `${id}/image.png`,
    criteria: achievement.criteria,
    issuer: badgeClassIssuerId(publicUrl, programId),
    ...(achievement.tag && { tags: achievement.tag }),
    ...(achievement.alignment && {
      alignment: achievement.alignment.map(
        ({ targetName, targetUrl, targetDescription, targetFramework, targetCode }) => ({
          ...{ targetName, targetUrl },
          ...(targetDescription && { targetDescription }),
          ...(targetFramework && { targetFramework }),
          ...(targetCode && { targetCode }),
        }),
      ),
    }),
    related: [{ type: ['Related'], id, version: 'Open Badges v3p0' }],
  };
};

export const badgeClassIssuerOf = (publicUrl: string, { programId, issuer, contact }: Program) => ({
  '@context': CONTEXT,
  type: 'Issuer',
  id: badgeClassIssuerId(publicUrl, programId),
  name: issuer.name,
  url: issuer.url,
  email: issuer.email ?? contact,
  ...(issuer.description && { description: issuer.description }),
  verification: { allowedOrigins: new URL(publicUrl).host },
});
