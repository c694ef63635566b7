/** One award for each approval, or the word that the badge is held; and nobody holds a badge twice. */
import { Approval, Award } from '../../../functions/awards/award.ts';
import { ofEntity } from '../../played/ledger.ts';
import { type Check, repeated, violations, without } from '../remains.ts';

export const checkAwards: Check = ({ items }) => {
  const awards = ofEntity(items, 'Award').map((item) => Award.parse(item));
  const approvals = ofEntity(items, 'Approval').map((item) => Approval.parse(item));
  const approved = ofEntity(items, 'Event')
    .filter(({ detailType }) => detailType === 'evidence.approved.v1')
    .map(({ detail }) => (detail as { data: { submissionId: string } }).data.submissionId);
  const revoked = new Set(ofEntity(items, 'Revocation').map(({ awardId }) => awardId));
  const heldIds = ofEntity(items, 'HeldBadge').map(({ awardId }) => String(awardId));
  const live = awards.filter(({ awardId }) => !revoked.has(awardId));
  const made = approvals.filter(({ outcome }) => outcome === 'awarded');
  const ids = awards.map(({ awardId }) => awardId);
  const pair = (award: { submissionId: string; awardId: string }) => `${award.submissionId} ${award.awardId}`;
  return [
    ...violations(
      'approval-without-answer',
      without(
        approved,
        approvals.map(({ submissionId }) => submissionId),
      ),
    ),
    ...violations(
      'answer-without-approval',
      without(
        approvals.map(({ submissionId }) => submissionId),
        approved,
      ),
    ),
    ...violations('award-missing', without(made.map(pair), awards.map(pair))),
    ...violations('award-without-approval', without(awards.map(pair), made.map(pair))),
    ...violations('awarded-twice', repeated(awards.map(({ submissionId }) => submissionId))),
    ...violations('held-twice', repeated(live.map(({ earnerId, badgeId }) => `${earnerId} ${badgeId}`))),
    ...violations(
      'held-award-unknown',
      without(
        heldIds,
        live.map(({ awardId }) => awardId),
      ),
    ),
    ...violations(
      'award-not-held',
      without(
        live.map(({ awardId }) => awardId),
        heldIds,
      ),
    ),
    ...violations(
      'declined-for-nothing',
      without(
        approvals.map(({ awardId }) => awardId),
        ids,
      ),
    ),
  ];
};
