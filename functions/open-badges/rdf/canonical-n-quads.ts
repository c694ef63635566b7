/** RDF Dataset Canonicalization (RDFC-1.0): labels for blank nodes that depend on nothing but what is said, and sorted lines. */
import { hash } from 'node:crypto';
import { type Dataset, type Node, statementOf } from './dataset.ts';
import { pathsOf } from './n-degree.ts';
import { unsafe } from './unsafe.ts';

/**
 * The canonical N-Quads of a dataset; it is used up by it. Lines are sorted by UTF-16 code units, as the libraries that verify
 * Open Badges sort them; RDFC-1.0 says code points, which differs only between U+E000..U+FFFF and what is above.
 */
export const canonicalNQuads = ({ named, blank, quads }: Dataset): string => {
  labelAll(blank);
  for (const quad of quads) quad.subject.statements.push(statementOf(quad, nameOf));
  let text = '';
  // An IRI comes before any label, and no name begins with another: to sort by subjects first is to sort lines.
  for (const name of [...named.keys()].sort()) text += linesOf(named.get(name)?.statements, name);
  for (const { name, statements } of blank.sort(byName)) text += linesOf(statements, name);
  if (!text.isWellFormed()) throw unsafe('A text holds half of a surrogate pair, which has no bytes to sign.');
  return text;
};

const linesOf = (statements: string[] = [], name: string): string => {
  let lines = '';
  let last = '';
  for (const statement of statements.sort()) {
    if (statement !== last) lines += `${name} ${statement}`;
    last = statement;
  }
  return lines;
};

const nameOf = (node: Node) => node.name;
const byName = (one: Node, other: Node) => (one.name < other.name ? -1 : 1);

const labelAll = (blank: readonly Node[]): void => {
  const [only, another] = blank;
  // The options of a proof are one blank node: there is nothing to tell it apart from.
  if (only && !another) only.name = '_:c14n0';
  if (!another) return;
  let issued = 0;
  const label = (node: Node) => {
    if (node.name === '') node.name = `_:c14n${issued++}`;
  };
  const groups = byFirstDegreeHash(blank);
  for (const [node, twin] of groups) if (node && !twin) label(node);
  const alike = groups.filter(({ length }) => length > 1);
  if (alike.length > 0) for (const path of pathsOf(alike)) for (const node of path) label(node);
};

const byFirstDegreeHash = (blank: readonly Node[]): Node[][] => {
  for (const node of blank) node.hash = firstDegreeHash(node);
  const groups = Map.groupBy(blank, (node) => node.hash);
  return [...groups.keys()].sort().map((key) => groups.get(key) ?? []);
};

/** Of all lines that a blank node is in, with itself as `_:a` and every other as `_:z`. */
const firstDegreeHash = (node: Node): string => {
  const alias = (other: Node) => (other === node ? '_:a' : other.isBlank ? '_:z' : other.name);
  const lines = node.quads.map((quad) => `${alias(quad.subject)} ${statementOf(quad, alias)}`);
  for (const statement of node.statements) lines.push(`_:a ${statement}`);
  return hash('sha256', lines.sort().join(''));
};
