/** docs/data-model.md is held against the keys, the stores and the entries of functions. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexes, keys, RELAY_SHARDS, waitingFor } from '../../functions/platform/table/keys.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/data-model.md');
const sources = globSync('functions/**/*.ts', { cwd: root }).map(read).join('\n');

const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const code = (cell = '') => cell.replaceAll('`', '');
const rows = page
  .split('\n')
  .filter((line) => /^\| [A-Z]\w+ \| `/.test(line))
  .map(cells)
  .map(([entity = '', pk, sk, writers = '', personal, howLong]) => ({
    ...{ entity, pk: code(pk), sk: code(sk), personal, howLong },
    writers: [...writers.matchAll(/`([\w-]+)`/g)].map(([, name]) => name ?? ''),
  }));

/** Stands for any value: as text its name in braces, as a partition key too. */
const placeholder = (name: string) => ({ pk: `{${name}}`, toString: () => `{${name}}` });
const parametersOf = (make: { toString(): string }) =>
  (/^\w*\s*\(([^)]*)\)/.exec(make.toString())?.[1] ?? '')
    .split(',')
    .map((parameter) => parameter.split('=')[0]?.trim() ?? '')
    .filter((name) => name !== '');
const decoded = (text: string) => decodeURIComponent(text);

/** The key of every item, with the names of its parameters in place of values. Collections without a sort key are none. */
const shapes = Object.entries(keys).flatMap(([name, make]) => {
  if (typeof make !== 'function') return [];
  const parts = parametersOf(make).map(placeholder) as never[];
  const { pk, sk } = (make as (...parts: never[]) => { pk: string; sk?: string })(...parts);
  return sk === undefined ? [] : [{ name, pk: decoded(pk), sk: decoded(sk) }];
});
/** One shape serves three kinds of item, each with an id of its own name or none. */
const KINDS = /^(FILE#|(BADGE|MEMBER)#\{\w+\})$/;
const fits = (row: { pk: string; sk: string }, shape: { pk: string; sk: string }) =>
  row.pk === shape.pk && (shape.sk === '{kind}#{id}' ? KINDS.test(row.sk) : row.sk === shape.sk);

describe('docs/data-model.md', () => {
  it('has a row for every entity that is written, and no other', () => {
    const written = [...sources.matchAll(/\b'?:?entity'?: '(\w+)'/g)].map(([, entity]) => entity ?? '');
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(({ entity }) => entity).sort()).toEqual([...new Set(written)].sort());
  });

  it('gives each a key that is made here, and has every key that is made', () => {
    for (const row of rows) expect(shapes.filter((shape) => fits(row, shape)).length, row.entity).toBe(1);
    for (const shape of shapes) expect(rows.filter((row) => fits(row, shape)).length, shape.name).toBeGreaterThan(0);
  });

  it('names functions that exist, and says of each what is personal and how long it stays', () => {
    const functions = globSync('functions/**/*.lambda.ts', { cwd: root }).map((path) => basename(path, '.lambda.ts'));
    for (const { entity, writers, personal, howLong } of rows) {
      expect(writers.length, entity).toBeGreaterThan(0);
      for (const writer of writers) expect(functions, entity).toContain(writer);
      expect(personal, entity).not.toBe('');
      expect(howLong, entity).not.toBe('');
    }
  });

  it('says that exactly those expire that are written with a time to do so', () => {
    const expiring = globSync('functions/**/*.ts', { cwd: root })
      .map(read)
      .flatMap((text) => [...text.matchAll(/entity: '(\w+)',[^}]*expiresAt\b/g)].map(([, entity]) => entity ?? ''));
    const documented = rows
      .filter(({ howLong }) => /^\d+ (days|hours)/.test(howLong ?? ''))
      .map(({ entity }) => entity);
    expect(documented.sort()).toEqual(expiring.sort());
  });

  it('describes both indexes by their names and attributes', () => {
    for (const { name, pk, sk } of Object.values(indexes))
      expect(page).toContain(`| \`${name}\` | \`${pk}\` | \`${sk}\` |`);
    expect(page).toContain(`\`RELAY#0\` to \`RELAY#${RELAY_SHARDS - 1}\``);
    expect(page).toContain(`\`${waitingFor.settlement()}\``);
  });
});
