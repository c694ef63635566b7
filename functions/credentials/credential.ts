/** What is kept of a credential. */
import * as z from 'zod';
import { BadgeVersion, CredentialId, EmployeeId, Slug } from '../../events/ids.ts';
import { SignedCredential } from '../open-badges/open-badge.ts';

/**
 * The document is kept as text: a map of DynamoDB would reorder its members and hold its numbers in another form. It comes
 * back as it was written, not as the schema orders it: the signature of its JWT is over these very bytes.
 */
const Document = z.string().transform((text, context): SignedCredential => {
  const document = JSON.parse(text);
  const { error } = SignedCredential.safeParse(document);
  if (error) context.addIssue({ code: 'custom', message: `The document breaks a rule: ${z.prettifyError(error)}` });
  return document;
});

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
  /** The signature of the same credential as a JWT. */
  jwt: z.object({ key: z.string(), signature: z.string() }),
  /** Its place in a status list of its program, the same for ever. */
  status: z.object({ list: z.int().positive(), index: z.int().nonnegative() }),
  /** Which item of the attempt each item of evidence in the document is. */
  evidenceItems: z.array(z.int().nonnegative()),
  /** Items of the attempt that are shown no more, whatever was agreed. */
  withheld: z.array(z.int().nonnegative()),
  revokedAt: z.iso.datetime().optional(),
  /** The number of its last event. */
  sequence: z.int().positive(),
});
export type Credential = z.infer<typeof Credential>;

/** Why a credential is worth nothing any more: for its earner, the owner and finance, and nobody else. */
export const Revocation = z.object({
  awardId: z.uuid(),
  reason: z.string(),
  revokedAt: z.iso.datetime(),
  revokedBy: EmployeeId,
});
export type Revocation = z.infer<typeof Revocation>;

/**
 * Whether the signed document may be shown: not while an item of evidence in it has been withheld, until it is signed again
 * without it.
 */
export const isPresentable = ({ evidenceItems, withheld }: Pick<Credential, 'evidenceItems' | 'withheld'>) =>
  !evidenceItems.some((item) => withheld.includes(item));
