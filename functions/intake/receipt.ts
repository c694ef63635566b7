/** What is kept of a post: the receipt of every one, and the post itself where nothing could be made of it. */
import * as z from 'zod';
import { EmployeeId, Slug } from '../../events/ids.ts';
import { QuarantineReason } from '../../events/post-quarantined.ts';

/** What a post is answered with. It knows the body by its hash alone, and expires. */
export const Receipt = z.object({
  receiptId: z.uuid(),
  programId: Slug,
  sourceId: Slug,
  webhookId: z.string(),
  /** SHA-256 of the raw bytes, as base64url. */
  bodyHash: z.string(),
  receivedAt: z.iso.datetime(),
  outcome: z.enum(['submission', 'quarantined', 'kept']),
  submissionId: z.uuid().optional(),
});
export type Receipt = z.infer<typeof Receipt>;

/** Who sent what when, of a post that is kept whole. */
const KeptWhole = z.object({
  receiptId: z.uuid(),
  programId: Slug,
  sourceId: Slug,
  webhookId: z.string(),
  receivedAt: z.iso.datetime(),
  /** The JSON that was sent, gzip'd: out of its envelope and without a secret, so that it can be read without a key. */
  body: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

/** A verified post that waits, with its reason. */
export const QuarantinedPost = KeptWhole.extend({
  reason: QuarantineReason,
  problems: z.array(z.object({ at: z.string(), code: z.string(), words: z.int().optional() })),
  /** The member whom the post names, if there is one: they are told too. Never in the event. */
  earnerId: EmployeeId.optional(),
});
export type QuarantinedPost = z.infer<typeof QuarantinedPost>;

/** As above, as lists show it. */
export const WaitingPost = QuarantinedPost.omit({ body: true });
export type WaitingPost = z.infer<typeof WaitingPost>;

/** A verified post of a type that means nothing here yet. */
export const KeptPost = KeptWhole.extend({ type: z.string().optional() });
export type KeptPost = z.infer<typeof KeptPost>;
