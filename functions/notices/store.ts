/** DynamoDB for claims: the only file of this capability with expressions. */
import { indexes, keys, waitingFor } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, Stale, type Write } from '../platform/table/transact.ts';
import { Claim, MAY_BECOME, type Outcome } from './claims.ts';

export type ClaimStore = ReturnType<typeof claimStore>;

/** Longer than the bus keeps events (a year): a replay of the archive mails nobody again. */
const CLAIM_DAYS = 400;

export const claimStore = (table: Pick<Table, 'get' | 'query' | 'transact'>) => {
  /** Whether the write was the one that counted. */
  const wins = async (write: Write): Promise<boolean> => {
    try {
      await table.transact([write]);
      return true;
    } catch (error) {
      if (error instanceof Stale) return false;
      throw error;
    }
  };
  return {
    get: (claimId: string) => table.get(keys.noticeClaim(claimId), Claim),

    /** False when the person was claimed for this occasion before. It waits for its outcome in the `waiting` index. */
    take: (claim: Claim) =>
      wins({
        put: {
          ...keys.noticeClaim(claim.claimId),
          entity: 'NoticeClaim',
          ...claim,
          waitingFor: waitingFor.settlement(),
          waitingSince: claim.leaseUntil,
          expiresAt: Math.floor(Date.parse(claim.claimedAt) / 1000) + CLAIM_DAYS * 86_400,
        },
        ...isNew,
      }),

    /** The second and last sending. False when somebody else took it, or an outcome came meanwhile. */
    takeAgain: ({ claimId }: Claim, leaseUntil: string) =>
      wins({
        key: keys.noticeClaim(claimId),
        update: 'SET #attempt = :second, leaseUntil = :until, waitingSince = :until',
        where: '#state = :claimed AND #attempt = :first',
        names: { '#attempt': 'attempt', '#state': 'state' },
        values: { ':first': 1, ':second': 2, ':until': leaseUntil, ':claimed': 'claimed' },
      }),

    /** Undoes a claim under which certainly nothing was sent: whoever comes next may take it. */
    release: ({ claimId, attempt, leaseUntil }: Claim) => {
      const guard = {
        where: '#state = :claimed AND #attempt = :mine',
        names: { '#state': 'state', '#attempt': 'attempt' },
        values: { ':claimed': 'claimed', ':mine': attempt },
      };
      const key = keys.noticeClaim(claimId);
      if (attempt === 1) return wins({ key, remove: true, ...guard });
      const values = { ...guard.values, ':first': 1, ':until': leaseUntil };
      const update = 'SET #attempt = :first, leaseUntil = :until, waitingSince = :until';
      return wins({ key, update, ...guard, values });
    },

    /** Keeps what became of it; it waits no longer. False when something better was known, or there is no such claim. */
    settle: (claimId: string, outcome: Outcome, about: { at: Date; messageId?: string; reason?: string }) => {
      const from = Object.fromEntries(MAY_BECOME[outcome].map((state, index) => [`:from${index}`, state]));
      const told = Object.entries({ messageId: about.messageId, reason: about.reason }).filter(([, value]) => value);
      const sets = ['#state = :outcome', 'settledAt = :at', ...told.map(([name]) => `${name} = :${name}`)];
      return wins({
        key: keys.noticeClaim(claimId),
        update: `SET ${sets.join(', ')} REMOVE ${indexes.waiting.pk}, ${indexes.waiting.sk}`,
        where: `#state IN (${Object.keys(from).join(', ')})`,
        names: { '#state': 'state' },
        values: {
          ...from,
          ...Object.fromEntries(told.map(([name, value]) => [`:${name}`, value])),
          ':outcome': outcome,
          ':at': about.at.toISOString(),
        },
      });
    },

    /** Puts off a claim that could not be decided, unless something has become of it meanwhile. */
    defer: ({ claimId, attempt }: Claim, until: Date) =>
      wins({
        key: keys.noticeClaim(claimId),
        update: 'SET waitingSince = :until',
        where: '#state = :claimed AND #attempt = :mine',
        names: { '#state': 'state', '#attempt': 'attempt' },
        values: { ':claimed': 'claimed', ':mine': attempt, ':until': until.toISOString() },
      }),

    /** Claims without an outcome whose lease ended by `until`, longest ended first. */
    unsettled: (until: Date, limit: number) =>
      table.query({ pk: waitingFor.settlement(), index: indexes.waiting, until: until.toISOString(), limit }, Claim),
  };
};
