import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPILED_CONTEXTS, compileContexts } from '../../../../bin/compile-contexts.ts';

const file = readFileSync(join(import.meta.dirname, '../../../..', COMPILED_CONTEXTS), 'utf8');

describe('the compiled contexts', () => {
  it('are what `npm run generate` makes of the contexts as they are installed', async () => {
    expect(file).toBe(`${JSON.stringify(await compileContexts(), null, 2)}\n`);
  });

  it('give every property of a node its own IRI: a statement cannot be made twice under two names', () => {
    const repeated = Object.values(JSON.parse(file)).flatMap((terms) => repeatedIn(terms as Terms));
    // One is a class under two names, and a class is no property.
    expect(repeated).toEqual(['AchievementCredential']);
  });
});

interface Terms {
  [term: string]: string | { id: string; context?: Terms };
}

const repeatedIn = (terms: Terms): string[] => {
  const seen = new Set<string>();
  return Object.entries(terms).flatMap(([name, term]) => {
    const { id, context = {} } = typeof term === 'string' ? { id: term } : term;
    const again = seen.has(id) ? [name] : [];
    seen.add(id);
    return [...again, ...repeatedIn(context)];
  });
};
