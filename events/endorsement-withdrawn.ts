import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { BadgeVersion, EmployeeId, EndorsementId, Slug } from './ids.ts';

/** The owner or the deputy withdrew an accepted endorsement: credentials issued from now on do not carry it. */
export const EndorsementWithdrawn = defineEvent(
  'endorsement.withdrawn',
  1,
  z.object({ endorsementId: EndorsementId, badgeId: Slug, badgeVersion: BadgeVersion, decidedBy: EmployeeId }),
  {
    summary:
      'The owner or the deputy withdrew an accepted endorsement: credentials issued from now on do not carry it.',
    key: (data) => data.endorsementId,
  },
);
