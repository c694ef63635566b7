/** The only list of events: the docs, the schemas and the tests of rules and golden files are made from it. */
import { AssertionSigned } from './assertion-signed.ts';
import { AwardDeclined } from './award-declined.ts';
import { BadgeAwarded } from './badge-awarded.ts';
import { CredentialShared } from './credential-shared.ts';
import { CredentialUnshared } from './credential-unshared.ts';
import type { EventDefinition } from './define-event.ts';
import { EvidenceApproved } from './evidence-approved.ts';
import { EvidenceDenied } from './evidence-denied.ts';
import { EvidenceReturned } from './evidence-returned.ts';
import { IdentityReleased } from './identity-released.ts';
import { PostQuarantined } from './post-quarantined.ts';
import { ProgramRevised } from './program-revised.ts';
import { ReviewStarted } from './review-started.ts';
import { SubmissionCreated } from './submission-created.ts';
import { SubmissionWithdrawn } from './submission-withdrawn.ts';

export const catalog: readonly EventDefinition[] = [
  AssertionSigned,
  AwardDeclined,
  BadgeAwarded,
  CredentialShared,
  CredentialUnshared,
  EvidenceApproved,
  EvidenceDenied,
  EvidenceReturned,
  IdentityReleased,
  PostQuarantined,
  ProgramRevised,
  ReviewStarted,
  SubmissionCreated,
  SubmissionWithdrawn,
];
