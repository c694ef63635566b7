import { describe, expect, it } from 'vitest';
import { judge } from '../../../functions/submissions/rubric.ts';

const levels = ['beginning', 'met', 'exemplary'].map((id) => ({ id }));
const rubric = [
  { id: 'clear', levels, passing: 'met' },
  { id: 'kind', levels, passing: 'exemplary' },
];
const at = (clear: string, kind: string) => [
  { criterion: 'clear', level: clear },
  { criterion: 'kind', level: kind },
];
const codeOf = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    const { code, status, details } = error as { code: string; status: number; details: { criteria: string[] } };
    return { code, status, criteria: details.criteria };
  }
};

describe('a review held against the rubric', () => {
  it('takes levels, in the order of the rubric', () => {
    expect(judge(rubric, at('met', 'exemplary').toReversed(), 'approve')).toEqual(at('met', 'exemplary'));
  });

  it('turns met and not met into levels', () => {
    const posted = [
      { criterion: 'clear', met: false, comment: 'Not yet.' },
      { criterion: 'kind', met: true },
    ];
    expect(judge(rubric, posted, 'return')).toEqual([
      { criterion: 'clear', level: 'beginning', comment: 'Not yet.' },
      { criterion: 'kind', level: 'exemplary' },
    ]);
  });

  it.each([
    ['a criterion left out', [{ criterion: 'clear', level: 'met' }], 'criterion-not-judged', ['kind']],
    ['nothing', [], 'criterion-not-judged', ['clear']],
    ['a criterion of its own', [...at('met', 'met'), { criterion: 'x', level: 'met' }], 'criterion-unknown', ['x']],
    ['a criterion twice', [...at('met', 'met'), { criterion: 'kind', met: true }], 'criterion-judged-twice', ['kind']],
    ['a level of its own', at('met', 'superb'), 'level-unknown', ['kind']],
  ])('refuses %s', (_, posted, code, criteria) => {
    expect(codeOf(() => judge(rubric, posted, 'return'))).toEqual({ code, status: 422, criteria });
  });

  it('approves only what meets every criterion, and lets the rest be returned or denied', () => {
    expect(codeOf(() => judge(rubric, at('beginning', 'met'), 'approve'))).toEqual({
      code: 'criteria-not-met',
      status: 422,
      criteria: ['clear', 'kind'],
    });
    expect(judge(rubric, at('beginning', 'met'), 'deny')).toHaveLength(2);
    expect(judge(rubric, at('exemplary', 'exemplary'), 'return')).toHaveLength(2);
  });
});
