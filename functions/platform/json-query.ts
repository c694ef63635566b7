/**
 * Where in a JSON document one value stands, in the part of JSONPath (RFC 9535) that names one place: `$.body.url`,
 * `$.answers["Which badge?"][0]`, and the first of a list by what it says: `$.answers[?@.title=="Which badge?"].value`.
 * No wildcards, no recursion, no functions: a query reads at most what it names.
 */

export type Step = { name: string } | { index: number } | { where: string; is: string };

export const LONGEST_QUERY = 500;
const MOST_STEPS = 16;

const NAME = /^\.([A-Za-z_][\w-]*)/;
const QUOTED = /^\[("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\]/;
const INDEX = /^\[(\d{1,4})\]/;
const WHERE = /^\[\?@\.([A-Za-z_][\w-]*)\s*==\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\]/;

/** Names that mean something to JavaScript are nobody's field. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** The steps of a query; undefined for what is none. */
export const readQuery = (text: string): Step[] | undefined => {
  if (!text.startsWith('$') || text.length > LONGEST_QUERY) return undefined;
  const steps: Step[] = [];
  let rest = text.slice(1);
  while (rest !== '') {
    const found = nextStep(rest);
    if (!found || steps.length === MOST_STEPS) return undefined;
    steps.push(found.step);
    rest = rest.slice(found.length);
  }
  return steps.some((step) => FORBIDDEN.has('name' in step ? step.name : 'where' in step ? step.where : ''))
    ? undefined
    : steps;
};

const nextStep = (text: string): { step: Step; length: number } | undefined => {
  const [name, named] = NAME.exec(text) ?? [];
  if (name !== undefined && named !== undefined) return { step: { name: named }, length: name.length };
  const [quoted, literal] = QUOTED.exec(text) ?? [];
  if (quoted !== undefined && literal !== undefined)
    return { step: { name: unquoted(literal) }, length: quoted.length };
  const [index, digits] = INDEX.exec(text) ?? [];
  if (index !== undefined) return { step: { index: Number(digits) }, length: index.length };
  const [where, field, wanted] = WHERE.exec(text) ?? [];
  if (where === undefined || field === undefined || wanted === undefined) return undefined;
  return { step: { where: field, is: unquoted(wanted) }, length: where.length };
};

const unquoted = (literal: string) => literal.slice(1, -1).replace(/\\(.)/g, '$1');

/** The value that stands there; undefined if nothing does. Only a document's own members are seen. */
export const valueAt = (document: unknown, steps: readonly Step[]): unknown =>
  steps.reduce<unknown>((value, step) => {
    if (value === null || typeof value !== 'object') return undefined;
    if ('where' in step)
      return Array.isArray(value) ? value.find((item) => own(item, step.where) === step.is) : undefined;
    if ('index' in step) return Array.isArray(value) ? value[step.index] : undefined;
    return Array.isArray(value) ? undefined : own(value, step.name);
  }, document);

const own = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
