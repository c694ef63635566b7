import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { CredentialId, EmployeeId } from './ids.ts';

/** A credential was signed again under its old address: what it says has changed. */
export const CredentialReissued = defineEvent(
  'credential.reissued',
  1,
  z.object({ awardId: z.uuid(), credentialId: CredentialId, earnerId: EmployeeId }),
  { summary: 'A credential was signed again, with what it says now.', key: (data) => data.awardId },
);
