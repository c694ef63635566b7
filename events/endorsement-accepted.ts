import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { BadgeVersion, EmployeeId, EndorsementId, Slug } from './ids.ts';

/** The owner or the deputy accepted an endorsement: credentials issued from now on carry it. */
export const EndorsementAccepted = defineEvent(
  'endorsement.accepted',
  1,
  z.object({ endorsementId: EndorsementId, badgeId: Slug, badgeVersion: BadgeVersion, decidedBy: EmployeeId }),
  {
    summary: 'The owner or the deputy accepted an endorsement: credentials issued from now on carry it.',
    key: (data) => data.endorsementId,
  },
);
