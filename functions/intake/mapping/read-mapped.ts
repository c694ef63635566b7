/** Reads what a source sent by its mapping, into the same data that a post in our own form has. Pure. */
import { jsonPath } from '../../platform/json-path.ts';
import type { Mapping } from '../../programs/read.ts';
import type { PostProblem } from '../evidence.ts';
import type { JsonObject } from '../post-body.ts';
import { MappedData } from '../submission-post.ts';
import { type FoundEvidence, findEvidence } from './evidence-rules.ts';
import { allHold, holds, type Read, readText } from './values.ts';

export type ReadMapped =
  /** The mapping says that it does not concern the program. */
  | { kind: 'passed-over' }
  | { kind: 'unreadable'; problems: PostProblem[]; earner: MappedData['earner'] | undefined }
  | { kind: 'submission'; data: MappedData; found: FoundEvidence[] };

/** `attributedTo`: the member whom the owner named for this post, in case that it names nobody itself. */
export const readMapped = (mapping: Mapping, json: JsonObject, attributedTo?: string): ReadMapped => {
  if (!allHold(json, mapping.when) || mapping.skip.some((condition) => holds(json, condition)))
    return { kind: 'passed-over' };
  const badge = badgeOf(mapping, json);
  if (!badge.ok && isNotOurs(mapping, badge.problem)) return { kind: 'passed-over' };
  const { earner, ...strangers } = earnerOf(mapping, json, attributedTo);
  const evidence = findEvidence(mapping.evidence, json, badge.ok ? badge.text : undefined);
  const problems = [
    ...strangers.problems,
    ...(badge.ok ? [] : [badge.problem]),
    ...privacyProblems(mapping, json),
    ...evidence.problems,
  ];
  const draft = {
    earner,
    badge: badge.ok ? badge.text : undefined,
    privacyStatement: true,
    evidence: evidence.found.map(({ item }) => item),
  };
  const read = MappedData.safeParse(draft);
  if (read.success && problems.length === 0) return { kind: 'submission', data: read.data, found: evidence.found };
  const malformed = (read.error?.issues ?? [])
    .filter(({ path: [field] }) => draft[field as keyof typeof draft] !== undefined)
    .map(({ path, code }) => ({ at: placeOf(mapping, evidence.found, path), code }));
  const known = MappedData.shape.earner.safeParse(earner).data;
  return { kind: 'unreadable', problems: [...problems, ...malformed], earner: known };
};

const badgeOf = ({ badge }: Mapping, json: JsonObject): Read =>
  'value' in badge ? { ok: true, text: badge.value } : readText(json, badge);

const isNotOurs = ({ badge }: Mapping, { code }: PostProblem) =>
  'elsewhere' in badge && badge.elsewhere === 'not-ours' && (code === 'not-in-table' || code === 'missing');

/** The first way of naming the earner that holds; otherwise what was wrong with each that was tried. */
const earnerOf = ({ earner }: Mapping, json: JsonObject, attributedTo: string | undefined) => {
  const problems: PostProblem[] = [];
  for (const way of earner) {
    const reading = readingOf(way);
    if (!allHold(json, way.if)) {
      problems.push({ at: reading.path, code: 'not-reliable' });
      continue;
    }
    const read = readText(json, reading);
    if (read.ok) return { earner: 'email' in way ? { email: read.text } : { employeeId: read.text }, problems: [] };
    problems.push(read.problem);
  }
  return attributedTo === undefined
    ? { earner: undefined, problems }
    : { earner: { employeeId: attributedTo }, problems: [] };
};

const readingOf = (way: Mapping['earner'][number]) => ('email' in way ? way.email : way.employeeId);

const privacyProblems = ({ privacyStatement }: Mapping, json: JsonObject): PostProblem[] =>
  'always' in privacyStatement || holds(json, privacyStatement)
    ? []
    : [{ at: privacyStatement.path, code: 'not-stated' }];

/** Where in what was sent a faulty value stood. */
const placeOf = (mapping: Mapping, found: readonly FoundEvidence[], path: readonly PropertyKey[]): string => {
  const [field, index, member] = path;
  if (field === 'badge' && 'path' in mapping.badge) return mapping.badge.path;
  if (field === 'earner') return mapping.earner.map((way) => readingOf(way).path).join(', ');
  const evidence = field === 'evidence' && typeof index === 'number' ? found[index] : undefined;
  return evidence?.from[member as 'text' | 'url'] ?? evidence?.item.requirement ?? jsonPath(path);
};
