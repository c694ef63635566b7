/**
 * A program is one JSON document, validated as a whole. Secrets are no part of it: a source's secret is made by its own
 * route and shown once.
 */
import * as z from 'zod';
import { BadgeFile } from './badge-file.ts';
import { Email, HttpsUrl, Id, Image, Language, line, prose, StableEmployeeId } from './fields.ts';
import { MemberFile } from './member-file.ts';
import { complaints, type Problem, problemsOf } from './problem.ts';
import { checkProgram } from './program-rules.ts';
import { SourceFile } from './source-file.ts';

export type { BadgeFile } from './badge-file.ts';
export { badgeContent } from './badge-file.ts';
export type { MemberFile } from './member-file.ts';
export type { SourceFile } from './source-file.ts';

/** A picture and its words: all of it stands in every credential, beside the badge (see `badge-file.ts`). */
const LARGEST_ISSUER_BYTES = 66_000;

/** Who stands behind every credential, as verifiers show it. */
const IssuerFile = z
  .strictObject({
    name: line(200),
    url: HttpsUrl,
    email: Email.optional(),
    description: prose(1500).optional(),
    image: Image.optional(),
  })
  .superRefine((issuer, context) => {
    if (Buffer.byteLength(JSON.stringify(issuer)) > LARGEST_ISSUER_BYTES)
      complaints(context)(
        [],
        'issuer-too-large',
        'An issuer holds at most 66 KB. Shorten its texts, or link its image.',
      );
  });

/** The place of the program's badges in performance review. */
const PerformanceReview = z.strictObject({
  place: z.enum(['none', 'informs', 'required']),
  agreement: z
    .strictObject({ reference: line(300), url: HttpsUrl.optional() })
    .optional()
    .describe('The agreement (contract, memorandum) that `required` rests on.'),
});

const HexColor = z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: 'Write the color as # and six hexadecimal digits.' });

const Program = z.strictObject({
  $schema: z.string().max(2000).optional().describe('For editors that complete and check by it.'),
  id: Id,
  status: z.enum(['draft', 'published']).describe('A program without an owner cannot be published.'),
  name: line(120),
  description: prose(1500),
  issuer: IssuerFile,
  contact: Email.describe(
    'A role mailbox: every notice asks for replies there, so it must outlive the person who reads it.',
  ),
  colors: z
    .strictObject({ primary: HexColor, accent: HexColor })
    .prefault({ primary: '#1f4e79', accent: '#b45f06' })
    .describe('The colors of notices and pages; the text on them is chosen dark or light, so that it can be read.'),
  languages: z.array(Language).min(1).max(2).describe('The first is used where a reader has not chosen one.'),
  scope: z.strictObject({ kind: z.enum(['district', 'school', 'department']), name: line(200) }),
  owner: StableEmployeeId.optional().describe('The employee id of the member who answers for the program.'),
  deputy: StableEmployeeId.optional().describe('Acts for the owner.'),
  sponsor: StableEmployeeId.optional().describe('Backs the program; sees figures, never people.'),
  performanceReview: PerformanceReview,
  policy: z
    .strictObject({
      resubmitAfterDenial: z
        .boolean()
        .default(true)
        .describe('Whether an earner who was denied may open a new submission for the same badge.'),
      awardNotices: z
        .enum(['immediate', 'daily'])
        .default('immediate')
        .describe('How administrators hear of awards, until they choose for themselves: at once, or once a day.'),
      assessedBy: z
        .enum(['issuer', 'school'])
        .optional()
        .describe(
          'Who judges evidence: the issuer, unless told, or the school of the earner, which credentials then name as their source for as long as the earner shows their name.',
        ),
      naming: z
        .enum(['earner-decides', 'never'])
        .default('earner-decides')
        .describe(
          'earner-decides: an earner may switch their name on for public pages. never: no name of anybody is shown.',
        ),
    })
    .prefault({}),
  tiers: z
    .array(z.strictObject({ tier: z.int().positive().max(20), name: line(60), description: prose(600).optional() }))
    .max(20),
  badges: z.array(BadgeFile).max(200),
  sources: z.array(SourceFile).max(50).default([]),
  members: z.array(MemberFile).max(5000),
});
export type ProgramFile = z.output<typeof Program>;

export const ProgramFile = Program.superRefine((program, context) => checkProgram(program, complaints(context)));

/**
 * Reads a program file as a whole: either every rule holds, or its problems are told by JSON path. Rules that span the
 * file are looked at once its parts can be read, so a second reading may tell of more.
 */
export const readProgramFile = (
  json: unknown,
): { ok: true; program: ProgramFile } | { ok: false; errors: Problem[] } => {
  const read = ProgramFile.safeParse(json, { reportInput: true });
  return read.success ? { ok: true, program: read.data } : { ok: false, errors: problemsOf(read.error.issues) };
};

/** The JSON Schema (2020-12) of a program file as one writes it. Rules that span its parts are checked by the import. */
export const programJsonSchema = () => ({
  $id: 'urn:accolade:program-file',
  title: 'Accolade program file',
  ...z.toJSONSchema(ProgramFile, { io: 'input', target: 'draft-2020-12' }),
});
