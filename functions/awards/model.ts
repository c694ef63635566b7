/** Whether an approval makes an award. Pure. */
import type { DataOf } from '../../events/define-event.ts';
import type { EvidenceApproved } from '../../events/evidence-approved.ts';
import type { Award, HeldBadge } from './award.ts';

type Approved = DataOf<typeof EvidenceApproved>;

export type Outcome = { award: Award } | { declined: { submissionId: string; heldAwardId: string } };

interface Known {
  /** What the earner holds for this badge, whatever its version. */
  held: HeldBadge | undefined;
  repeatable: boolean;
}

interface Made {
  programId: string;
  awardId: string;
  at: string;
}

/** One award for each program, badge and earner; a repeatable badge makes one for each submission. */
export const decide = (approved: Approved, { held, repeatable }: Known, { programId, awardId, at }: Made): Outcome => {
  const { submissionId, attempt, badgeId, badgeVersion, earnerId } = approved;
  if (held && !repeatable) return { declined: { submissionId, heldAwardId: held.awardId } };
  const ids = { awardId, programId, badgeId, badgeVersion, earnerId, submissionId, attempt };
  return { award: { ...ids, awardedAt: at, sequence: 1 } };
};
