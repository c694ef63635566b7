import { expect, test } from 'vitest';
import { failedItems } from '../../lib/local/runtime/batch.ts';

const items = ['a', 'b', 'c'];
const report = (...identifiers: unknown[]) => ({
  ok: true as const,
  payload: JSON.stringify({ batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) }),
});

test.each([
  ['names some', report('b'), ['b']],
  ['names none', report(), []],
  ['names one that is not of the batch', report('b', 'z'), items],
  ['names an empty one', report(''), items],
  ['names no text', report(null), items],
  ['is null', { ok: true as const, payload: 'null' }, []],
  ['is without a list', { ok: true as const, payload: '{}' }, []],
  ['has null for a list', { ok: true as const, payload: '{"batchItemFailures":null}' }, []],
  ['is no object', { ok: true as const, payload: '"done"' }, items],
  ['never came', { ok: false as const, failure: { errorType: 'E', errorMessage: 'e' } }, items],
])('a report that %s', (_what, outcome, failed) => {
  expect(failedItems(outcome, items, true)).toEqual(failed);
});

test('without partial failures only the outcome counts', () => {
  expect(failedItems(report('b'), items, false)).toEqual([]);
  expect(failedItems({ ok: false, failure: { errorType: 'E', errorMessage: 'e' } }, items, false)).toEqual(items);
});
