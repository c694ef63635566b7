/** Imports run one way: `events` <- `functions` <- (entry paths, route lists, keys) `lib` <- `bin`. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const IMPORTS = [
  /^(?:import|export|\}).*?\bfrom ['"]([^'"]+)['"]/gm,
  /^import ['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
];

interface Import {
  from: string;
  to: string;
}

/** Every import in a text, relative ones as paths from the root, packages by name. */
const importsOf = (file: string, text: string): Import[] =>
  IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, specifier = '']) => ({
    from: file,
    to: specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier,
  }));

const files = globSync('{bin,lib,functions,events}/**/*.{ts,mjs}', { cwd: root });
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));

const capabilityOf = (path: string) => /^functions\/([^/]+)\//.exec(path)?.[1];
const isWiring = (path: string) => path.endsWith('.lambda.ts');

/** Why an import breaks the rule; undefined when it holds. */
const offense = ({ from, to }: Import): string | undefined => {
  const package_ = !/^(bin|lib|functions|events)\//.test(to);
  if (from.startsWith('events/')) {
    return to.startsWith('events/') || to === 'zod' ? undefined : 'events/ imports zod and itself only';
  }
  if (from.startsWith('functions/')) return package_ ? offenseOfPackage(to) : offenseInFunctions(from, to);
  if (from.startsWith('lib/')) return package_ ? undefined : offenseInLib(to);
  return undefined;
};

const offenseOfPackage = (name: string) =>
  /^(aws-cdk-lib|constructs)/.test(name) ? 'functions/ knows nothing of the CDK' : undefined;

const offenseInFunctions = (from: string, to: string) => {
  if (to.startsWith('events/')) return undefined;
  if (!to.startsWith('functions/')) return 'functions/ imports events/ and functions/ only';
  const [mine, theirs] = [capabilityOf(from), capabilityOf(to)];
  if (theirs === mine || theirs === 'platform') return undefined;
  if (mine === 'platform') return 'the platform knows no capability';
  if (theirs === 'open-badges') return undefined;
  if (mine === 'open-badges') return 'the standard knows no capability';
  return isWiring(from) || to.endsWith('/read.ts') ? undefined : 'of another capability, only read.ts';
};

const offenseInLib = (to: string) => {
  if (!to.startsWith('functions/')) return to.startsWith('bin/') ? 'lib/ knows nothing of bin/' : undefined;
  const data =
    to.endsWith('/routes.ts') || to === 'functions/platform/table/keys.ts' || to === 'functions/platform/http/route.ts';
  return data ? undefined : 'lib/ imports of functions/ only route lists and keys; code is an entry path';
};

describe('the import rule', () => {
  it('holds everywhere', () => {
    const broken = imports.filter((one) => offense(one) !== undefined);
    expect(broken.map((one) => `${one.from} -> ${one.to}: ${offense(one)}`)).toEqual([]);
  });

  it('sees the imports it judges', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(
      importsOf(
        'functions/a/b.ts',
        "import {\n  x,\n} from '../c/store.ts';\nexport * from 'zod';\nawait import('./d.ts');",
      ).map(({ to }) => to),
    ).toEqual(['functions/c/store.ts', 'zod', 'functions/a/d.ts']);
  });

  it.each([
    ['events/x.ts', 'functions/platform/env.ts'],
    ['events/x.ts', 'jose'],
    ['functions/platform/consume.ts', 'functions/awards/read.ts'],
    ['functions/platform/consume.ts', 'functions/open-badges/contexts.ts'],
    ['functions/open-badges/data-integrity.ts', 'functions/awards/read.ts'],
    ['functions/awards/award-badge.ts', 'functions/submissions/store.ts'],
    ['functions/awards/award-badge.ts', 'lib/awards.ts'],
    ['functions/awards/award-badge.ts', 'aws-cdk-lib'],
    ['lib/awards.ts', 'functions/awards/award-badge.ts'],
    ['lib/awards.ts', 'bin/accolade.ts'],
  ])('refuses %s -> %s', (from, to) => {
    expect(offense({ from, to })).toBeDefined();
  });

  it.each([
    ['functions/awards/award-badge.ts', 'functions/submissions/read.ts'],
    ['functions/credentials/signing/achievement.ts', 'functions/open-badges/open-badge.ts'],
    ['functions/open-badges/data-integrity.ts', 'functions/platform/multibase.ts'],
    ['functions/awards/award-badge.lambda.ts', 'functions/submissions/store.ts'],
    ['lib/awards.ts', 'functions/awards/routes.ts'],
    ['bin/accolade.ts', 'lib/accolade-stack.ts'],
  ])('allows %s -> %s', (from, to) => {
    expect(offense({ from, to })).toBeUndefined();
  });
});
