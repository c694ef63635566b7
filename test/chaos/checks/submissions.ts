/** Each submission's history, played again through the model, leads to the submission as it stands; and nothing is left half done. */

import { EventItem } from '../../../functions/platform/table/event-item.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { decide, isOpen, markAwarded, open, sendAgain, startReview } from '../../../functions/submissions/model.ts';
import { type Decision, Submission } from '../../../functions/submissions/submission.ts';
import { type Item, ofEntity } from '../../played/ledger.ts';
import { type Check, repeated, type Violation, violations } from '../remains.ts';

const DECISIONS: { [detailType: string]: Decision } = {
  'evidence.approved.v1': 'approve',
  'evidence.returned.v1': 'return',
  'evidence.denied.v1': 'deny',
};

/** One event more. Throws the model's refusal where it is illegal. */
const take = (
  was: Submission | undefined,
  { detailType, detail }: EventItem,
  programId: string,
): Submission | undefined => {
  const { metadata, data } = detail;
  const at = metadata.time;
  const told = data as {
    submissionId: string;
    badgeId: string;
    badgeVersion: number;
    earnerId: string;
    sourceId: string;
  };
  if (was === undefined) return open({ ...told, programId, at }).next;
  if (detailType === 'submission.created.v1') return sendAgain(was, { sourceId: told.sourceId, at }).next;
  if (detailType === 'review.started.v1') return startReview(was, String(data.reviewerId), at)?.next ?? was;
  const decision = DECISIONS[detailType];
  if (decision === undefined) throw new Error(`${detailType} is no step of a submission here.`);
  const judged = { reviewId: String(data.reviewId), reviewerId: '-', attempt: Number(data.attempt), decision, at };
  return decide(was, judged).next;
};

/** Why the history does not lead to the submission, if it does not. */
const unlike = (submission: Submission, history: EventItem[], answered: boolean): string | undefined => {
  try {
    let replayed: Submission | undefined;
    for (const [at, event] of history.entries()) {
      if (event.sk !== keys.event({ pk: event.pk }, at + 1).sk) return `its history has a gap before ${event.sk}`;
      replayed = take(replayed, event, submission.programId);
    }
    if (replayed === undefined) return 'it has no history';
    const expected = answered ? (markAwarded(replayed, submission.changedAt) ?? replayed) : replayed;
    const shown = ({ state, attempt, sequence }: Submission) => `${state}, attempt ${attempt}, event ${sequence}`;
    return shown(expected) === shown(submission)
      ? undefined
      : `${shown(submission)}, but ${shown(expected)} by its history`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const byPartition = (items: readonly Item[]): Map<string, EventItem[]> => {
  const found = new Map<string, EventItem[]>();
  for (const item of ofEntity(items, 'Event')) {
    const event = EventItem.parse(item);
    found.set(event.pk, [...(found.get(event.pk) ?? []), event]);
  }
  for (const events of found.values()) events.sort((one, other) => (one.sk < other.sk ? -1 : 1));
  return found;
};

export const checkSubmissions: Check = ({ items }): Violation[] => {
  const histories = byPartition(items);
  const approvals = new Set(ofEntity(items, 'Approval').map(({ submissionId }) => submissionId));
  const attempts = ofEntity(items, 'Attempt').map(({ pk, attempt }) => `${pk} ${attempt}`);
  const held = new Set(attempts);
  const submissions = ofEntity(items, 'Submission').map((item) => Submission.parse(item));
  const current = new Set(ofEntity(items, 'CurrentSubmission').map(({ submissionId }) => submissionId));
  const openOnes = submissions.filter(isOpen);
  return [
    ...submissions.flatMap((submission) => {
      const { submissionId } = submission;
      const { pk } = keys.submission(submissionId);
      const why = unlike(submission, histories.get(pk) ?? [], approvals.has(submissionId));
      return violations('history-illegal', why === undefined ? [] : [`${submissionId}: ${why}`]);
    }),
    ...submissions.flatMap(({ submissionId, attempt }) =>
      Array.from({ length: attempt }, (_, at) => `${keys.submission(submissionId).pk} ${at + 1}`)
        .filter((one) => !held.has(one))
        .flatMap((one) => violations('attempt-missing', [one])),
    ),
    ...violations(
      'two-open-for-one-badge',
      repeated(openOnes.map(({ earnerId, badgeId }) => `${earnerId} ${badgeId}`)),
    ),
    ...violations(
      'open-but-not-current',
      openOnes.filter(({ submissionId }) => !current.has(submissionId)).map(({ submissionId }) => submissionId),
    ),
    ...violations(
      'approval-unanswered',
      submissions.filter(({ state }) => state === 'approved').map(({ submissionId }) => submissionId),
    ),
  ];
};
