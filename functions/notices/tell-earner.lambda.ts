import { AssertionSigned } from '../../events/assertion-signed.ts';
import { BadgeRevoked } from '../../events/badge-revoked.ts';
import { EvidenceDenied } from '../../events/evidence-denied.ts';
import { EvidenceReturned } from '../../events/evidence-returned.ts';
import { SubmissionCreated } from '../../events/submission-created.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { tellEarner } from './tell/tell-earner.ts';

const tell = tellEarner(postOffice(readEnv(postOfficeEnv)));

export const handler = consume(
  on(SubmissionCreated, tell.received),
  on(EvidenceReturned, tell.returned),
  on(EvidenceDenied, tell.denied),
  on(AssertionSigned, tell.awarded),
  on(BadgeRevoked, tell.revoked),
);
