/** Which answer fills which requirement, by the rules of a mapping. Pure. */
import type { EvidenceRule } from '../../programs/read.ts';
import type { PostProblem } from '../evidence.ts';
import type { JsonObject } from '../post-body.ts';
import { allHold, filledTemplate, holds, type Read, readText, readTexts } from './values.ts';

/** One item of evidence that was found, and where: a path, or the template of an address. */
export interface FoundEvidence {
  item: { requirement: string; type: string; text?: string; url?: string; title?: string; shareable: boolean };
  from: { text?: string; url?: string };
}

interface Findings {
  found: FoundEvidence[];
  problems: PostProblem[];
}

const LONGEST_TITLE = 200;

/** What was left blank is no item; what cannot be read is told. */
export const findEvidence = (
  rules: readonly EvidenceRule[],
  json: JsonObject,
  badgeId: string | undefined,
): Findings => {
  const findings = rules
    .filter((rule) => rule.badges === undefined || (badgeId !== undefined && rule.badges.includes(badgeId)))
    .filter((rule) => allHold(json, rule.if))
    .map((rule) => findByRule(rule, json));
  return { found: findings.flatMap(({ found }) => found), problems: findings.flatMap(({ problems }) => problems) };
};

const findByRule = (rule: EvidenceRule, json: JsonObject): Findings => {
  const text = rule.text && readText(json, rule.text);
  const urls = urlsOf(rule, json);
  const title = titleOf(rule, json);
  const problems = [text, title, ...urls].flatMap((read) => (read && !read.ok ? [read.problem] : []));
  const told = problems.filter(({ code }) => code !== 'missing');
  const links = urls.flatMap((url) => (url.ok ? [url.text] : []));
  if (links.length === 0 && !text?.ok) return { found: [], problems: told };
  const itemOf = (url: string | undefined): FoundEvidence => ({
    item: {
      requirement: rule.requirement,
      type: rule.type,
      shareable: typeof rule.shareable === 'boolean' ? rule.shareable : holds(json, rule.shareable),
      ...(text?.ok && { text: text.text }),
      ...(url !== undefined && { url }),
      ...(title?.ok && { title: title.text.slice(0, LONGEST_TITLE).toWellFormed() }),
    },
    from: {
      ...(text?.ok && { text: rule.text?.path }),
      ...(url !== undefined && { url: addressOf(rule) }),
    },
  });
  return { found: links.length === 0 ? [itemOf(undefined)] : links.map(itemOf), problems: told };
};

const urlsOf = ({ url }: EvidenceRule, json: JsonObject): Read[] => {
  if (url === undefined) return [];
  return 'template' in url ? [filledTemplate(json, url.template)] : readTexts(json, url);
};

const titleOf = ({ title }: EvidenceRule, json: JsonObject): Read | undefined => {
  if (title === undefined) return undefined;
  return 'value' in title ? { ok: true, text: title.value } : readText(json, title);
};

const addressOf = ({ url }: EvidenceRule) => (url && 'template' in url ? url.template : url?.path);
