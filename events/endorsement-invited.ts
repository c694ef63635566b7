import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { BadgeVersion, EmployeeId, EndorsementId, Slug } from './ids.ts';

/** The owner or the deputy asked an organization, by mail, to endorse a badge. */
export const EndorsementInvited = defineEvent(
  'endorsement.invited',
  1,
  z.object({ endorsementId: EndorsementId, badgeId: Slug, badgeVersion: BadgeVersion, invitedBy: EmployeeId }),
  {
    summary: 'The owner or the deputy asked an organization, by mail, to endorse a badge.',
    key: (data) => data.endorsementId,
  },
);
