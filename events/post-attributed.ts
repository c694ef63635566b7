import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId, Slug } from './ids.ts';

/** A post named nobody whom the program knows as an earner: the owner or the deputy said whose it is. */
export const PostAttributed = defineEvent(
  'post.attributed',
  1,
  z.object({ receiptId: z.uuid(), sourceId: Slug, earnerId: EmployeeId, attributedBy: EmployeeId }),
  { summary: 'It was said whose a post in quarantine is.', key: (data) => data.receiptId },
);
