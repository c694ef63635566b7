/** What was sent, as a person can read it: the whole as indented JSON, long texts apart, and all of it bounded. Pure. */
import { jsonPath } from '../../platform/json-path.ts';
import type { JsonObject } from '../post-body.ts';

/** Longer texts are folded away. */
const LINE = 200;
/** In characters: so much of the whole, of each long text, and so many of these; so many levels deep. */
const WHOLE = 20_000;
const TEXT = 10_000;
const TEXTS = 40;
const DEEP = 20;

export interface Shown {
  json: string;
  texts: { path: string; text: string; length: number }[];
  /** Something was left out. */
  cut: boolean;
}

export const shownOf = (sent: JsonObject): Shown => {
  const long: Shown['texts'] = [];
  let tooDeep = false;
  const shortened = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof value === 'string' && value.length > LINE) {
      long.push({ path: jsonPath(path), text: value.slice(0, TEXT), length: value.length });
      return `${value.slice(0, LINE / 2)}…`;
    }
    if (value === null || typeof value !== 'object') return value;
    if (path.length === DEEP) {
      tooDeep = true;
      return '…';
    }
    if (Array.isArray(value)) return value.map((one, at) => shortened(one, [...path, at]));
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one, [...path, name])]));
  };
  const json = JSON.stringify(shortened(sent, []), undefined, 2);
  const cut = tooDeep || json.length > WHOLE || long.length > TEXTS || long.some(({ length }) => length > TEXT);
  return { json: json.slice(0, WHOLE), texts: long.slice(0, TEXTS), cut };
};
