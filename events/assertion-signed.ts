import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { CredentialId, EmployeeId, Slug } from './ids.ts';

/** The credential of an award is signed and kept; its holder can be told. */
export const AssertionSigned = defineEvent(
  'assertion.signed',
  1,
  z.object({ awardId: z.uuid(), credentialId: CredentialId, badgeId: Slug, earnerId: EmployeeId }),
  { summary: 'The credential of an award is signed.', key: (data) => data.awardId },
);
