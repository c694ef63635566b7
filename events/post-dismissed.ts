import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId, Slug } from './ids.ts';

/** Why nothing is to come of a post. */
export const Dismissal = z.enum(['duplicate', 'test', 'spam', 'not-needed']);
export type Dismissal = z.infer<typeof Dismissal>;

/** The owner or the deputy set a post aside for good: it is kept, and is never replayed. */
export const PostDismissed = defineEvent(
  'post.dismissed',
  1,
  z.object({ receiptId: z.uuid(), sourceId: Slug, dismissal: Dismissal, dismissedBy: EmployeeId }),
  { summary: 'A post that waited in quarantine was set aside for good.', key: (data) => data.receiptId },
);
