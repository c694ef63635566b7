import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { CredentialId, EmployeeId } from './ids.ts';

/** The earner took a public credential back. */
export const CredentialUnshared = defineEvent(
  'credential.unshared',
  1,
  z.object({ awardId: z.uuid(), credentialId: CredentialId, earnerId: EmployeeId }),
  { summary: 'The earner took a public credential back.', key: (data) => data.awardId },
);
