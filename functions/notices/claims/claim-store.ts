/** DynamoDB for claims. */
import { indexes, keys, waitingFor } from '../../platform/table/keys.ts';
import type { PageOf, PageQuery, Table } from '../../platform/table/table.ts';
import { isNew, type Write } from '../../platform/table/transact.ts';
import { wins } from '../../platform/table/wins.ts';
import { Claim, MAY_BECOME, type Outcome, Trouble } from './claim.ts';

export type ClaimStore = ReturnType<typeof claimStore>;

/** Longer than the bus keeps events (a year): a replay of the archive mails nobody again. */
const CLAIM_DAYS = 400;

/** Which sending of which notice something is heard of. */
type Sending = Pick<Claim, 'claimId' | 'resent'>;

interface About {
  at: Date;
  messageId?: string;
  reason?: string;
}

export const claimStore = (table: Pick<Table, 'get' | 'query' | 'page' | 'transact'>) => ({
  get: (claimId: string) => table.get(keys.noticeClaim(claimId), Claim),

  /** False when the person was claimed for this occasion before. It waits for its outcome in the `waiting` index. */
  take: (claim: Claim) => wins(table, ...claimWrites(claim)),

  /** The second and last sending. False when somebody else took it, or an outcome came meanwhile. */
  takeAgain: ({ claimId, resent }: Claim, leaseUntil: string) => {
    const { where, names, values } = stillClaimed({ attempt: 1, resent });
    const update = 'SET #attempt = :second, leaseUntil = :until, waitingSince = :until';
    const key = keys.noticeClaim(claimId);
    return wins(table, { key, update, where, names, values: { ...values, ':second': 2, ':until': leaseUntil } });
  },

  /** Undoes a claim under which certainly nothing was sent: whoever comes next may take it. */
  release: ({ claimId, programId, attempt, resent, leaseUntil }: Claim) => {
    const key = keys.noticeClaim(claimId);
    const { where, names, values } = stillClaimed({ attempt, resent });
    if (attempt === 2) {
      const update = 'SET #attempt = :first, leaseUntil = :until, waitingSince = :until';
      return wins(table, { key, update, where, names, values: { ...values, ':first': 1, ':until': leaseUntil } });
    }
    if (resent === 0) return wins(table, { key, remove: true, where, names, values });
    // Back to what it was before somebody had it sent again: they may try once more.
    return wins(table, {
      key,
      update: 'SET #state = was, resent = :before, waitingFor = :unreached, waitingSince = settledAt REMOVE was',
      where,
      names,
      values: { ...values, ':before': resent - 1, ':unreached': waitingFor.unreached(programId) },
    });
  },

  /** Keeps that it was sent, or is gone; it waits no longer. False when something better was known, or there is no such claim. */
  settle: (sending: Sending, outcome: Exclude<Outcome, Trouble>, about: About) =>
    wins(table, outcomeWrite(sending, outcome, about, `REMOVE ${indexes.waiting.pk}, ${indexes.waiting.sk}`, {})),

  /** Keeps what is wrong with it; it waits for whoever answers for the program. False as for `settle`. */
  fail: (
    { programId, occasion, ...sending }: Sending & Pick<Claim, 'programId' | 'occasion'>,
    trouble: Trouble,
    about: About,
  ) =>
    wins(
      table,
      outcomeWrite(sending, trouble, about, ', waitingFor = :unreached, waitingSince = :at', {
        ':unreached': waitingFor.unreached(programId),
      }),
      ...newsWrites({ programId, occasion, ...sending }, about.at.toISOString()),
    ),

  /** Has a notice that did not arrive sent once more. False when somebody did already, or it arrived after all. */
  reopen: ({ claimId, resent, state }: Claim, now: Date, leaseUntil: string) =>
    wins(table, {
      key: keys.noticeClaim(claimId),
      update:
        'SET was = #state, #state = :claimed, #attempt = :first, resent = :next, claimedAt = :now, leaseUntil = :until, waitingFor = :settlement, waitingSince = :until',
      where: `#state = :state AND ${sameSending(resent)}`,
      names: { '#state': 'state', '#attempt': 'attempt' },
      values: {
        ...{ ':state': state, ':resent': resent, ':claimed': 'claimed', ':first': 1, ':next': resent + 1 },
        ...{ ':now': now.toISOString(), ':until': leaseUntil, ':settlement': waitingFor.settlement() },
      },
    }),

  /** Nobody needs to look at it any more. */
  dismiss: ({ claimId, resent, state }: Claim) =>
    wins(table, {
      key: keys.noticeClaim(claimId),
      update: `REMOVE ${indexes.waiting.pk}, ${indexes.waiting.sk}`,
      where: `#state = :state AND ${sameSending(resent)}`,
      names: { '#state': 'state' },
      values: { ':state': state, ':resent': resent },
    }),

  /** Puts off a claim that could not be decided, unless something has become of it meanwhile. */
  defer: ({ claimId, attempt, resent }: Claim, until: Date) => {
    const { where, names, values } = stillClaimed({ attempt, resent });
    const key = keys.noticeClaim(claimId);
    return wins(table, {
      key,
      update: 'SET waitingSince = :until',
      where,
      names,
      values: { ...values, ':until': until.toISOString() },
    });
  },

  /** Claims without an outcome whose lease ended by `until`, longest ended first. */
  unsettled: (until: Date, limit: number) =>
    table.query({ pk: waitingFor.settlement(), index: indexes.waiting, until: until.toISOString(), limit }, Claim),

  /** What did not arrive, or was complained of, longest ago first. */
  unreached: (programId: string, part: Pick<PageQuery, 'limit' | 'after'>): Promise<PageOf<Claim>> =>
    table.page({ pk: waitingFor.unreached(programId), index: indexes.waiting, ...part }, Claim),
});

