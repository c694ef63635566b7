/** docs/privacy.md speaks of every kind of item. That it has every attribute, test/played/permissions.test.ts holds. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { privacyPage } from '../played/stored-attributes.ts';

const root = join(import.meta.dirname, '../..');
const sources = globSync('functions/**/*.ts', { cwd: root })
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');
const { common, items } = privacyPage();

describe('docs/privacy.md', () => {
  it('has the items that are written, and no other', () => {
    const written = [...sources.matchAll(/\b'?:?entity'?: '(\w+)'/g)].map(([, entity]) => entity ?? '');
    expect([...new Set(items.map(({ entity }) => entity))].sort()).toEqual([...new Set(written)].sort());
  });

  it('names attributes that there are, each once in an item', () => {
    for (const name of [...common, ...items.flatMap(({ attributes }) => attributes)])
      expect(sources, name).toMatch(new RegExp(`\\b${name}\\b`));
    for (const [entity, rows] of Map.groupBy(items, (item) => item.entity)) {
      const names = rows.flatMap(({ attributes }) => attributes);
      expect(names, entity).toEqual([...new Set(names)]);
      expect(
        names.filter((name) => common.includes(name)),
        entity,
      ).toEqual([]);
    }
  });

  it('says of each what it is, whose, who reads it, for how long, and where it is erased', () => {
    for (const { entity, about } of items) for (const cell of about) expect(cell, entity).not.toBe('');
  });
});
