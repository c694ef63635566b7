import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorTexts } from '../../../functions/platform/http/error-texts.ts';
import { preferredLanguage } from '../../../functions/platform/http/language.ts';

const root = join(import.meta.dirname, '../../..');

/** The places that give an error its code: the two kinds that reach a reader, and the shorthands that make them. */
const CODES = [
  /new (?:Refused|Unavailable)\(\s*'([^']+)'/g,
  /\b(?:forbidden|refuse|refused|refusal)\(\s*'([^']+)'/g,
  /\bcode: '([a-z-]+)', message:/g,
];

const codesIn = (text: string) => CODES.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, code = '']) => code);

const files = globSync('functions/**/*.ts', { cwd: root });
const thrown = files
  .filter((file) => !file.startsWith('functions/programs/') || !/-(rules|file)\.ts$/.test(file))
  .flatMap((file) => codesIn(readFileSync(join(root, file), 'utf8')).map((code) => ({ code, file })));

describe('every error', () => {
  it('has a text in each language', () => {
    const silent = thrown.filter(({ code }) => !errorTexts[code]?.en || !errorTexts[code]?.es);
    expect(silent.map(({ code, file }) => `${code} (${file})`)).toEqual([]);
  });

  it('is found by its code', () => {
    expect(thrown.length).toBeGreaterThan(30);
    expect(codesIn("throw new Refused(\n  'a-code', {})")).toEqual(['a-code']);
    expect(codesIn("forbidden('b-code', 'No.')")).toEqual(['b-code']);
  });

  it('says something else in Spanish than in English, and ends as a sentence', () => {
    for (const [code, { en, es }] of Object.entries(errorTexts)) {
      expect([code, en === es]).toEqual([code, false]);
      for (const text of [en, es]) expect([code, text]).toEqual([code, expect.stringMatching(/^\p{Lu}.*[.]$/u)]);
    }
  });
});

describe('the language of a reader', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['es', 'es'],
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['fr, en;q=0.5, es;q=0.7', 'es'],
    ['en, es;q=0.9', 'en'],
    ['es;q=0, en;q=0.1', 'en'],
    ['*', 'en'],
    ['estonian', 'en'],
    [';;;q=x,,', 'en'],
  ])('of %j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
