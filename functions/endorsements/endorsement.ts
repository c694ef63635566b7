/** What is kept of an endorsement, and of the endorsements of a badge. */
import * as z from 'zod';
import { BadgeVersion, EndorsementId, Slug } from '../../events/ids.ts';
import { SignedEndorsement } from '../open-badges/endorsement.ts';

/**
 * invited: asked for by mail. proposed: signed by its endorser, or confirmed by mail; the owner decides. accepted: embedded in
 * what is issued from then on. The others are ends.
 */
export const State = z.enum(['invited', 'proposed', 'accepted', 'refused', 'declined', 'withdrawn']);
export type State = z.infer<typeof State>;

/** signed: by the endorser's own key. hosted: confirmed by mail, and signed by the program's issuer on the endorser's behalf. */
export const Kind = z.enum(['signed', 'hosted']);
export type Kind = z.infer<typeof Kind>;

/** The document is kept as text: a map of DynamoDB would reorder its members. */
const Document = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(SignedEndorsement);

const Invitation = z.object({
  name: z.string(),
  url: z.string(),
  email: z.string(),
  language: z.enum(['en', 'es']),
  /** Opens the link in the mail. Readable, as the mail is written later, by another function. */
  key: z.string().min(22),
  validUntil: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

export const Endorsement = z.object({
  endorsementId: EndorsementId,
  programId: Slug,
  badgeId: Slug,
  badgeVersion: BadgeVersion,
  kind: Kind,
  state: State,
  /** Since when it is in this state. */
  changedAt: z.iso.datetime(),
  /** Of a hosted one. */
  invitation: Invitation.optional(),
  /** Of a hosted one, when it was confirmed. */
  confirmedAt: z.iso.datetime().optional(),
  comment: z.string().optional(),
  /** Of a hosted one, only once it was accepted and signed. */
  document: Document.optional(),
  /** The number of its last event. */
  sequence: z.int().positive(),
});
export type Endorsement = z.infer<typeof Endorsement>;

const Entry = Endorsement.pick({ endorsementId: true, badgeVersion: true, kind: true, changedAt: true }).extend({
  state: State.extract(['invited', 'proposed', 'accepted']),
  /** Of an invitation: until when it can be answered, and a hash of the address, so that nobody is asked twice at a time. */
  validUntil: z.iso.datetime().optional(),
  addressee: z.string().optional(),
});
export type Entry = z.infer<typeof Entry>;

/** The endorsements of a badge that are open or accepted, by the time of their last change. */
export const EndorsedBadge = z.object({
  programId: Slug,
  badgeId: Slug,
  entries: z.array(Entry),
  sequence: z.int().nonnegative(),
});
export type EndorsedBadge = z.infer<typeof EndorsedBadge>;
