/** A verified post that could not become a submission, and what became of it since. */
import * as z from 'zod';
import { EmployeeId, Slug } from '../../../events/ids.ts';
import { Dismissal } from '../../../events/post-dismissed.ts';
import { QuarantineReason } from '../../../events/post-quarantined.ts';

/** waiting: for somebody to mend the cause. replayed: it became a submission. dismissed: set aside for good, and kept. */
const QuarantineState = z.enum(['waiting', 'replayed', 'dismissed']);

export const QuarantinedPost = z.object({
  receiptId: z.uuid(),
  programId: Slug,
  sourceId: Slug,
  webhookId: z.string(),
  receivedAt: z.iso.datetime(),
  /** Everything that follows from the post is traced by this. */
  correlationId: z.string(),
  state: QuarantineState,
  /** How many events its history has; whoever writes says which one was the last. */
  sequence: z.int().positive(),
  reason: QuarantineReason,
  problems: z.array(z.object({ at: z.string(), code: z.string(), words: z.int().optional() })),
  /** The member whom the post names, if there is one: they are told too. Never in the event. */
  earnerId: EmployeeId.optional(),
  /** Whose it is, by the owner's word: for this post alone, where it names nobody whom the program knows as an earner. */
  attributedTo: EmployeeId.optional(),
  /** When and by whom it was replayed or dismissed. */
  resolvedAt: z.iso.datetime().optional(),
  resolvedBy: EmployeeId.optional(),
  submissionId: z.uuid().optional(),
  dismissal: Dismissal.optional(),
});
export type QuarantinedPost = z.infer<typeof QuarantinedPost>;

/** What was sent, gzip'd: beside the post, so that lists need not read it. Gone once it has become a submission. */
export const QuarantinedBody = z.object({ body: z.custom<Uint8Array>((value) => value instanceof Uint8Array) });
