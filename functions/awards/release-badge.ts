/** Hears `badge.revoked`: the earner holds the badge no more, and may earn it again. */
import type { BadgeRevoked } from '../../events/badge-revoked.ts';
import type { DetailOf } from '../../events/define-event.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { AwardStore } from './store.ts';

interface Collaborators {
  awards: Pick<AwardStore, 'held' | 'release'>;
}

/** Whatever is repeated or late: only the revoked award itself is let go, never one that was earned since. */
export const releaseBadge =
  ({ awards }: Collaborators) =>
  ({ metadata: { programId }, data: { awardId, badgeId, earnerId } }: DetailOf<typeof BadgeRevoked>): Promise<void> =>
    decideAgain(async () => {
      const held = await awards.held(programId, earnerId, badgeId);
      if (held?.awardId === awardId) await awards.release({ programId, earnerId, badgeId, awardId });
    });
