import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { BadgeVersion, EmployeeId, EndorsementId, Slug } from './ids.ts';

/** The owner or the deputy refused an endorsement. */
export const EndorsementRefused = defineEvent(
  'endorsement.refused',
  1,
  z.object({ endorsementId: EndorsementId, badgeId: Slug, badgeVersion: BadgeVersion, decidedBy: EmployeeId }),
  { summary: 'The owner or the deputy refused an endorsement.', key: (data) => data.endorsementId },
);
