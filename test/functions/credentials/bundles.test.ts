/** What is in the bundles: a JSON-LD processor would be most of a function's start, and it is not needed to sign or to verify. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const JSON_LD = /node_modules\/(jsonld|rdf-canonize|@digitalbazaar\/|@digitalcredentials\/)/;

const inputsOf = async (entryPoints: string[]) => {
  const { metafile } = await build({
    ...{ absWorkingDir: root, entryPoints, bundle: true, splitting: true, write: false, metafile: true },
    ...{ outdir: 'out', format: 'esm', platform: 'node', mainFields: ['module', 'main'], logLevel: 'silent' },
  });
  return Object.keys(metafile.inputs);
};

/** They read what anybody signed, by contexts of anybody, and load the processor for those alone: neither is on the way of an award. */
const VERIFIERS = ['functions/verification/verify-api.lambda.ts', 'functions/endorsements/endorsements-api.lambda.ts'];

describe('the bundles of the functions', () => {
  it('hold no JSON-LD processor, and no context but as the table that was compiled, but for verifiers', async () => {
    const entries = globSync('functions/**/*.lambda.ts', { cwd: root }).filter((path) => !VERIFIERS.includes(path));
    const inputs = await inputsOf(entries);
    expect(entries).toContain('functions/credentials/sign-assertion.lambda.ts');
    expect(inputs).toContain('functions/open-badges/rdf/compiled-contexts.json');
    expect(inputs.filter((path) => JSON_LD.test(path))).toEqual([]);
  });

  it('would be seen to hold one', async () => {
    const inputs = await inputsOf(VERIFIERS.slice(0, 1));
    expect(inputs.filter((path) => JSON_LD.test(path)).length).toBeGreaterThan(10);
  });
});
