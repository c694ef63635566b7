/** What may become of an endorsement, and how many a badge may have. Pure. */
import { createHash } from 'node:crypto';
import type { SignedEndorsement } from '../open-badges/endorsement.ts';
import { Refused } from '../platform/errors.ts';
import type { EndorsedBadge, Endorsement, Entry, Invitation, State } from './endorsement.ts';

/** What a decision leads to: both are written together. */
export interface Change extends Before {
  /** The member who decided; nobody's id where an endorser did. */
  by: string | undefined;
}

interface Before {
  endorsement: Endorsement;
  badge: EndorsedBadge;
}

/** Where an endorsement belongs to, and when it is decided on. */
interface About {
  endorsementId: string;
  badgeVersion: number;
  now: Date;
  by?: string;
}

export interface Invited extends Omit<Invitation, 'key' | 'validUntil'> {
  key: string;
}

/** At most so many of a badge wait unasked, are asked for, and are accepted. */
const ROOM = 20;
export const INVITATION_DAYS = 30;
const DAY = 86_400_000;

export const noEndorsements = (programId: string, badgeId: string): EndorsedBadge => ({
  programId,
  badgeId,
  entries: [],
  sequence: 0,
});

/** A signed endorsement that came from its endorser. Throws `endorsements-full` where too many wait already. */
export const propose = (badge: EndorsedBadge, document: SignedEndorsement, about: About): Change =>
  entered(badge, { kind: 'signed', state: 'proposed', document }, about);

/** A signed endorsement is refused while so many wait, before any work is spent on it. */
export const demandRoomToPropose = (badge: EndorsedBadge) => demandRoom(badge, { kind: 'signed', state: 'proposed' });

/** Asks for a hosted endorsement. Throws `endorsements-full` where too many were asked for already. */
export const invite = (badge: EndorsedBadge, invited: Invited, about: About): Change => {
  const validUntil = new Date(about.now.getTime() + INVITATION_DAYS * DAY).toISOString();
  const invitation = { ...invited, validUntil };
  return entered(withoutLapsed(badge, about.now), { kind: 'hosted', state: 'invited', invitation }, about);
};

/** The invitation to this address that can be answered still. */
export const openInvitation = ({ entries }: EndorsedBadge, email: string, now: Date): Entry | undefined =>
  entries.find((entry) => entry.addressee === addresseeOf(email) && entry.state === 'invited' && !lapsed(entry, now));

/** Throws `invitation-expired` for an invitation that was not answered in time. */
export const demandAnswerable = ({ state, invitation }: Endorsement, now: Date): void => {
  if (state !== 'invited' || !lapsed(invitation, now)) return;
  throw new Refused('invitation-expired', {
    status: 410,
    message: `This link could be answered for ${INVITATION_DAYS} days. Ask the program for a new one.`,
  });
};

/** The organization that was asked confirms, with a comment of its own or none. */
export const confirm = ({ endorsement, badge }: Before, comment: string, now: Date): Change | undefined => {
  const confirmed = { confirmedAt: now.toISOString(), ...(comment && { comment }) };
  return moved({ endorsement: { ...endorsement, ...confirmed }, badge }, 'proposed', now);
};

const FROM: Readonly<Partial<Record<State, State>>> = {
  proposed: 'invited',
  declined: 'invited',
  accepted: 'proposed',
  refused: 'proposed',
  withdrawn: 'accepted',
};

/**
 * The endorsement in another state; undefined for one that is there already. Throws `endorsement-overtaken` from a state that
 * does not lead there.
 */
export const moved = ({ endorsement, badge }: Before, to: State, now: Date, by?: string): Change | undefined => {
  if (endorsement.state === to) return undefined;
  demandAnswerable(endorsement, now);
  if (endorsement.state !== FROM[to]) {
    throw new Refused('endorsement-overtaken', {
      message: `The endorsement is ${endorsement.state} by now, and nothing was changed.`,
      details: { state: endorsement.state },
    });
  }
  const sequence = endorsement.sequence + 1;
  const next: Endorsement = { ...endorsement, state: to, changedAt: now.toISOString(), sequence };
  const others = badge.entries.filter(({ endorsementId }) => endorsementId !== endorsement.endorsementId);
  return { endorsement: next, badge: withEntry({ ...badge, entries: others }, next), by };
};

const entered = (
  badge: EndorsedBadge,
  content: Pick<Endorsement, 'kind' | 'state' | 'document' | 'invitation'>,
  { now, by, ...ids }: About,
): Change => {
  const { programId, badgeId } = badge;
  const endorsement = { ...ids, programId, badgeId, ...content, changedAt: now.toISOString(), sequence: 1 };
  return { endorsement, badge: withEntry(badge, endorsement), by };
};

/** With an entry for what is open or accepted; an end has none. */
const withEntry = (badge: EndorsedBadge, endorsement: Endorsement): EndorsedBadge => {
  const sequence = badge.sequence + 1;
  const { endorsementId, badgeVersion, kind, state, changedAt, invitation } = endorsement;
  if (state === 'refused' || state === 'declined' || state === 'withdrawn') return { ...badge, sequence };
  demandRoom(badge, endorsement);
  const asked = invitation && { validUntil: invitation.validUntil, addressee: addresseeOf(invitation.email) };
  const entry = { endorsementId, badgeVersion, kind, state, changedAt, ...asked };
  return { ...badge, entries: [...badge.entries, entry], sequence };
};

type Placed = Pick<Entry, 'kind'> & { state: State };
/** What was asked for keeps its place until it is decided on: strangers cannot take it. */
const placeOf = ({ state, kind }: Placed) => (state === 'accepted' ? state : kind);

const demandRoom = ({ entries }: EndorsedBadge, newcomer: Placed): void => {
  if (entries.filter((entry) => placeOf(entry) === placeOf(newcomer)).length < ROOM) return;
  throw new Refused('endorsements-full', {
    status: 429,
    message: `This badge has ${ROOM} such endorsements already. Its owner must decide on some of them first.`,
  });
};

const lapsed = (asked: { validUntil?: string | undefined } | undefined, now: Date) =>
  asked?.validUntil !== undefined && new Date(asked.validUntil) <= now;

const withoutLapsed = (badge: EndorsedBadge, now: Date): EndorsedBadge => ({
  ...badge,
  entries: badge.entries.filter((entry) => entry.state !== 'invited' || !lapsed(entry, now)),
});

const addresseeOf = (email: string) => createHash('sha256').update(email.toLowerCase()).digest('base64url');
