import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { CredentialId, EmployeeId, Slug } from './ids.ts';

/** An award was revoked. Why is in the table, where few may read it. */
export const BadgeRevoked = defineEvent(
  'badge.revoked',
  1,
  z.object({
    awardId: z.uuid(),
    credentialId: CredentialId,
    badgeId: Slug,
    earnerId: EmployeeId,
    /** The number of the program's status list that must say so. */
    statusList: z.int().positive(),
  }),
  { summary: 'An award was revoked: its credential is valid no more.', key: (data) => data.awardId },
);
