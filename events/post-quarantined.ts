import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { Slug } from './ids.ts';

/** Why a verified post could not become a submission. */
export const QuarantineReason = z.enum([
  'unreadable-submission',
  'program-not-published',
  'unknown-earner',
  'not-an-earner',
  'unknown-badge',
  'evidence-missing',
  'evidence-invalid',
  'prerequisite-missing',
  'submission-open',
  'badge-already-held',
  'denied-is-final',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

/** A verified post waits in quarantine: the owner must hear of it, because the sender was told that it was accepted. */
export const PostQuarantined = defineEvent(
  'post.quarantined',
  1,
  z.object({ receiptId: z.uuid(), sourceId: Slug, reason: QuarantineReason }),
  { summary: 'A verified post could not become a submission and waits in quarantine.', key: (data) => data.receiptId },
);
