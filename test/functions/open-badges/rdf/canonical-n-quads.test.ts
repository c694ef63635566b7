import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalNQuads } from '../../../../functions/open-badges/rdf/canonical-n-quads.ts';
import {
  addBlankNode,
  addQuad,
  asResource,
  emptyDataset,
  type Node,
  namedNode,
} from '../../../../functions/open-badges/rdf/dataset.ts';
import { canonicalizeNQuadsElsewhere } from './canonicalize-elsewhere.ts';

/** A number is a blank node. */
type Name = number | string;
type Statement = readonly [Name, string, Name, number | undefined];

const name = fc.oneof({ arbitrary: fc.nat(4), weight: 4 }, fc.constantFrom('<urn:a>', '<urn:b>'));
const graph = fc.option(fc.nat(4), { nil: undefined, freq: 4 });
const statement = fc.tuple(name, fc.constantFrom('<urn:p>', '<urn:q>'), name, graph);
/** Few nodes with few predicates between them: they are often alike. */
const statements = fc.uniqueArray(statement, { minLength: 1, maxLength: 9, selector: (one) => JSON.stringify(one) });

const datasetOf = (all: readonly Statement[]) => {
  const dataset = emptyDataset();
  const nodes = new Map<number, Node>();
  const nodeOf = (label: number): Node => {
    const node = nodes.get(label) ?? addBlankNode(dataset);
    nodes.set(label, node);
    return node;
  };
  const resource = (one: Name) => (typeof one === 'string' ? namedNode(dataset, one) : nodeOf(one));
  for (const [subject, predicate, object, graph] of all) {
    addQuad(
      dataset,
      resource(subject),
      predicate,
      asResource(resource(object)),
      graph === undefined ? undefined : nodeOf(graph),
    );
  }
  return dataset;
};

const written = (one: Name) => (typeof one === 'string' ? one : `_:x${one}`);
const nquadsOf = (all: readonly Statement[]) =>
  all
    .map(([subject, predicate, object, graph]) =>
      [written(subject), predicate, written(object), graph === undefined ? '' : written(graph), '.\n'].join(' '),
    )
    .join('');

const refusal = (error: unknown) => {
  if (/deep iterations|too many nodes/.test(String(error))) return 'too much alike';
  throw error;
};
const ours = (all: readonly Statement[]) => {
  try {
    return canonicalNQuads(datasetOf(all));
  } catch (error) {
    return refusal(error);
  }
};

const range = (length: number) => Array.from({ length }, (_, at) => at);
const says = (subject: number, object: number): Statement => [subject, '<urn:p>', object, undefined];

describe('canonical labels', () => {
  it('are those of rdf-canonize for any dataset, and so are the refusals', async () => {
    const same = async (all: Statement[]) => {
      expect(ours(all)).toBe(await canonicalizeNQuadsElsewhere(nquadsOf(all)).catch(refusal));
    };
    await fc.assert(fc.asyncProperty(statements, same), { numRuns: 1000, seed: 20260302 });
  });

  it('do not depend on the order of statements', () => {
    const shuffled = statements.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    const same = ([all, again]: [Statement[], Statement[]]) => {
      expect(ours(again)).toBe(ours(all));
    };
    fc.assert(fc.property(shuffled, same), { numRuns: 500, seed: 20260302 });
  });

  it.each<[string, Statement[]]>([
    ['every node is like every other', range(400).map((at) => says(at % 20, Math.floor(at / 20)))],
    ['long chains are alike', [0, 5000].flatMap((from) => range(3000).map((at) => says(from + at, from + at + 1)))],
    [
      'nodes have many neighbors that are alike',
      [0, 1].flatMap((hub) => range(3000).map((at) => says(hub, 2 + 2 * at + hub))),
    ],
  ])('are refused in good time where %s', (_why, all) => {
    expect(ours(all)).toBe('too much alike');
  });

  it('are given to many nodes that are alike', async () => {
    const all = range(400).map((at): Statement => [at, '<urn:p>', '<urn:a>', undefined]);
    expect(ours(all)).toBe(await canonicalizeNQuadsElsewhere(nquadsOf(all)));
  });
});
