/** Holds a review against the badge's rubric: the same rubric the earner could read before sending anything. */
import { Refused } from '../platform/errors.ts';
import type { Decision, Judgement } from './submission.ts';

interface Criterion {
  id: string;
  levels: readonly { id: string }[];
  /** The lowest level that meets the criterion. */
  passing: string;
}

/** As a reviewer sends it: a level of the rubric, or simply met or not. */
export type PostedJudgement = Omit<Judgement, 'level'> & ({ level: string } | { met: boolean });

/**
 * Every criterion needs exactly one judgement, with a level the rubric describes. An approval needs every criterion at
 * its passing level or above: the decision follows the rubric, not the other way round.
 */
export const judge = (
  rubric: readonly Criterion[],
  posted: readonly PostedJudgement[],
  decision: Decision,
): Judgement[] => {
  const unknown = posted.filter(({ criterion }) => !rubric.some(({ id }) => id === criterion));
  if (unknown.length > 0) throw refuse('criterion-unknown', 'The rubric has no such criterion', unknown);
  const judgements = rubric.map((criterion) => judgementOf(criterion, posted));
  const unmet = rubric.filter(
    (criterion, at) => rank(criterion, judgements[at]?.level) < rank(criterion, criterion.passing),
  );
  if (decision === 'approve' && unmet.length > 0) {
    throw refuse(
      'criteria-not-met',
      'An approval needs every criterion met. Return the submission, or judge again',
      unmet.map(({ id }) => ({ criterion: id })),
    );
  }
  return judgements;
};

const judgementOf = (criterion: Criterion, posted: readonly PostedJudgement[]): Judgement => {
  const [judgement, second] = posted.filter((one) => one.criterion === criterion.id);
  if (!judgement)
    throw refuse('criterion-not-judged', 'Every criterion needs a judgement', [{ criterion: criterion.id }]);
  if (second) throw refuse('criterion-judged-twice', 'Judge each criterion once', [second]);
  const level = 'level' in judgement ? judgement.level : levelFor(criterion, judgement.met);
  if (rank(criterion, level) < 0) throw refuse('level-unknown', 'The rubric describes no such level', [judgement]);
  return { criterion: criterion.id, level, ...(judgement.comment && { comment: judgement.comment }) };
};

/** Met is the passing level; not met is the one below it. */
const levelFor = (criterion: Criterion, met: boolean) => {
  const passing = rank(criterion, criterion.passing);
  return criterion.levels[met ? passing : passing - 1]?.id ?? '';
};

const rank = (criterion: Criterion, level: string | undefined) => criterion.levels.findIndex(({ id }) => id === level);

const refuse = (code: string, message: string, about: readonly { criterion: string }[]) =>
  new Refused(code, {
    status: 422,
    message: `${message}: ${about.map(({ criterion }) => criterion).join(', ')}.`,
    details: { criteria: about.map(({ criterion }) => criterion) },
  });
