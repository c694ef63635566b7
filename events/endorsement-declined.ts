import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { BadgeVersion, EndorsementId, Slug } from './ids.ts';

/** An organization that was asked to endorse a badge declined. */
export const EndorsementDeclined = defineEvent(
  'endorsement.declined',
  1,
  z.object({ endorsementId: EndorsementId, badgeId: Slug, badgeVersion: BadgeVersion }),
  { summary: 'An organization that was asked to endorse a badge declined.', key: (data) => data.endorsementId },
);
