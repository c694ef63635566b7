/** Reads the review form: what was typed becomes a review, or the list of what to correct, field by field. */
import { Refused } from '../platform/errors.ts';
import { PostedReview } from './api-routes.ts';
import type { Texts } from './texts/texts.ts';

/** The form as it was typed, by field name. */
export type Typed = Readonly<Record<string, string>>;

/** What to correct, and the id of the element to do it in. */
export interface FieldError {
  at: string;
  message: string;
}

interface Criterion {
  id: string;
  name: string;
  levels: readonly { id: string }[];
  passing: string;
}

/** Names and element ids of the form's fields, in one place for the page that writes them and the form that reads them. */
export const fields = {
  level: (criterion: string) => `level.${criterion}`,
  criterionComment: (criterion: string) => `comment.${criterion}`,
  idOfLevel: (criterion: string, level: string) => `level.${criterion}.${level}`,
  idOfDecision: (decision: string) => `decision.${decision}`,
};

/** The longest comment, as the API takes it. */
const LONGEST = 4000;

const textIn = (typed: Typed, name: string) => (typed[name] ?? '').replaceAll('\r\n', '\n').trim();

export const readReview = (
  typed: Typed,
  rubric: readonly Criterion[],
  texts: Texts,
): { errors: FieldError[] } | { review: PostedReview } => {
  const errors = [...rubric.flatMap((criterion) => errorsOf(criterion, typed, texts)), ...decisionErrors(typed, texts)];
  if (errors.length > 0) return { errors };
  const read = PostedReview.safeParse({
    attempt: Number(typed.attempt),
    criteria: rubric.map(({ id }) => ({
      criterion: id,
      level: typed[fields.level(id)],
      comment: textIn(typed, fields.criterionComment(id)) || undefined,
    })),
    decision: typed.decision,
    comment: textIn(typed, 'comment') || undefined,
    studentsNotIdentifiable: typed.studentsNotIdentifiable === 'yes',
  });
  if (read.success) return { review: read.data };
  throw new Refused('body-invalid', { status: 400, message: 'This form is not ours. Open the page again.' });
};

const errorsOf = (criterion: Criterion, typed: Typed, texts: Texts): FieldError[] => {
  const { id, name, levels, passing } = criterion;
  const rank = (level: string | undefined) => levels.findIndex((one) => one.id === level);
  const reached = rank(typed[fields.level(id)]);
  const at = fields.idOfLevel(id, levels[0]?.id ?? '');
  const errors: FieldError[] = [];
  if (reached < 0) errors.push({ at, message: texts.errors.level(name) });
  else if (typed.decision === 'approve' && reached < rank(passing)) {
    errors.push({ at, message: texts.errors.unmet(name) });
  }
  const comment = fields.criterionComment(id);
  if (textIn(typed, comment).length > LONGEST) errors.push({ at: comment, message: texts.errors.tooLong });
  return errors;
};

const decisionErrors = (typed: Typed, texts: Texts): FieldError[] => {
  const comment = textIn(typed, 'comment');
  const isDecision = Object.hasOwn(texts.decisions, typed.decision ?? '');
  const errors: FieldError[] = [];
  if (!isDecision) errors.push({ at: fields.idOfDecision('approve'), message: texts.errors.decision });
  if (isDecision && typed.decision !== 'approve' && comment === '') {
    errors.push({ at: 'comment', message: texts.errors.comment });
  }
  if (comment.length > LONGEST) errors.push({ at: 'comment', message: texts.errors.tooLong });
  return errors;
};
