/** What a badge asks for: typed evidence slots. */
import * as z from 'zod';
import { Id, line, prose } from './fields.ts';
import { complaints } from './problem.ts';

const slot = {
  id: Id,
  title: line(120),
  instructions: prose(1500).describe('What to send, as the earner reads it.'),
  public: z
    .enum(['never', 'if-earner-and-reviewer-agree'])
    .default('never')
    .describe(
      'Whether this evidence may ever be seen beyond the earner and the reviewers. Never, unless the program says so.',
    ),
};

const Words = z
  .strictObject({ min: z.int().positive().max(5000), max: z.int().positive().max(5000) })
  .superRefine((words, context) => {
    if (words.min > words.max)
      complaints(context)(['max'], 'words-reversed', 'The most words cannot be fewer than the least.');
  });

/** `file` and `video` are links too: what stays in the district's own drive can be withdrawn there. */
export const RequirementFile = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ ...slot, type: z.literal('text'), words: Words }),
      z.strictObject({ ...slot, type: z.literal('reflection'), words: Words }),
      z.strictObject({ ...slot, type: z.literal('link') }),
      z.strictObject({ ...slot, type: z.literal('file') }),
      z.strictObject({ ...slot, type: z.literal('video') }),
      z.strictObject({ ...slot, type: z.literal('observation') }),
    ],
    { error: 'Choose one of: text, reflection, link, file, video, observation.' },
  )
  .meta({ id: 'Requirement', description: 'One item of evidence that a badge asks for.' });
export type RequirementFile = z.output<typeof RequirementFile>;
