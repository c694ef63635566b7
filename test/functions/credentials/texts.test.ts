import { describe, expect, it } from 'vitest';
import { en } from '../../../functions/credentials/texts/en.ts';
import { es } from '../../../functions/credentials/texts/es.ts';

/** Every text by its name, and what it says of a few things. */
const saidBy = (texts: object, under = ''): [string, string][] =>
  Object.entries(texts).flatMap(([name, text]): [string, string][] => {
    if (typeof text === 'object') return saidBy(text, `${under}${name}.`);
    return [[`${under}${name}`, typeof text === 'function' ? text('7', '8') : text]];
  });

describe('the words of credentials', () => {
  it('are there in both languages, and differ', () => {
    const spanish = new Map(saidBy(es));
    const english = saidBy(en);
    expect([...spanish.keys()].toSorted()).toEqual(english.map(([name]) => name).toSorted());
    for (const [name, text] of english) {
      expect(spanish.get(name)?.trim(), name).not.toBe('');
      if (name !== 'errorTitle') expect(spanish.get(name), name).not.toBe(text);
    }
  });
});
