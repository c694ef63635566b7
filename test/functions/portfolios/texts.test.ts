import { describe, expect, it } from 'vitest';
import { en as concernsEn } from '../../../functions/concerns/texts/en.ts';
import { es as concernsEs } from '../../../functions/concerns/texts/es.ts';
import { en } from '../../../functions/portfolios/texts/en.ts';
import { es } from '../../../functions/portfolios/texts/es.ts';

/** Every sentence by its path. */
const sentences = (texts: object, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    if (value instanceof Function) return [[`${path}.${key}`, value('7')]];
    return typeof value === 'string' ? [[`${path}.${key}`, value]] : sentences(value, `${path}.${key}`);
  });

describe.each([
  ['portfolios', en, es],
  ['concerns', concernsEn, concernsEs],
])('the words of %s', (_name, english, spanish) => {
  it('are there in both languages, and differ', () => {
    const [said, translated] = [sentences(english), Object.fromEntries(sentences(spanish))];
    expect(Object.keys(translated).toSorted()).toEqual(said.map(([path]) => path).toSorted());
    for (const [path, text] of said) {
      expect(translated[path]?.trim(), path).not.toBe('');
      expect(translated[path], path).not.toBe(text);
    }
  });
});
