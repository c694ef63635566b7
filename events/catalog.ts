/** The only list of events: docs, schemas, golden files and the tests of rules are made from it. */
export { AssertionSigned } from './assertion-signed.ts';
export { AwardDeclined } from './award-declined.ts';
export { BadgeAwarded } from './badge-awarded.ts';
export { CredentialShared } from './credential-shared.ts';
export { CredentialUnshared } from './credential-unshared.ts';
export { EvidenceApproved } from './evidence-approved.ts';
export { EvidenceDenied } from './evidence-denied.ts';
export { EvidenceReturned } from './evidence-returned.ts';
export { PostQuarantined } from './post-quarantined.ts';
export { ProgramRevised } from './program-revised.ts';
export { ReviewStarted } from './review-started.ts';
export { SubmissionCreated } from './submission-created.ts';
export { SubmissionWithdrawn } from './submission-withdrawn.ts';
