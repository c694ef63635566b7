/** What is wrong with a program file, told by JSON path, with a stable code and what to do. */
import type * as z from 'zod';
import { jsonPath } from '../platform/json-path.ts';

export interface Problem {
  /** A JSON path into the file, such as `$.badges[0].rubric`. */
  path: string;
  code: string;
  message: string;
}

export type Complain = (path: (string | number)[], code: string, message: string) => void;

/** Reports a broken rule under a stable code, at a path relative to the value that the rule is about. */
export const complaints =
  (context: z.core.$RefinementCtx): Complain =>
  (path, code, message) =>
    context.addIssue({ code: 'custom', path, message, params: { code } });

const CODES: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: 'wrong-type',
  invalid_value: 'not-allowed',
  invalid_union: 'not-allowed',
  invalid_format: 'wrong-format',
  too_small: 'too-small',
  too_big: 'too-large',
};

/** Turns the issues of a parse made with `reportInput` into problems, in the order of the file's schema. */
export const problemsOf = (issues: readonly z.core.$ZodIssue[]): Problem[] => issues.flatMap(problemsOfOne);

const problemsOfOne = (issue: z.core.$ZodIssue): Problem[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: jsonPath([...issue.path, key]),
      code: 'unknown-key',
      message: `A program file has no ${key} here. Check the spelling, or take it out.`,
    }));
  const path = jsonPath(issue.path);
  if (issue.code === 'custom') return [{ path, code: String(issue.params?.code ?? 'invalid'), message: issue.message }];
  if (issue.input === undefined) return [{ path, code: 'missing', message: 'This is required. Add it.' }];
  return [{ path, code: CODES[issue.code] ?? 'invalid', message: issue.message }];
};
