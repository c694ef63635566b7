import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { CredentialId, EmployeeId } from './ids.ts';

/** An item of evidence that was public is shown no more: the credential is signed again without it. */
export const EvidenceWithheld = defineEvent(
  'evidence.withheld',
  1,
  z.object({ awardId: z.uuid(), credentialId: CredentialId, earnerId: EmployeeId }),
  { summary: 'An item of public evidence was withheld: its credential is signed again.', key: (data) => data.awardId },
);
