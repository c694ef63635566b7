import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../events/catalog.ts';
import { breakingChanges } from '../../events/compatibility.ts';
import { detailType } from '../../events/define-event.ts';
import { type JsonSchema, jsonSchemaOf, schemaPath } from '../../events/json-schema.ts';
import { eventReference } from '../../events/reference.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readJson = (path: string) => JSON.parse(read(path));
const published = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));

describe('the catalog', () => {
  it('lists every event file once', () => {
    const files = readdirSync(join(root, 'events')).filter(
      (file) => file.endsWith('.ts') && read(join('events', file)).includes('= defineEvent('),
    );
    expect(files.length).toBe(catalog.length);
    expect(new Set(catalog.map(detailType)).size).toBe(catalog.length);
  });

  it('keeps the reference in step', () => {
    expect(read('docs/events.md')).toBe(eventReference(catalog));
  });

  it.each(catalog.map((event) => [detailType(event), event] as const))(
    '%s keeps its published schema',
    (_name, event) => {
      const schema = readJson(`events/schema/${schemaPath(event)}`);
      expect(breakingChanges(schema, jsonSchemaOf(event))).toEqual([]);
      expect(schema).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(event))));
    },
  );

  it('still publishes every version that was ever published', () => {
    const known = catalog.map(schemaPath);
    expect(published('events/schema').filter((path) => !known.includes(path))).toEqual([]);
  });
});

describe('golden events', () => {
  it.each(catalog.map((event) => [detailType(event), event] as const))(
    '%s is published and consumed as its golden file',
    (_name, event) => {
      const golden = readJson(`events/golden/${schemaPath(event)}`);
      expect(event.published.parse(golden)).toEqual(golden);
      expect(event.consumed.parse({ ...golden, data: { ...golden.data, somethingNew: 1 } })).toEqual(golden);
      expect(event.published.safeParse({ ...golden, data: { ...golden.data, somethingNew: 1 } }).success).toBe(false);
      expect(JSON.stringify(golden)).not.toMatch(/@|name"/i);
      expect(event.key(golden.data)).not.toBe('');
    },
  );

  it('has one for every schema, and no other', () => {
    expect(published('events/golden').sort()).toEqual(published('events/schema').sort());
  });
});

describe('a breaking change', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { id: { type: 'string' }, note: { type: 'string' } },
    required: ['id'],
  };
  const changed = (change: (copy: { properties: Record<string, JsonSchema>; required: string[] }) => void) => {
    const copy = structuredClone(schema) as { properties: Record<string, JsonSchema>; required: string[] };
    change(copy);
    return breakingChanges(schema, copy as unknown as JsonSchema);
  };
  it.each([
    ['a removed field', changed((copy) => delete copy.properties.note)],
    ['a field that becomes required', changed((copy) => copy.required.push('note'))],
    ['a field that becomes optional', changed((copy) => copy.required.pop())],
    ['another type', changed((copy) => Object.assign(copy.properties, { id: { type: 'integer' } }))],
    [
      'a narrower pattern',
      changed((copy) => Object.assign(copy.properties, { id: { type: 'string', pattern: '^a' } })),
    ],
  ])('is %s', (_what, found) => {
    expect(found).toHaveLength(1);
  });
  it('is not a new optional field, nor other words', () => {
    expect(changed((copy) => Object.assign(copy.properties, { more: { type: 'string' } }))).toEqual([]);
    expect(breakingChanges(schema, { ...schema, description: 'said better' })).toEqual([]);
  });
});
