/** What is kept of a post: the receipt of every one, and the post itself where it means nothing here yet. */
import * as z from 'zod';
import { Slug } from '../../events/ids.ts';

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

/** A verified post of a type that means nothing here yet. */
export const KeptPost = z.object({
  receiptId: z.uuid(),
  programId: Slug,
  sourceId: Slug,
  webhookId: z.string(),
  receivedAt: z.iso.datetime(),
  /** The JSON that was sent, gzip'd: out of its envelope and without a secret, so that it can be read without a key. */
  body: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  type: z.string().optional(),
});
export type KeptPost = z.infer<typeof KeptPost>;
