import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorTexts } from '../../../functions/platform/http/error-texts.ts';
import { preferredLanguage } from '../../../functions/platform/http/language.ts';

const root = join(import.meta.dirname, '../../..');

/** The places that give an error its code. An `Unavailable` of a reaction meets a queue, and no reader. */
const REFUSALS = [/new Refused\(\s*'([^']+)'/g, /\b(?:forbidden|refuse)\(\s*'([^']+)'/g];
const UNAVAILABLE = /new Unavailable\(\s*'([^']+)'/g;
const MADE_OF_OTHERS = /\bcode: '([a-z-]+)', message:/g;

const codesIn = (text: string, patterns: readonly RegExp[]) =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, code = '']) => code);

const files = globSync('functions/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('/error-texts.ts'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const thrown = files.flatMap(({ file, text }) => {
  const patterns = [...REFUSALS];
  if (/^functions\/(platform|sign-in)\//.test(file)) patterns.push(UNAVAILABLE);
  if (file.endsWith('/http/answer.ts')) patterns.push(MADE_OF_OTHERS);
  return codesIn(text, patterns).map((code) => ({ code, file }));
});

describe('every error', () => {
  it('has a text in each language', () => {
    const silent = thrown.filter(({ code }) => !errorTexts[code]?.en || !errorTexts[code]?.es);
    expect(silent.map(({ code, file }) => `${code} (${file})`)).toEqual([]);
  });

  it('is found by its code', () => {
    expect(thrown.length).toBeGreaterThan(30);
    expect(codesIn("throw new Refused(\n  'a-code', {})", REFUSALS)).toEqual(['a-code']);
    expect(codesIn("forbidden('b-code', 'No.')", REFUSALS)).toEqual(['b-code']);
  });

  it('is still thrown: no text is left of one that is gone', () => {
    const gone = Object.keys(errorTexts).filter((code) => !files.some(({ text }) => text.includes(`'${code}'`)));
    expect(gone).toEqual([]);
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
