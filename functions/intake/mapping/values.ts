/** Texts out of what a source sent, as its mapping asks for them. Pure; works in time linear in what was sent. */
import { readQuery, valueAt } from '../../platform/json-query.ts';
import type { Condition, Reading } from '../../programs/read.ts';
import type { PostProblem } from '../evidence.ts';
import type { JsonObject } from '../post-body.ts';
import { plainText } from './plain-text.ts';

/** A text, or why there is none. `missing` is no fault by itself: questions may be left blank. */
export type Read = { ok: true; text: string } | { ok: false; problem: PostProblem };

export const at = (json: JsonObject, path: string): unknown => {
  const steps = readQuery(path);
  const value = steps && valueAt(json, steps);
  return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
};

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

export const readText = (json: JsonObject, reading: Reading): Read => readValue(at(json, reading.path), reading);

/** As above, and where a list stands, each of its values. */
export const readTexts = (json: JsonObject, reading: Reading): Read[] => {
  const value = at(json, reading.path);
  return Array.isArray(value) ? value.map((one) => readValue(one, reading)) : [readValue(value, reading)];
};

const readValue = (value: unknown, { path, table, html, cutAt }: Reading): Read => {
  const problem = (code: string): Read => ({ ok: false, problem: { at: path, code } });
  if (value === undefined || value === null) return problem('missing');
  if (!isScalar(value)) return problem('not-text');
  const sent = String(value);
  if (cutAt !== undefined && sent.length >= cutAt) return problem('cut-short');
  const meant = table ? (Object.hasOwn(table, sent.trim()) ? table[sent.trim()] : undefined) : sent;
  if (meant === undefined) return problem('not-in-table');
  const text = (html ? plainText(meant) : meant).trim();
  return text === '' ? problem('missing') : { ok: true, text };
};

/** The address that a template makes of what was sent; each value is percent-encoded, so that none leaves its place. */
export const filledTemplate = (json: JsonObject, template: string): Read => {
  let problem: PostProblem | undefined;
  const text = template.replace(/\{([^{}]*)\}/g, (_whole, path: string) => {
    const value = readText(json, { path });
    if (!value.ok) problem ??= value.problem;
    return value.ok ? encodeURIComponent(value.text) : '';
  });
  return problem ? { ok: false, problem } : { ok: true, text };
};

/** Whether something holds of what was sent. Of a list (boxes that were ticked) one value is enough. */
export const holds = (json: JsonObject, condition: Condition): boolean => {
  const value = at(json, condition.path);
  if ('present' in condition) return (value !== undefined) === condition.present;
  if ('same' in condition) {
    const other = at(json, condition.same);
    return isScalar(value) && isScalar(other) && String(value) === String(other);
  }
  const wanted = new Set(condition.in.map(String));
  return [value].flat().some((one) => isScalar(one) && wanted.has(String(one).trim()));
};

export const allHold = (json: JsonObject, conditions: readonly Condition[] = []): boolean =>
  conditions.every((condition) => holds(json, condition));
