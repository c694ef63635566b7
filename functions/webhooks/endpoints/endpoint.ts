/** What is kept of an endpoint: a system of the district that is told of what happens. */
import * as z from 'zod';
import { EmployeeId, Slug } from '../../../events/ids.ts';
import { publicEvents } from '../../../events/public-events.ts';
import { DisablingReason } from '../../../events/webhook-endpoint-disabled.ts';

export const PublicType = z.enum(publicEvents.map(({ type }) => type));
export type PublicType = z.infer<typeof PublicType>;

const Secret = z.object({
  /** KMS ciphertext. */
  sealed: z.string(),
  /** Of the one before the newest: until when it signs beside it. */
  until: z.iso.datetime().optional(),
});
export type Secret = z.infer<typeof Secret>;

export const Endpoint = z.object({
  programId: Slug,
  endpointId: z.uuid(),
  url: z.string(),
  description: z.string(),
  /** What it is told. Without it: every event that everybody concerned hears anyway, also those to come. */
  events: z.array(PublicType).optional(),
  /** The newest first. */
  secrets: z.array(Secret).min(1).max(2),
  addedAt: z.iso.datetime(),
  /** Since when it is enabled, or is not. */
  since: z.iso.datetime(),
  /** Why nothing is sent to it, and who decided so, if it was a person. */
  disabled: z.object({ reason: DisablingReason, by: EmployeeId.optional() }).optional(),
});
export type Endpoint = z.infer<typeof Endpoint>;

/** All endpoints of a program change one after the other: the number of the last change. */
export const Webhooks = z.object({
  programId: Slug,
  endpoints: z.int().nonnegative(),
  sequence: z.int().nonnegative(),
});
export type Webhooks = z.infer<typeof Webhooks>;
