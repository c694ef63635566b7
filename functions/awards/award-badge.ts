/** Hears `evidence.approved`: the earner gets the badge, unless they hold it already. */
import type { DetailOf } from '../../events/define-event.ts';
import type { EvidenceApproved } from '../../events/evidence-approved.ts';
import { causedBy } from '../platform/draft-event.ts';
import { Unprocessable } from '../platform/errors.ts';
import type { Stamp } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { ProgramReader } from '../programs/read.ts';
import { decide } from './model.ts';
import type { AwardStore } from './store.ts';

interface Collaborators extends Stamp {
  awards: Pick<AwardStore, 'approval' | 'held' | 'save' | 'decline'>;
  programs: Pick<ProgramReader, 'badgeVersion'>;
}

/** Answers each approval once, whatever is repeated, reordered or killed on the way. */
export const awardBadge =
  ({ awards, programs, now, newId }: Collaborators) =>
  ({ data, metadata }: DetailOf<typeof EvidenceApproved>): Promise<void> =>
    decideAgain(async () => {
      if (await awards.approval(data.submissionId)) return;
      const { programId } = metadata;
      const { badgeId, badgeVersion, earnerId } = data;
      const badge = await programs.badgeVersion(programId, badgeId, badgeVersion);
      if (!badge) {
        throw new Unprocessable('badge-version-unknown', {
          message: `Program ${programId} has no version ${badgeVersion} of badge ${badgeId}: nothing can be awarded.`,
        });
      }
      const held = await awards.held(programId, earnerId, badgeId);
      const made = { programId, awardId: newId(), at: now().toISOString() };
      const outcome = decide(data, { held, repeatable: badge.repeatable }, made);
      const cause = causedBy(metadata);
      if ('award' in outcome) await awards.save(outcome.award, badge, cause);
      else await awards.decline({ ...outcome.declined, badgeId, earnerId }, cause);
    });
