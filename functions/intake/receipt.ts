/** What is kept of a post: the receipt of every one, and the post itself where it means nothing here yet. */
import * as z from 'zod';
import { Slug } from '../../events/ids.ts';

/** What a post is answered with. It knows the body by its hash alone, and expires. */
export const Receipt = z.object({
  receiptId: z.uuid(),
  programId: Slug,
  sourceId: Slug,
  webhookId: z.string(),
  /** SHA-256 of what was sent, as base64url: of the raw bytes, but for formats that wrap it up. */
  bodyHash: z.string(),
  receivedAt: z.iso.datetime(),
  /** `passed-over`: the source's mapping says that it is none of the program's business, and no more is kept of it. */
  outcome: z.enum(['submission', 'quarantined', 'kept', 'passed-over']),
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
