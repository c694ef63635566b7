import * as z from 'zod';
import { HttpsUrl, Id, Image, line, prose, repeatedAt } from './fields.ts';
import { type Complain, complaints } from './problem.ts';
import { RequirementFile } from './requirement-file.ts';

/**
 * DynamoDB refuses an item over 400 KB. A credential is one: most of its badge, with an address for each level (75 KB at
 * most), its issuer (66 KB), and public evidence (100 KB).
 */
const LARGEST_BADGE_BYTES = 150_000;

const Level = z.strictObject({
  id: Id,
  name: line(60),
  description: prose(1000).describe('What a reviewer sees in the evidence at this level.'),
});

const Criterion = z
  .strictObject({
    id: Id,
    name: line(120),
    description: prose(1000).describe('What is observed.'),
    levels: z.array(Level).min(2).max(6).describe('From low to high.'),
    passing: Id.describe('The lowest level that meets the criterion.'),
  })
  .superRefine((criterion, context) => checkLevels(criterion, complaints(context)));

const Alignment = z.strictObject({
  targetName: line(300),
  targetUrl: HttpsUrl,
  targetDescription: prose(1000).optional(),
  targetFramework: line(200).optional(),
  targetCode: line(100).optional(),
  targetType: z
    .union([
      z.enum([
        'ceasn:Competency',
        'ceterms:Credential',
        'CFItem',
        'CFRubric',
        'CFRubricCriterion',
        'CFRubricCriterionLevel',
        'CTDL',
      ]),
      z.string().regex(/^ext:[A-Za-z0-9._-]{1,100}$/, {
        error: 'Use a target type of Open Badges, such as CFItem, or a name of your own that starts with ext:.',
      }),
    ])
    .optional()
    .describe('One of the names of Open Badges 3.0, or a name of your own that starts with ext:.'),
});

const Badge = z.strictObject({
  id: Id,
  name: line(100),
  competency: line(300)
    .regex(/(^|\s)([Cc]an|[Pp]ued[eo]n?)\s/, {
      error: 'Write the competency as one sentence with "can" ("puede"): The teacher can ...',
    })
    .describe('One sentence of what the holder can do.'),
  description: prose(1500).describe('Why this competency matters, to somebody who has never heard of it.'),
  keyMethod: prose(1500).describe('How it is done in a classroom.'),
  tier: z
    .int()
    .positive()
    .max(20)
    .describe('A tier belongs to a badge; a level is what an earner reached in its rubric.'),
  hours: z.number().positive().max(500).describe('The time that earning it takes, evidence included.'),
  validMonths: z
    .int()
    .positive()
    .max(240)
    .optional()
    .describe('How many months an award is valid. Without it, for ever.'),
  repeatable: z.boolean().default(false).describe('True if the same person may be awarded it again.'),
  prerequisites: z.array(Id).max(20).default([]).describe('Badges that must be held before this one is submitted.'),
  criteria: prose(4000).describe('What one does to earn it, as the credential tells it.'),
  requirements: z.array(RequirementFile).min(1).max(20),
  rubric: z.array(Criterion).min(1).max(12),
  resources: z
    .array(z.strictObject({ title: line(200), url: HttpsUrl }))
    .max(30)
    .default([]),
  research: z
    .array(z.strictObject({ citation: line(600), url: HttpsUrl }))
    .max(20)
    .default([]),
  alignment: z.array(Alignment).max(20).default([]),
  image: Image.optional(),
});
export type BadgeFile = z.output<typeof Badge>;

/** One competency that a program recognizes. Pay is no part of it: amounts change without making a new version. */
export const BadgeFile = Badge.superRefine((badge, context) => checkBadge(badge, complaints(context))).meta({
  id: 'Badge',
  description: 'One competency that the program recognizes.',
});

/**
 * The content of a badge as one string, alike for badges that say the same: keys are sorted, and what the file left out
 * is there with its default. Two strings that differ mean a new version.
 */
export const badgeContent = (badge: BadgeFile): string => JSON.stringify(badge, sortKeys);

const sortKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const checkLevels = (criterion: { levels: { id: string }[]; passing: string }, complain: Complain): void => {
  const ids = criterion.levels.map((level) => level.id);
  for (const at of repeatedAt(ids))
    complain(['levels', at, 'id'], 'duplicate-level', `Level ${ids[at]} is described twice. Give each its own id.`);
  const passing = ids.indexOf(criterion.passing);
  if (passing === -1)
    complain(
      ['passing'],
      'unknown-level',
      `There is no level ${criterion.passing} here. Name one of: ${ids.join(', ')}.`,
    );
  if (passing === 0)
    complain(['passing'], 'lowest-level-passes', 'Levels go from low to high. If the lowest passes, nothing can fail.');
};

const checkBadge = (badge: BadgeFile, complain: Complain): void => {
  const { requirements, rubric, prerequisites } = badge;
  for (const at of repeatedAt(requirements.map((requirement) => requirement.id)))
    complain(['requirements', at, 'id'], 'duplicate-requirement', 'Give each requirement of a badge its own id.');
  for (const at of repeatedAt(rubric.map((criterion) => criterion.id)))
    complain(['rubric', at, 'id'], 'duplicate-criterion', 'Give each criterion of a badge its own id.');
  for (const at of repeatedAt(prerequisites))
    complain(['prerequisites', at], 'duplicate-prerequisite', 'Name each prerequisite once.');
  if (Buffer.byteLength(badgeContent(badge)) > LARGEST_BADGE_BYTES)
    complain([], 'badge-too-large', 'A badge holds at most 150 KB. Shorten its texts, or link its image.');
};
