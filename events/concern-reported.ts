import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { CredentialId, Slug } from './ids.ts';

/** Somebody reported a concern about the public page of a credential. */
export const ConcernReported = defineEvent(
  'concern.reported',
  1,
  z.object({ concernId: z.uuid(), credentialId: CredentialId, awardId: z.uuid(), badgeId: Slug }),
  {
    summary: 'Somebody reported a concern about the public page of a credential.',
    key: (data) => data.credentialId,
  },
);
