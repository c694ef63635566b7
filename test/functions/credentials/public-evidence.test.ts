import fc from 'fast-check';
import { expect, it } from 'vitest';
import { publicEvidence } from '../../../functions/credentials/signing/public-evidence.ts';
import type { Evidence } from '../../../functions/submissions/submission.ts';
import { badge, reviewOf } from './stage.ts';

const requirement = badge.requirements.find((one) => one.public !== 'never')?.id ?? '';
const itemsOf = (given: Partial<Evidence>[], withheld: number[] = []) =>
  publicEvidence(
    badge,
    { evidence: given.map((one) => ({ requirement, type: 'link', shareable: true, ...one })) },
    reviewOf({ studentsNotIdentifiable: true }),
    withheld,
  );
const agreed = (given: Partial<Evidence>[]) => itemsOf(given).map(({ evidence }) => evidence);
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

it('names what does not fit without its text, and tells what comes after and fits', () => {
  const url = 'https://a.example/';
  const told = agreed([
    { title: 'Whole', url, text: 't'.repeat(40_000) },
    { title: 'Too long a text', text: 'ñ'.repeat(40_000) },
    { title: 'Too long a text at an address', url, text: '\u0001'.repeat(40_000) },
    { title: 'Too long an address', url: `${url}${'教'.repeat(7_000)}` },
    { title: 'Short', text: 'All of it.' },
  ]);
  const type = ['Evidence'];
  expect(told).toEqual([
    { id: url, type, name: 'Whole', narrative: 't'.repeat(40_000) },
    { type, name: 'Too long a text' },
    { id: url, type, name: 'Too long a text at an address' },
    { type, name: 'Too long an address' },
    { type, name: 'Short', narrative: 'All of it.' },
  ]);
});

it('holds 100 KB at most, and names every item, whatever a post holds', () => {
  const item = fc.record({
    title: fc.constantFrom('T', '\u0001'.repeat(200), '教'.repeat(200)),
    url: fc.nat(1_900).map((letters) => `https://a.example/${'教'.repeat(letters)}`),
    text: fc.option(
      fc.nat(40_000).map((letters) => 'ñ'.repeat(1 + letters)),
      { nil: undefined },
    ),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 50, size: 'max' }), (given) => {
      const told = agreed(given);
      expect(told.map(({ name }) => name)).toEqual(given.map(({ title }) => title));
      expect(told.reduce((sum, one) => sum + bytes(one), 0)).toBeLessThanOrEqual(100_000);
    }),
    { numRuns: 50 },
  );
});

it('leaves out what was withheld, and says of the rest which item of the attempt it is', () => {
  const given = ['A', 'B', 'C'].map((title) => ({ title, url: `https://a.example/${title}` }));
  const shown = itemsOf(given, [1]).map(({ item, evidence }) => [item, evidence.name]);
  expect(shown).toEqual([
    [0, 'A'],
    [2, 'C'],
  ]);
});
