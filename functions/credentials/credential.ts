/** What is kept of a credential. */
import * as z from 'zod';
import { BadgeVersion, CredentialId, EmployeeId, Slug } from '../../events/ids.ts';
import { SignedCredential } from '../open-badges/open-badge.ts';

/** The document is kept as text: a map of DynamoDB would reorder its members and hold its numbers in another form. */
const Document = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(SignedCredential);

export const Credential = z.object({
  credentialId: CredentialId,
  awardId: z.uuid(),
  programId: Slug,
  earnerId: EmployeeId,
  badgeId: Slug,
  badgeVersion: BadgeVersion,
  /** Opens the holder's private link, from the award mail. */
  holderKey: CredentialId,
  /** The earner made it public. */
  shared: z.boolean(),
  signedAt: z.iso.datetime(),
  document: Document,
  /** The number of its last event. */
  sequence: z.int().positive(),
});
export type Credential = z.infer<typeof Credential>;
