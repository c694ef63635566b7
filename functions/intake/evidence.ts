/** Holds what was sent against what the badge asks for. Pure. */
import type { Badge } from '../programs/read.ts';
import type { SubmissionPost } from './submission-post.ts';

export type PostedEvidence = SubmissionPost['data']['evidence'][number];
export type Requirement = Badge['requirements'][number];

/** One thing that is wrong with a post. Told by ids and codes: what was sent stays in the post itself. */
export interface PostProblem {
  /** The id of a requirement or a badge, or a JSON path into the post. */
  at: string;
  code: string;
  /** How many words were found, where that is the problem. */
  words?: number | undefined;
}

/** As a person counts: what stands between blanks and has a letter or a digit. */
export const countWords = (text: string) => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The requirements that nothing was sent for. Every requirement of a badge needs at least one item. */
export const missingEvidence = (
  requirements: readonly Requirement[],
  evidence: readonly PostedEvidence[],
): PostProblem[] =>
  requirements
    .filter(({ id }) => !evidence.some(({ requirement }) => requirement === id))
    .map(({ id }) => ({ at: id, code: 'missing' }));

/** The items that answer no requirement, answer it with something else, or with too few or too many words. */
export const invalidEvidence = (
  requirements: readonly Requirement[],
  evidence: readonly PostedEvidence[],
): PostProblem[] =>
  evidence.flatMap(
    (item) =>
      problemOf(
        requirements.find(({ id }) => id === item.requirement),
        item,
      ) ?? [],
  );

const problemOf = (requirement: Requirement | undefined, item: PostedEvidence): PostProblem | undefined => {
  const at = item.requirement;
  if (!requirement) return { at, code: 'unknown-requirement' };
  if (requirement.type !== item.type) return { at, code: 'wrong-type' };
  if (!('words' in requirement)) return undefined;
  const words = countWords(item.text ?? '');
  if (words < requirement.words.min) return { at, code: 'too-few-words', words };
  if (words > requirement.words.max) return { at, code: 'too-many-words', words };
  return undefined;
};
