/**
 * What a published version may still change: it may gain an optional field, and words. Everything else breaks somebody who
 * wrote against it, and is a new version.
 */
import type { JsonSchema } from './json-schema.ts';

/** Keywords that explain and do not bind. */
const WORDS = new Set(['title', 'description', '$schema', '$id']);

/** Each breaking difference between a published schema and the one that would replace it, by path. Empty: compatible. */
export const breakingChanges = (published: JsonSchema, current: JsonSchema, path = '$'): string[] => {
  const keywords = new Set(
    [...Object.keys(published), ...Object.keys(current)].filter((keyword) => !WORDS.has(keyword)),
  );
  return [...keywords].flatMap((keyword) => {
    if (keyword === 'properties') return changedProperties(published, current, path);
    if (keyword === 'required') return changedRequired(published, current, path);
    const same = JSON.stringify(published[keyword]) === JSON.stringify(current[keyword]);
    return same ? [] : [`${path}: ${keyword} changed`];
  });
};

const changedProperties = (published: JsonSchema, current: JsonSchema, path: string) => {
  const before = propertiesOf(published);
  const after = propertiesOf(current);
  return Object.entries(before).flatMap(([name, schema]) => {
    const now = after[name];
    return now ? breakingChanges(schema, now, `${path}.${name}`) : [`${path}.${name}: removed`];
  });
};

const changedRequired = (published: JsonSchema, current: JsonSchema, path: string) => {
  const before = requiredOf(published);
  const after = requiredOf(current);
  return [
    ...after.filter((name) => !before.includes(name)).map((name) => `${path}.${name}: became required`),
    ...before.filter((name) => !after.includes(name)).map((name) => `${path}.${name}: became optional`),
  ];
};

const propertiesOf = (schema: JsonSchema) => (schema.properties ?? {}) as Record<string, JsonSchema>;
const requiredOf = (schema: JsonSchema) => (schema.required ?? []) as string[];
