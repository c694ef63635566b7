import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../lib/local/edge/event-pattern.ts';

const matches = (pattern: unknown, event: unknown) => compilePattern(pattern)(event);

describe('an event pattern', () => {
  it.each([
    ['an exact text', { source: ['accolade'] }, { source: 'accolade' }, true],
    ['another text', { source: ['accolade'] }, { source: 'Accolade' }, false],
    ['one of several', { source: ['a', 'b'] }, { source: 'b' }, true],
    ['a number, not its text', { detail: { hours: [3] } }, { detail: { hours: '3' } }, false],
    ['false', { detail: { paid: [false] } }, { detail: { paid: false } }, true],
    ['null', { detail: { note: [null] } }, { detail: { note: null } }, true],
    ['null is not absence', { detail: { note: [null] } }, { detail: {} }, false],
    ['any element of a list', { resources: ['r2'] }, { resources: ['r1', 'r2'] }, true],
    ['an object where a value is asked', { detail: ['x'] }, { detail: { x: 'x' } }, false],
    ['every field', { a: [1], b: [2] }, { a: 1, b: 3 }, false],
    ['no inherited name', { constructor: [{ exists: true }] }, {}, false],
  ])('compares %s', (_case, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it.each([
    ['prefix', { a: [{ prefix: 'badge.' }] }, 'badge.awarded', 'awarded.badge'],
    ['suffix', { a: [{ suffix: '.awarded' }] }, 'badge.awarded', 'awarded.badge'],
    ['anything-but a text', { a: [{ 'anything-but': 'x' }] }, 'y', 'x'],
    ['anything-but a list', { a: [{ 'anything-but': ['x', 'y'] }] }, 'z', 'y'],
    ['anything-but a number', { a: [{ 'anything-but': 3 }] }, 4, 3],
    ['anything-but a prefix', { a: [{ 'anything-but': { prefix: 'in' } }] }, 'out', 'inside'],
    ['anything-but suffixes', { a: [{ 'anything-but': { suffix: ['.png', '.gif'] } }] }, 'a.pdf', 'a.gif'],
    ['numeric equality', { a: [{ numeric: ['=', 5] }] }, 5, 6],
    ['numeric range', { a: [{ numeric: ['>', 0, '<=', 5] }] }, 5, 0],
    ['numeric of a text', { a: [{ numeric: ['>', 0] }] }, 1, '1'],
  ])('knows %s', (_case, pattern, hit, miss) => {
    expect(matches(pattern, { a: hit })).toBe(true);
    expect(matches(pattern, { a: miss })).toBe(false);
    expect(matches(pattern, {})).toBe(false);
  });

  it('tells existing from missing leaves', () => {
    const present = { detail: { reason: [{ exists: true }] } };
    const absent = { detail: { reason: [{ exists: false }] } };
    expect([matches(present, { detail: { reason: null } }), matches(absent, { detail: { reason: null } })]).toEqual([
      true,
      false,
    ]);
    expect([matches(present, {}), matches(absent, {})]).toEqual([false, true]);
    // Only leaves exist to EventBridge.
    expect(matches(present, { detail: { reason: { text: 'late' } } })).toBe(false);
    expect(matches(absent, { detail: { reason: [] } })).toBe(true);
  });

  it('takes $or beside other fields, at any depth', () => {
    const pattern = { source: ['s'], detail: { $or: [{ a: [1] }, { b: [{ prefix: 'x' }] }] } };
    expect(matches(pattern, { source: 's', detail: { b: 'xy' } })).toBe(true);
    expect(matches(pattern, { source: 's', detail: { a: 1 } })).toBe(true);
    expect(matches(pattern, { source: 'other', detail: { a: 1 } })).toBe(false);
    expect(matches(pattern, { source: 's', detail: { a: 2 } })).toBe(false);
  });

  it('wants one element of a list of objects to match by itself', () => {
    const pattern = { detail: { items: { kind: ['fee'], cents: [{ numeric: ['>', 100] }] } } };
    expect(matches(pattern, { detail: { items: [{ kind: 'fee', cents: 200 }] } })).toBe(true);
    expect(
      matches(pattern, {
        detail: {
          items: [
            { kind: 'fee', cents: 1 },
            { kind: 'pay', cents: 200 },
          ],
        },
      }),
    ).toBe(false);
  });

  it.each([
    ['wildcard', { a: [{ wildcard: 'x*' }] }],
    ['equals-ignore-case', { a: [{ 'equals-ignore-case': 'x' }] }],
    ['cidr', { a: [{ cidr: '10.0.0.0/8' }] }],
    ['a prefix of another case', { a: [{ prefix: { 'equals-ignore-case': 'x' } }] }],
    ['anything-but a wildcard', { a: [{ 'anything-but': { wildcard: 'x*' } }] }],
    ['an inherited name', { a: [{ toString: 'x' }] }],
    ['two operators in one', { a: [{ prefix: 'x', suffix: 'y' }] }],
    ['a bare value', { a: 'x' }],
    ['an empty list', { a: [] }],
    ['an empty pattern', {}],
    ['no pattern', 'x'],
    ['$or with one alternative', { $or: [{ a: [1] }] }],
    ['numeric with a text', { a: [{ numeric: ['>', '0'] }] }],
  ])('refuses %s', (_case, pattern) => {
    expect(() => compilePattern(pattern)).toThrow(expect.objectContaining({ code: 'unsupported-pattern' }));
  });
});
