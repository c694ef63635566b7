/** What was typed into the form of a revocation, read. Pure. */
export type Typed = Readonly<Record<string, string>>;

export const LONGEST_REASON = 1000;

/** Each names the sentence that says it. `at` is the id of the field to go to. */
export type FieldError = { at: 'reason'; code: 'reasonMissing' | 'reasonTooLong' } | { at: 'sure'; code: 'notSure' };

/** The form filled with what was typed before, if it is shown again. */
export interface Filled {
  typed: Typed;
  errors: readonly FieldError[];
}

export const readRevocation = ({
  reason = '',
  sure,
}: Typed): { reason: string } | { errors: readonly FieldError[] } => {
  const said = reason.replace(/\r\n?/g, '\n').trim();
  const errors: FieldError[] = [];
  if (said === '') errors.push({ at: 'reason', code: 'reasonMissing' });
  if (said.length > LONGEST_REASON) errors.push({ at: 'reason', code: 'reasonTooLong' });
  if (sure !== 'yes') errors.push({ at: 'sure', code: 'notSure' });
  return errors.length > 0 ? { errors } : { reason: said };
};
