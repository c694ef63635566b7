import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { BadgeVersion, EndorsementId, Slug } from './ids.ts';

/** An organization endorsed a version of a badge, signed by itself or confirmed by mail; it waits for the owner. */
export const EndorsementProposed = defineEvent(
  'endorsement.proposed',
  1,
  z.object({ endorsementId: EndorsementId, badgeId: Slug, badgeVersion: BadgeVersion }),
  {
    summary:
      'An organization endorsed a version of a badge, signed by itself or confirmed by mail; it waits for the owner.',
    key: (data) => data.endorsementId,
  },
);
