import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { BadgeVersion, EmployeeId, Slug } from './ids.ts';

/** An earner now holds a badge; its credential may not be signed yet. */
export const BadgeAwarded = defineEvent(
  'badge.awarded',
  1,
  z.object({
    awardId: z.uuid(),
    badgeId: Slug,
    badgeVersion: BadgeVersion,
    earnerId: EmployeeId,
    submissionId: z.uuid(),
  }),
  { summary: 'An earner now holds a badge.', key: (data) => data.awardId },
);
