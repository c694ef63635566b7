/** DynamoDB for endorsements: the only file of this capability with expressions. */
import { EndorsementAccepted } from '../../events/endorsement-accepted.ts';
import { EndorsementDeclined } from '../../events/endorsement-declined.ts';
import { EndorsementInvited } from '../../events/endorsement-invited.ts';
import { EndorsementProposed } from '../../events/endorsement-proposed.ts';
import { EndorsementRefused } from '../../events/endorsement-refused.ts';
import { EndorsementWithdrawn } from '../../events/endorsement-withdrawn.ts';
import type { SignedEndorsement } from '../open-badges/endorsement.ts';
import { type Cause, draftEvent, type EventDraft } from '../platform/draft-event.ts';
import type { Stamp } from '../platform/stamp.ts';
import { eventWrite } from '../platform/table/event-item.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import type { Endorsement } from './endorsement.ts';
import type { Change } from './model.ts';
import { endorsementReader } from './read.ts';

/** An invitation that nobody answers leaves no name and no address behind. */
const UNANSWERED_DAYS = 90;

const forgottenAt = ({ state, changedAt }: Endorsement) =>
  state === 'invited' ? Math.floor(Date.parse(changedAt) / 1000) + UNANSWERED_DAYS * 86_400 : undefined;

export type EndorsementStore = ReturnType<typeof endorsementStore>;

export const endorsementStore = (table: Pick<Table, 'get' | 'query' | 'transact'>, stamp: Stamp) => ({
  ...endorsementReader(table),

  /** Writes what was decided, and the event that tells of it. `Stale` when either changed meanwhile. */
  save({ endorsement, badge, by }: Change, cause: Cause) {
    const key = keys.endorsement(endorsement.endorsementId);
    const { document, ...rest } = endorsement;
    const text = document && { document: JSON.stringify(document) };
    const expiresAt = forgottenAt(endorsement);
    return table.transact([
      { put: { ...key, entity: 'Endorsement', expiresAt, ...rest, ...text }, ...unchangedSince(endorsement) },
      {
        put: { ...keys.endorsedBadge(badge.programId, badge.badgeId), entity: 'EndorsedBadge', ...badge },
        ...unchangedSince(badge),
      },
      eventWrite(key, endorsement.sequence, eventOf(endorsement, by, cause, stamp)),
    ]);
  },

  /** Keeps the document of a hosted endorsement that was accepted. `Stale` when it changed, or was signed, meanwhile. */
  keepDocument({ endorsementId, sequence }: Endorsement, document: SignedEndorsement) {
    return table.transact([
      {
        key: keys.endorsement(endorsementId),
        update: 'SET #document = :document',
        where: '#sequence = :sequence AND attribute_not_exists(#document)',
        names: { '#document': 'document', '#sequence': 'sequence' },
        values: { ':document': JSON.stringify(document), ':sequence': sequence },
      },
    ]);
  },
});

/** The guard of a write that raises the sequence by one. */
const unchangedSince = ({ sequence }: { sequence: number }): Pick<Write, 'where' | 'names' | 'values'> =>
  sequence === 1
    ? isNew
    : { where: '#sequence = :was', names: { '#sequence': 'sequence' }, values: { ':was': sequence - 1 } };

/** What the state that it has now is called where it is told of. */
const eventOf = (
  { state, endorsementId, badgeId, badgeVersion }: Endorsement,
  by = '',
  cause: Cause,
  stamp: Stamp,
): EventDraft => {
  const ids = { endorsementId, badgeId, badgeVersion };
  switch (state) {
    case 'invited':
      return draftEvent(EndorsementInvited, { ...ids, invitedBy: by }, cause, stamp);
    case 'proposed':
      return draftEvent(EndorsementProposed, ids, cause, stamp);
    case 'declined':
      return draftEvent(EndorsementDeclined, ids, cause, stamp);
    case 'accepted':
      return draftEvent(EndorsementAccepted, { ...ids, decidedBy: by }, cause, stamp);
    case 'refused':
      return draftEvent(EndorsementRefused, { ...ids, decidedBy: by }, cause, stamp);
    case 'withdrawn':
      return draftEvent(EndorsementWithdrawn, { ...ids, decidedBy: by }, cause, stamp);
  }
};
