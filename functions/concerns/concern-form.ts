/** What was typed into the form of a concern, read into a report. Pure. */
import * as z from 'zod';
import { ConcernKind, type Report } from './model.ts';

export type Typed = Readonly<Record<string, string>>;

export const LONGEST_TEXT = 2000;

/** Each also names the sentence that says it. `at` is the id of the field to go to. */
export type FieldError =
  | { at: 'kind'; code: 'kindMissing' }
  | { at: 'text'; code: 'textMissing' | 'textTooLong' }
  | { at: 'replyTo'; code: 'replyToWrong' };

/** A form that names no concern of its own gets `newConcernId`. */
export const readConcern = (
  typed: Typed,
  newConcernId: () => string,
): { report: Report } | { errors: readonly FieldError[] } => {
  const kind = ConcernKind.safeParse(typed.kind);
  const text = asOneWrites(typed.text ?? '');
  const replyTo = z
    .union([z.literal('').transform(() => undefined), z.email().max(254)])
    .safeParse((typed.replyTo ?? '').trim());
  const errors: FieldError[] = [];
  if (!kind.success) errors.push({ at: 'kind', code: 'kindMissing' });
  if (text === '') errors.push({ at: 'text', code: 'textMissing' });
  if (text.length > LONGEST_TEXT) errors.push({ at: 'text', code: 'textTooLong' });
  if (!replyTo.success) errors.push({ at: 'replyTo', code: 'replyToWrong' });
  if (!kind.success || !replyTo.success || errors.length > 0) return { errors };
  const concernId = z.uuid().safeParse(typed.concern).data ?? newConcernId();
  return { report: { concernId, kind: kind.data, text, replyTo: replyTo.data } };
};

/** Browsers send line ends as CR LF; other control characters are nobody's words. */
const asOneWrites = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
