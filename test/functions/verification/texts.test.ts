import { describe, expect, it } from 'vitest';
import type { Code, FoundCode } from '../../../functions/verification/findings.ts';
import { found, isUndecided } from '../../../functions/verification/findings.ts';
import { findingsEn } from '../../../functions/verification/texts/findings-en.ts';
import { findingsEs } from '../../../functions/verification/texts/findings-es.ts';

const codes = Object.keys(findingsEn) as Code[];

describe('the words for what was found', () => {
  it('are there in both languages, and differ', () => {
    expect(Object.keys(findingsEs)).toEqual(codes);
    for (const code of codes) {
      expect(findingsEs[code], code).toHaveLength(findingsEn[code].length);
      for (const [at, text] of findingsEs[code].entries()) expect(text, code).not.toBe(findingsEn[code][at]);
    }
  });

  it('say what to do wherever something failed or is remarked, and nothing where all is well', () => {
    const needed = (code: Code) =>
      code !== 'not-reached' && (isUndecided(code) || ['failed', 'warning'].includes(found(code as FoundCode).outcome));
    for (const code of codes) expect(findingsEn[code].length, code).toBe(needed(code) ? 2 : 1);
  });
});
