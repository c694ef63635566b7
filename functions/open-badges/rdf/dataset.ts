/** A document as RDF: nodes, and what is said about each. */

export interface Node {
  /** The name in N-Quads: an IRI, or a label. A blank node has none until it is given one: then it is `_:c14n0` and so on. */
  name: string;
  readonly isBlank: boolean;
  /** What is said about it with no other blank node in it: finished but for its own name, as `<predicate> <object> .\n`. */
  readonly statements: string[];
  /** Of a blank node: every other quad that it occurs in, each once. */
  readonly quads: Quad[];
  /** Of a blank node: its first-degree hash. */
  hash: string;
}

/** A statement that cannot be written down until blank nodes have their names. */
export interface Quad {
  readonly subject: Node;
  readonly predicate: string;
  readonly object: Resource;
  /** Undefined in the default graph. The graphs here are those of embedded proofs, and are blank nodes. */
  readonly graph: Node | undefined;
}

/** A blank node, or an IRI or a literal as N-Quads writes it. */
export type Resource = Node | string;

export interface Dataset {
  readonly named: Map<string, Node>;
  readonly blank: Node[];
  readonly quads: Quad[];
  /** What is said in each graph without naming a blank node but the graph's own. */
  readonly said: Map<Node, Set<string>>;
}

export const emptyDataset = (): Dataset => ({ named: new Map(), blank: [], quads: [], said: new Map() });

export const addBlankNode = ({ blank }: Dataset): Node => {
  const node = { name: '', isBlank: true, statements: [], quads: [], hash: '' };
  blank.push(node);
  return node;
};

/** Nobody asks in which quads a named node occurs. */
const NONE: Quad[] = [];

/** The node with that IRI: one, however often a document describes it. */
export const namedNode = ({ named }: Dataset, iri: string): Node => {
  const known = named.get(iri);
  if (known) return known;
  const node = { name: iri, isBlank: false, statements: [], quads: NONE, hash: '' };
  named.set(iri, node);
  return node;
};

/** How a node stands in a statement about another. */
export const asResource = (node: Node): Resource => (node.isBlank ? node : node.name);

/** Adds a statement. Of a named node it may be said again: a dataset is a set, and repeated lines are merged. */
export const addQuad = (
  dataset: Dataset,
  subject: Node,
  predicate: string,
  object: Resource,
  graph: Node | undefined,
): void => {
  if (!graph && typeof object === 'string') {
    subject.statements.push(`${predicate} ${object} .\n`);
    return;
  }
  if (graph && !subject.isBlank && typeof object === 'string') {
    if (!isNewIn(dataset, graph, `${subject.name} ${predicate} ${object}`)) return;
  }
  const quad = { subject, predicate, object, graph };
  dataset.quads.push(quad);
  if (subject.isBlank) subject.quads.push(quad);
  if (typeof object !== 'string' && object !== subject) object.quads.push(quad);
  if (graph && graph !== subject && graph !== object) graph.quads.push(quad);
};

const isNewIn = ({ said }: Dataset, graph: Node, statement: string): boolean => {
  const statements = said.get(graph) ?? new Set();
  said.set(graph, statements);
  return statements.size !== statements.add(statement).size;
};

/** What a quad says about its subject, each blank node under the name that `nameOf` gives it. */
export const statementOf = ({ predicate, object, graph }: Quad, nameOf: (node: Node) => string): string => {
  const to = typeof object === 'string' ? object : nameOf(object);
  return graph ? `${predicate} ${to} ${nameOf(graph)} .\n` : `${predicate} ${to} .\n`;
};
