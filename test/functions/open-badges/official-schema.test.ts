/** `npm run check:schema`: which schema is taken, and that the project's own model refuses whatever that schema refuses. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { compareModels, tableOf } from '../../../bin/schema/compare-models.ts';
import { findSchema, officialSchema, SCHEMA_NAME, SchemaProblem } from '../../../bin/schema/official-schema.ts';
import { SignedCredential } from '../../../functions/open-badges/open-badge.ts';

/** A small schema of ours in the place of the official one. */
const STAND_IN = JSON.stringify({
  $schema: 'https://json-schema.org/draft/2019-09/schema#',
  type: 'object',
  required: ['credentialStatus'],
  properties: {
    credentialStatus: { type: 'object', required: ['id', 'type'] },
    validFrom: { type: 'string', format: 'date-time' },
  },
});

let directory: string;
const place = (...folders: string[]) => {
  mkdirSync(join(directory, ...folders), { recursive: true });
  const path = join(directory, ...folders, SCHEMA_NAME);
  writeFileSync(path, STAND_IN);
  return path;
};
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'accolade-schema-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the official schema is looked for', () => {
  it('in each place, the nearest first; and where it is named, nowhere else', () => {
    const looking = { root: join(directory, 'checkout'), folder: join(directory, 'folder') };
    const beside = [join(directory, 'credentials')];
    mkdirSync(looking.root);
    expect(() => findSchema({ ...looking, beside })).toThrow(SchemaProblem);
    const places = [
      place('sibling', 'open-badges'),
      place('open-badges'),
      place('checkout', '.accolade'),
      place('folder'),
      place('credentials'),
    ];
    for (const path of places.toReversed()) {
      expect(findSchema({ ...looking, beside })).toBe(path);
      expect(findSchema({ ...looking, beside, named: places[0] as string })).toBe(places[0]);
      rmSync(path);
    }
    expect(() => findSchema({ ...looking, named: join(directory, 'nowhere.json') })).toThrow(/There is no schema at/);
  });

  it('and another one than the known is refused, unless it is asked for', () => {
    const path = place('another');
    expect(() => officialSchema(path)).toThrow(/is another schema[\s\S]*SHA-256[\s\S]*--any-schema/);
    const check = officialSchema(path, true);
    expect(check({ credentialStatus: { id: 'urn:a', type: 'X' } })).toEqual([]);
    expect(check({ credentialStatus: [{ id: 'urn:a' }] })).toEqual([
      { path: '$.credentialStatus', message: 'must be object' },
    ]);
  });
});

describe('the comparison', () => {
  const options = { count: 200, seed: 7 };

  it('finds what a laxer model takes and the schema refuses', () => {
    const schema = officialSchema(place('lax'), true);
    expect(compareModels(schema, options).counterexamples).toEqual([]);
    const { counterexamples, tallies } = compareModels(schema, { ...options, model: z.looseObject({}) });
    expect(counterexamples).toContainEqual(expect.stringMatching(/^\$\.credentialStatus.*\$\.credentialStatus/));
    expect(tableOf(tallies)).toMatch(/^all +\d+/m);
  });

  it('finds a model that refuses what is composed', () => {
    const schema = officialSchema(place('strict'), true);
    const { counterexamples } = compareModels(schema, { ...options, count: 5, model: z.never() });
    expect(counterexamples).toEqual(['as composed: modelAloneRefuses']);
  });
});

const official = (() => {
  const root = join(import.meta.dirname, '../../..');
  try {
    return findSchema({ root, folder: root, named: process.env.OPEN_BADGES_SCHEMA });
  } catch {
    return undefined;
  }
})();

// The schema is 1EdTech's: where nobody has put it, there is nothing to compare with.
it.skipIf(official === undefined)(
  'our model refuses whatever the official schema refuses, on 500 generated badges',
  () => {
    const seed = Number(process.env.SEED ?? 1);
    const { counterexamples, tallies } = compareModels(officialSchema(official ?? ''), { count: 500, seed });
    expect({ seed, counterexamples }).toEqual({ seed, counterexamples: [] });
    expect(tallies.find(({ kind }) => kind === 'as composed')).toMatchObject({ tried: 500, bothAccept: 500 });
    const lax = compareModels(officialSchema(official ?? ''), {
      count: 100,
      seed: 1,
      model: SignedCredential.or(z.looseObject({})),
    });
    expect(lax.counterexamples.length).toBeGreaterThan(0);
  },
);
