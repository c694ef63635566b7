/** How what a source sends is read as a submission: data, no code. Carried out by `functions/intake/mapping/`. */
import * as z from 'zod';
import { LONGEST_QUERY, readQuery } from '../platform/json-query.ts';
import { Id, line, prose } from './fields.ts';
import { complaints } from './problem.ts';

const Path = z
  .string()
  .max(LONGEST_QUERY)
  .refine((text) => readQuery(text) !== undefined, {
    params: { code: 'wrong-path' },
    error:
      'Write a path such as $.body.url, $.answers["Which badge?"][0] or $.answers[?@.title=="Which badge?"].value.',
  })
  .describe('Where a value stands in what was sent: JSONPath (RFC 9535), as far as it names one place.');
const Scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);

/** Values are compared as texts: some senders write the same id as a number and as a text. */
const Condition = z
  .union([
    z.strictObject({ path: Path, in: z.array(Scalar).min(1).max(500) }).describe('The value is one of these.'),
    z.strictObject({ path: Path, present: z.boolean() }).describe('Whether there is a value (null and "" are none).'),
    z.strictObject({ path: Path, same: Path }).describe('Both places hold the same value.'),
  ])
  .meta({ id: 'Condition', description: 'Something that must hold of what was sent.' });
export type Condition = z.output<typeof Condition>;
const Conditions = z.array(Condition).max(20);

const Table = z
  .record(z.string().min(1).max(500), z.string().min(1).max(500))
  .refine((table) => Object.keys(table).length <= 2000, { error: 'A table has at most 2,000 entries.' })
  .describe('From the value that stands there to the one that is meant.');

/** One text, out of what was sent. */
const Reading = z
  .strictObject({
    path: Path,
    table: Table.optional(),
    html: z.boolean().optional().describe('True if it is HTML: the text of it is taken, without the marks.'),
    cutAt: z
      .int()
      .positive()
      .optional()
      .describe('How many characters the sender sends at most: a text of that length is known to be cut, and waits.'),
  })
  .meta({ id: 'Reading', description: 'One text, out of what was sent.' });
export type Reading = z.output<typeof Reading>;

const Fixed = z.strictObject({ value: line(500) });

/** An address that is made of what was sent: each value is percent-encoded. */
const Template = z.strictObject({
  template: z
    .string()
    .max(1000)
    .regex(/^https?:\/\/[^{}\s/]+\//, { error: 'Begin with https:// and a host that is not made of what was sent.' })
    .refine((text) => pathsIn(text).every((path) => readQuery(path) !== undefined), {
      params: { code: 'wrong-path' },
      error: 'Put paths in braces: https://moodle.school.example/mod/assign/view.php?id={$.contextinstanceid}',
    }),
});

/** The paths between braces, in their order. */
export const pathsIn = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map(([, path = '']) => path);

const Earner = z.union([
  z.strictObject({ employeeId: Reading, if: Conditions.optional() }),
  z.strictObject({ email: Reading, if: Conditions.optional() }),
]);

const Badge = z.union([
  Fixed,
  Reading.extend({
    elsewhere: z
      .enum(['not-ours', 'quarantine'])
      .default('quarantine')
      .describe('What becomes of a post whose value the table does not have: passed over, or it waits for the owner.'),
  }),
]);

const PrivacyStatement = z.union([
  z.strictObject({ path: Path, in: z.array(Scalar).min(1).max(20) }),
  z.strictObject({
    always: prose(500).describe('Where the earner has confirmed it, if not in the post: it stays in the program file.'),
  }),
]);

const Evidence = z
  .strictObject({
    requirement: Id,
    type: z.enum(['text', 'reflection', 'link', 'file', 'video', 'observation']),
    badges: z.array(Id).min(1).max(200).optional().describe('Only where it is for one of these badges.'),
    text: Reading.optional(),
    url: z.union([Reading, Template]).optional().describe('A list of addresses gives an item for each.'),
    title: z.union([Fixed, Reading]).optional(),
    shareable: z
      .union([z.boolean(), Condition])
      .default(false)
      .describe('Whether the earner chose to let the public see it.'),
    if: Conditions.optional().describe('Only where all of these hold.'),
  })
  .superRefine(({ text, url }, context) => {
    if (text === undefined && url === undefined)
      complaints(context)([], 'nothing-to-read', 'Say where its text stands, or its url.');
  });

export const MappingFile = z
  .strictObject({
    description: prose(1000).optional(),
    when: Conditions.default([]).describe('A post concerns the program only where all of these hold.'),
    skip: Conditions.default([]).describe('A post where one of these holds does not concern the program.'),
    earner: z.array(Earner).min(1).max(5).describe('The first of these that gives a value names the earner.'),
    badge: Badge,
    privacyStatement: PrivacyStatement.describe(
      'The earner confirms that no student can be identified in the evidence.',
    ),
    evidence: z.array(Evidence).min(1).max(100),
  })
  .meta({ id: 'Mapping', description: 'How what a source sends is read as a submission.' });
export type MappingFile = z.output<typeof MappingFile>;
export type EvidenceRule = MappingFile['evidence'][number];

/** Every badge that a mapping can name, with its place in the mapping. */
export const badgesOf = ({ badge, evidence }: MappingFile): { path: (string | number)[]; badgeId: string }[] => [
  ...('value' in badge ? [{ path: ['badge', 'value'], badgeId: badge.value }] : []),
  ...('path' in badge
    ? Object.entries(badge.table ?? {}).map(([key, badgeId]) => ({ path: ['badge', 'table', key], badgeId }))
    : []),
  ...evidence.flatMap(({ badges = [] }, of) =>
    badges.map((badgeId, at) => ({ path: ['evidence', of, 'badges', at], badgeId })),
  ),
];
