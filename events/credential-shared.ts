import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { CredentialId, EmployeeId } from './ids.ts';

/** The earner made a credential public. */
export const CredentialShared = defineEvent(
  'credential.shared',
  1,
  z.object({ awardId: z.uuid(), credentialId: CredentialId, earnerId: EmployeeId }),
  { summary: 'The earner made a credential public.', key: (data) => data.awardId },
);
