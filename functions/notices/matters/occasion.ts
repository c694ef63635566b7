/** What a notice is about: its kind, and the ids of what it tells of. Names, comments and addresses are read when it is written. */
import * as z from 'zod';
import { Attempt, CredentialId, EmployeeId, EndorsementId, Slug } from '../../../events/ids.ts';
import { QuarantineReason } from '../../../events/post-quarantined.ts';

const ofAttempt = { programId: Slug, submissionId: z.uuid(), attempt: Attempt };
const ofAward = { programId: Slug, awardId: z.uuid(), credentialId: CredentialId };
const ofConcern = { programId: Slug, concernId: z.uuid() };
const ofEndorsement = { programId: Slug, endorsementId: EndorsementId };
/** An endpoint may be disabled more than once: each time is an event of its own. */
const ofEndpoint = { programId: Slug, endpointId: z.uuid(), eventId: z.uuid() };

export const Occasion = z.discriminatedUnion('kind', [
  /** To the earner: the evidence is here. */
  z.object({ kind: z.literal('submission-received'), ...ofAttempt }),
  /** To the reviewers, never to the one who sent it. */
  z.object({ kind: z.literal('review-wanted'), ...ofAttempt }),
  /** To the owner, where nobody but the earner could review it. */
  z.object({ kind: z.literal('reviewer-missing'), ...ofAttempt }),
  /** To the earner: comments, and what to do next. */
  z.object({ kind: z.literal('returned'), ...ofAttempt }),
  /** To the earner: a denial. */
  z.object({ kind: z.literal('not-yet'), ...ofAttempt }),
  /** To the earner, with the private link. */
  z.object({ kind: z.literal('badge-awarded'), ...ofAward }),
  /** To the earner: the badge is revoked, and why. */
  z.object({ kind: z.literal('badge-revoked'), ...ofAward }),
  /** To administrators, for their schools. */
  z.object({ kind: z.literal('award-notice'), ...ofAward }),
  /** To the owner, once a day while anything does: posts wait in quarantine. */
  z.object({ kind: z.literal('posts-waiting'), programId: Slug, day: z.iso.date() }),
  /** To the member whom such a post names: for each reason once, because a replay may find another. */
  z.object({
    ...{ kind: z.literal('post-set-aside'), programId: Slug, receiptId: z.uuid() },
    reason: QuarantineReason,
  }),
  /** To one reader: awards that were gathered; for the owner and the deputy, who cannot be reached. */
  z.object({ kind: z.literal('digest'), programId: Slug, readerId: EmployeeId, digestId: z.uuid() }),
  /** To the owner: somebody reported a concern about a public page. */
  z.object({ kind: z.literal('concern-reported'), ...ofConcern }),
  /** To an organization, which is no member: it is asked to endorse a badge. */
  z.object({ kind: z.literal('endorsement-wanted'), ...ofEndorsement }),
  /** To the owner: an endorsement waits for a decision. */
  z.object({ kind: z.literal('endorsement-proposed'), ...ofEndorsement }),
  /** To the owner: nothing is sent to one of the program's systems any more. */
  z.object({ kind: z.literal('webhook-disabled'), ...ofEndpoint }),
]);
export type Occasion = z.infer<typeof Occasion>;
export type OccasionKind = Occasion['kind'];
export type OccasionOf<Kind extends OccasionKind> = Extract<Occasion, { kind: Kind }>;

/** What makes two occasions of a program the same: nobody is told twice of one. */
export const naturalKey = (occasion: Occasion): string => {
  if ('submissionId' in occasion) return `${occasion.kind}:${occasion.submissionId}:${occasion.attempt}`;
  if ('digestId' in occasion) return `${occasion.kind}:${occasion.digestId}`;
  if ('concernId' in occasion) return `${occasion.kind}:${occasion.concernId}`;
  if ('endpointId' in occasion) return `${occasion.kind}:${occasion.endpointId}:${occasion.eventId}`;
  if ('endorsementId' in occasion) return `${occasion.kind}:${occasion.endorsementId}`;
  if ('receiptId' in occasion) return `${occasion.kind}:${occasion.receiptId}:${occasion.reason}`;
  return `${occasion.kind}:${'awardId' in occasion ? occasion.awardId : occasion.day}`;
};
