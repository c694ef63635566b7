/**
 * What the systems of a district may be told of. The others are for the inside: who looked at what, and what people decide
 * about their own pages.
 */
import { AssertionSigned } from './assertion-signed.ts';
import { AwardDeclined } from './award-declined.ts';
import { BadgeAwarded } from './badge-awarded.ts';
import { BadgeRevoked } from './badge-revoked.ts';
import { CredentialReissued } from './credential-reissued.ts';
import { CredentialShared } from './credential-shared.ts';
import { CredentialUnshared } from './credential-unshared.ts';
import { EvidenceApproved } from './evidence-approved.ts';
import { EvidenceDenied } from './evidence-denied.ts';
import { EvidenceReturned } from './evidence-returned.ts';
import { PostQuarantined } from './post-quarantined.ts';
import { ProgramRevised } from './program-revised.ts';
import { SubmissionCreated } from './submission-created.ts';
import { SubmissionWithdrawn } from './submission-withdrawn.ts';

/** Of awards and of the program itself: what everybody concerned hears anyway. */
export const announcedEvents = [
  AssertionSigned,
  BadgeAwarded,
  BadgeRevoked,
  CredentialReissued,
  CredentialShared,
  CredentialUnshared,
  ProgramRevised,
] as const;

/** Of learning: for the owner, and never for administrators. Told only where the owner asks for it by name. */
export const learningEvents = [
  AwardDeclined,
  EvidenceApproved,
  EvidenceDenied,
  EvidenceReturned,
  PostQuarantined,
  SubmissionCreated,
  SubmissionWithdrawn,
] as const;

export const publicEvents = [...announcedEvents, ...learningEvents] as const;
