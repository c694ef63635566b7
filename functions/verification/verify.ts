/** The whole verification of what somebody hands in. */

import type { GuardedFetch } from '../platform/outbound/guarded-fetch.ts';
import type { Collaborators } from './authenticity.ts';
import { documentsOf } from './documents.ts';
import { complete, Fault, type Finding, found, type Verdict, verdictOf } from './findings.ts';
import { type Form, type Presented, readAddress, recognize } from './form.ts';
import { type Hosted, isOfVersion2, verifyHosted } from './hosted-assertion.ts';
import type { OwnDocuments } from './own-documents.ts';
import type { BadgeShape, Shape } from './schema.ts';
import { verifyCredential } from './verify-credential.ts';

export interface Verification {
  own: OwnDocuments;
  fetch: GuardedFetch;
  now: () => Date;
}

/** The bytes of a badge in any of its forms, or the address of one. */
export type Input = { bytes: Uint8Array } | { url: string };

/** What the badge says of itself: its issuer's word if the checks of proof and issuer passed, and hearsay otherwise. */
export interface Claims {
  name: string;
  description?: string | undefined;
  issuer: { id: string; name?: string | undefined };
  /** The id or identifier of whoever holds it: most badges name nobody. */
  subject?: string | undefined;
  validFrom?: string | undefined;
  validUntil?: string | undefined;
}

export interface Report {
  verdict: Verdict;
  form: Form | null;
  /** The version of Open Badges. */
  version: '3.0' | '2.0' | null;
  claims: Claims | null;
  /** One for each check, in order. */
  checks: Finding[];
}

/** Never throws for what it is given. Nothing of it is kept. */
export const verification =
  ({ own, fetch, now }: Verification) =>
  async (input: Input): Promise<Report> => {
    const documents = documentsOf({ own, fetch });
    try {
      const presented =
        'url' in input ? await readAddress(input.url, documents) : await recognize(input.bytes, documents);
      return await verifyPresented(presented, { documents, now });
    } catch (error) {
      if (error instanceof Fault) return reportOf([found(error.code, error.details)]);
      throw error;
    }
  };

const verifyPresented = async ({ form, secured }: Presented, collaborators: Collaborators): Promise<Report> => {
  const known = found('form-known', [form]);
  if (isOfVersion2(secured.document)) {
    const { hosted, findings } = await verifyHosted(secured.document, collaborators);
    return reportOf([known, ...findings], { form, version: '2.0', claims: hosted ? hostedClaims(hosted) : null });
  }
  if (!Array.isArray(secured.document['@context'])) return reportOf([found('not-an-open-badge')], { form });
  const { shape, findings } = await verifyCredential('badge', secured, collaborators);
  return reportOf([known, ...findings], { form, version: '3.0', claims: shape ? claimsOf(shape) : null });
};

const reportOf = (findings: readonly Finding[], about: Partial<Report> = {}): Report => ({
  ...{ verdict: verdictOf(findings), form: null, version: null, claims: null },
  ...about,
  checks: complete(findings),
});

const claimsOf = (shape: Shape): Claims => {
  const { achievement, id, identifier } = (shape as BadgeShape).credentialSubject;
  return {
    name: shape.name ?? achievement.name,
    description: achievement.description,
    issuer: { id: shape.issuer.id, name: shape.issuer.name },
    subject: id ?? identifier?.[0]?.identityHash,
    validFrom: shape.validFrom ?? shape.issuanceDate,
    validUntil: shape.validUntil ?? shape.expirationDate,
  };
};

const hostedClaims = ({ assertion, badgeClass, issuer }: Hosted): Claims => ({
  name: badgeClass?.name ?? assertion.id,
  issuer: { id: issuer?.id ?? '', name: issuer?.name },
  subject: assertion.recipient.identity,
  validFrom: assertion.issuedOn,
  validUntil: assertion.expires,
});
