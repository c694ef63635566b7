/** The notation of the table: what each actor is answered by a route, in few words. */
import { ACTORS, type Actor, actorsIn } from './actors.ts';
import type { District } from './district.ts';

type Made<T> = T | ((district: District, actor: Actor) => T);

export interface Row {
  /** Which samples of district.ts fill the path: `{ submissionId: 'returned' }`. What is not named is the first of its kind. */
  of: Readonly<Record<string, string>>;
  /** Who gets which answer: the status, and the code of a refusal (of a redirect to the sign-in: `sign-in`). */
  answers: Readonly<Record<string, string>>;
  query?: Made<Readonly<Record<string, string>>>;
  json?: Made<object>;
  form?: Made<Readonly<Record<string, string>>>;
  /** A body of any other kind, with its media type. */
  raw?: Made<{ type: string; body: string }>;
  /** Default: JSON of what is under /v1, otherwise a page. */
  accept?: string;
}

/** Of each route at least one, by its name in the route list. */
export type Rows = Readonly<Record<string, Row | readonly Row[]>>;

export const row = (of: Row['of'], answers: Row['answers'], sent: Omit<Row, 'of' | 'answers'> = {}): Row => ({
  ...{ of, answers },
  ...sent,
});

export const made = <T>(value: Made<T>, district: District, actor: Actor): T =>
  typeof value === 'function' ? (value as (district: District, actor: Actor) => T)(district, actor) : value;

/** What the row states for each actor. Throws when it states nothing for one, or two things. */
export const statedBy = ({ answers }: Row): Map<Actor, string> => {
  const stated = new Map<Actor, string>();
  let others: string | undefined;
  for (const [answer, words] of Object.entries(answers)) {
    if (words === 'others') others = answer;
    else
      for (const actor of actorsIn(words)) {
        if (stated.has(actor)) throw new Error(`Two answers are stated for ${actor}: ${JSON.stringify(answers)}`);
        stated.set(actor, answer);
      }
  }
  for (const actor of ACTORS) {
    if (stated.has(actor)) continue;
    if (others === undefined) throw new Error(`No answer is stated for ${actor}: ${JSON.stringify(answers)}`);
    stated.set(actor, others);
  }
  return stated;
};

export const statusOf = (answer: string): number => Number(answer.slice(0, 3));
