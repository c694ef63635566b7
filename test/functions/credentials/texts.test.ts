import { describe, expect, it } from 'vitest';
import { en } from '../../../functions/credentials/texts/en.ts';
import { es } from '../../../functions/credentials/texts/es.ts';

describe('the words of credentials', () => {
  it('are there in both languages, and differ', () => {
    expect(Object.keys(es).toSorted()).toEqual(Object.keys(en).toSorted());
    const said = (text: string | ((value: never) => string)) => (typeof text === 'string' ? text : text('7' as never));
    const pairs = Object.keys(en).map(
      (key) => [key, said(en[key as keyof typeof en]), said(es[key as keyof typeof es])] as const,
    );
    for (const [key, english, spanish] of pairs) {
      expect(spanish.trim(), key).not.toBe('');
      expect(spanish, key).not.toBe(english);
    }
  });
});