/** A first claim; one that is in trouble from the beginning is news. */
export const claimWrites = (claim: Claim): Write[] => [
  {
    put: {
      ...keys.noticeClaim(claim.claimId),
      entity: 'NoticeClaim',
      ...claim,
      ...waitsOf(claim),
      expiresAt: Math.floor(Date.parse(claim.claimedAt) / 1000) + CLAIM_DAYS * 86_400,
    },
    ...isNew,
  },
  ...(isTrouble(claim.state) ? newsWrites(claim, claim.claimedAt) : []),
];

const isTrouble = (state: Claim['state']) => Trouble.safeParse(state).success;

/** One that is in trouble from the beginning waits for whoever answers for the program; a gathered one for nobody. */
const waitsOf = ({ state, programId, claimedAt, leaseUntil }: Claim) => {
  if (state === 'gathered') return {};
  return isTrouble(state)
    ? { waitingFor: waitingFor.unreached(programId), waitingSince: claimedAt, settledAt: claimedAt }
    : { waitingFor: waitingFor.settlement(), waitingSince: leaseUntil };
};

/** Long enough for any digest. */
const NEWS_DAYS = 30;

/** The owner and the deputy are to hear of it; under a key of its own, because many mails may bounce at once. Of a digest
 * nobody is told by a digest: where the owner's own mailbox is gone, each would be the reason of the next. */
const newsWrites = (
  { claimId, programId, occasion }: Pick<Claim, 'claimId' | 'programId' | 'occasion'>,
  at: string,
): Write[] =>
  occasion.kind === 'digest'
    ? []
    : [
        {
          put: {
            ...keys.noticeNews(claimId),
            entity: 'NoticeNews',
            claimId,
            programId,
            waitingFor: waitingFor.noticeNews(),
            waitingSince: at,
            expiresAt: Math.floor(Date.parse(at) / 1000) + NEWS_DAYS * 86_400,
          },
        },
      ];

/** Claims of the time before notices could be sent again have no such number. */
const sameSending = (resent: number) =>
  resent === 0 ? '(attribute_not_exists(resent) OR resent = :resent)' : 'resent = :resent';

const stillClaimed = ({ attempt, resent }: Pick<Claim, 'attempt' | 'resent'>) => ({
  where: `#state = :claimed AND #attempt = :mine AND ${sameSending(resent)}`,
  names: { '#state': 'state', '#attempt': 'attempt' },
  values: { ':claimed': 'claimed', ':mine': attempt, ':resent': resent },
});

const outcomeWrite = (
  { claimId, resent }: Sending,
  outcome: Outcome,
  { at, messageId, reason }: About,
  waits: string,
  more: Record<string, string>,
): Write => {
  const from = Object.fromEntries(MAY_BECOME[outcome].map((state, index) => [`:from${index}`, state]));
  const told = Object.entries({ messageId, reason }).filter(([, value]) => value);
  const sets = ['#state = :outcome', 'settledAt = :at', ...told.map(([name]) => `${name} = :${name}`)];
  return {
    key: keys.noticeClaim(claimId),
    update: `SET ${sets.join(', ')} ${waits}`,
    where: `#state IN (${Object.keys(from).join(', ')}) AND ${sameSending(resent)}`,
    names: { '#state': 'state' },
    values: {
      ...from,
      ...more,
      ...Object.fromEntries(told.map(([name, value]) => [`:${name}`, value])),
      ':outcome': outcome,
      ':at': at.toISOString(),
      ':resent': resent,
    },
  };
};
