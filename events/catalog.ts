/** The only list of events: the docs, the schemas and the tests of rules and golden files are made from it. */
import { AssertionSigned } from './assertion-signed.ts';
import { AwardDeclined } from './award-declined.ts';
import { BadgeAwarded } from './badge-awarded.ts';
import { BadgeRevoked } from './badge-revoked.ts';
import { ConcernReported } from './concern-reported.ts';
import { CredentialReissued } from './credential-reissued.ts';
import { CredentialShared } from './credential-shared.ts';
import { CredentialUnshared } from './credential-unshared.ts';
import type { EventDefinition } from './define-event.ts';
import { EarnerNamed } from './earner-named.ts';
import { EarnerUnnamed } from './earner-unnamed.ts';
import { EndorsementAccepted } from './endorsement-accepted.ts';
import { EndorsementDeclined } from './endorsement-declined.ts';
import { EndorsementInvited } from './endorsement-invited.ts';
import { EndorsementProposed } from './endorsement-proposed.ts';
import { EndorsementRefused } from './endorsement-refused.ts';
import { EndorsementWithdrawn } from './endorsement-withdrawn.ts';
import { EvidenceApproved } from './evidence-approved.ts';
import { EvidenceDenied } from './evidence-denied.ts';
import { EvidenceReturned } from './evidence-returned.ts';
import { EvidenceWithheld } from './evidence-withheld.ts';
import { IdentityReleased } from './identity-released.ts';
import { PortfolioClosed } from './portfolio-closed.ts';
import { PortfolioOpened } from './portfolio-opened.ts';
import { PostAttributed } from './post-attributed.ts';
import { PostDismissed } from './post-dismissed.ts';
import { PostQuarantined } from './post-quarantined.ts';
import { PostReplayed } from './post-replayed.ts';
import { ProgramRevised } from './program-revised.ts';
import { ReviewStarted } from './review-started.ts';
import { SubmissionCreated } from './submission-created.ts';
import { SubmissionWithdrawn } from './submission-withdrawn.ts';
import { WebhookEndpointAdded } from './webhook-endpoint-added.ts';
import { WebhookEndpointChanged } from './webhook-endpoint-changed.ts';
import { WebhookEndpointDisabled } from './webhook-endpoint-disabled.ts';
import { WebhookEndpointEnabled } from './webhook-endpoint-enabled.ts';
import { WebhookEndpointRemoved } from './webhook-endpoint-removed.ts';

export const catalog: readonly EventDefinition[] = [
  AssertionSigned,
  AwardDeclined,
  BadgeAwarded,
  BadgeRevoked,
  ConcernReported,
  CredentialReissued,
  CredentialShared,
  CredentialUnshared,
  EarnerNamed,
  EarnerUnnamed,
  EndorsementAccepted,
  EndorsementDeclined,
  EndorsementInvited,
  EndorsementProposed,
  EndorsementRefused,
  EndorsementWithdrawn,
  EvidenceApproved,
  EvidenceDenied,
  EvidenceReturned,
  EvidenceWithheld,
  IdentityReleased,
  PortfolioClosed,
  PortfolioOpened,
  PostAttributed,
  PostDismissed,
  PostQuarantined,
  PostReplayed,
  ProgramRevised,
  ReviewStarted,
  SubmissionCreated,
  SubmissionWithdrawn,
  WebhookEndpointAdded,
  WebhookEndpointChanged,
  WebhookEndpointDisabled,
  WebhookEndpointEnabled,
  WebhookEndpointRemoved,
];
