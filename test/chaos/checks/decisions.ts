/** What the staff was told has happened has happened, once, and nothing that nobody asked for. */
import * as z from 'zod';
import { Credential } from '../../../functions/credentials/credential.ts';
import { Review } from '../../../functions/submissions/submission.ts';
import { ofEntity } from '../../played/ledger.ts';
import { type Check, repeated, violations, without } from '../remains.ts';

const HeldReview = Review.extend({ pk: z.string() });
const Seen = Credential.pick({ awardId: true, shared: true, revokedAt: true });

export const checkDecisions: Check = ({ items, books: { decisions, acts } }) => {
  const reviews = ofEntity(items, 'Review').map((item) => HeldReview.parse(item));
  const rounds = reviews.map(({ pk, attempt }) => `${pk.replace('SUBMISSION#', '')} attempt ${attempt}`);
  const kept = reviews.map(({ reviewerId, decision }, at) => `${rounds[at]}: ${decision} by ${reviewerId}`);
  const say = ({ submissionId, attempt, decision, reviewerId }: (typeof decisions)[number]) =>
    `${submissionId} attempt ${attempt}: ${decision} by ${reviewerId}`;
  const credentials = new Map(ofEntity(items, 'Credential').map((item) => [item.awardId, Seen.parse(item)]));
  const undone = acts.filter(({ kind, awardId, status }) => {
    const { shared, revokedAt } = credentials.get(awardId) ?? {};
    return status < 300 && (kind === 'share' ? shared !== true : revokedAt === undefined);
  });
  return [
    ...violations('decision-lost', without(decisions.filter(({ status }) => status === 201).map(say), kept)),
    ...violations('decision-nobody-made', without(kept, decisions.map(say))),
    ...violations('decided-twice', repeated(rounds)),
    ...violations(
      'decision-refused',
      decisions.filter(({ status }) => status !== 201 && status !== 409).map((one) => `${say(one)}: ${one.status}`),
    ),
    ...violations(
      'act-lost',
      undone.map(({ kind, awardId }) => `${kind} of ${awardId}`),
    ),
    ...violations(
      'act-refused',
      acts
        .filter(({ status }) => status >= 300 && status !== 409)
        .map((one) => `${one.kind} ${one.awardId}: ${one.status}`),
    ),
  ];
};
