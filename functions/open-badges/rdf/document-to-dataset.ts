/** From a JSON-LD document to RDF by the compiled contexts, in one walk. What it refuses is `json-ld-unsafe`. */
import {
  addBlankNode,
  addQuad,
  asResource,
  type Dataset,
  emptyDataset,
  type Node,
  namedNode,
  type Resource,
} from './dataset.ts';
import { iri, jsonLiteral, quoted, RDF, scalar } from './n-quads.ts';
import {
  insideProperty,
  NOWHERE,
  type Region,
  type Term,
  type Terms,
  typedNode,
  underContext,
  vocabulary,
} from './terms.ts';
import { unsafe } from './unsafe.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const TYPE = `<${RDF}type>`;
const FIRST = `<${RDF}first>`;
const REST = `<${RDF}rest>`;
const NIL = `<${RDF}nil>`;

/** No credential nests so deep; a stranger's document may, to exhaust the stack. */
const DEEPEST = 100;

/** Where a node stands: the terms in force, the graph its statements belong to, and how deep it is. */
interface Place {
  readonly dataset: Dataset;
  readonly region: Region;
  readonly graph: Node | undefined;
  readonly depth: number;
}

export const datasetOf = (document: object): Dataset => {
  const dataset = emptyDataset();
  const node = nodeObject(document);
  demandStatement(node);
  addNode(node, { dataset, region: NOWHERE, graph: undefined, depth: 0 });
  return dataset;
};

/** Adds what a node says, and all inside it. Answers the node. */
const addNode = (node: JsonObject, outer: Place): Node => {
  if (outer.depth > DEEPEST) throw unsafe(`The document is nested deeper than ${DEEPEST} levels.`);
  const region = node['@context'] === undefined ? outer.region : underContext(outer.region, node['@context']);
  const { types, terms } = typedNode(region, node.type);
  const place = { dataset: outer.dataset, region, graph: outer.graph, depth: outer.depth + 1 };
  const subject = node.id === undefined ? addBlankNode(place.dataset) : namedNode(place.dataset, idOf(node.id));
  for (const type of types) addQuad(place.dataset, subject, TYPE, type, place.graph);
  const keys = Object.keys(node);
  if (keys.length === 0) demandJson(node);
  for (const key of keys) {
    if (key === 'id' || key === 'type' || key === '@context') continue;
    const term = terms.get(key);
    if (!term) throw unsafe(`The term "${key}" is not defined by the document's contexts: it would not be signed.`);
    const value = node[key];
    if (value !== undefined) addProperty(subject, term, value, terms, place);
  }
  return subject;
};

const addProperty = (subject: Node, term: Term, value: unknown, terms: Terms, outer: Place): void => {
  const { dataset, graph } = outer;
  const place = term.scope ? { ...outer, region: insideProperty(outer.region, term) } : outer;
  if (term.coercion === 'json') addQuad(dataset, subject, term.iri, jsonLiteral(value), graph);
  else if (term.container === 'list') addQuad(dataset, subject, term.iri, addList(term, value, terms, place), graph);
  else if (!Array.isArray(value)) addQuad(dataset, subject, term.iri, addValue(term, value, terms, place), graph);
  else {
    const objects = new Set(value.map((one) => addValue(term, one, terms, place)));
    for (const object of objects) addQuad(dataset, subject, term.iri, object, graph);
  }
};

/** Answers what stands for the value in a statement; adds what an object says. */
const addValue = (term: Term, value: unknown, terms: Terms, place: Place): Resource => {
  if (term.container === 'graph') return addGraph(nodeObject(value), place);
  switch (typeof value) {
    case 'string':
      if (term.coercion === 'id') return iri(value);
      if (term.coercion === 'vocab') return vocabulary(terms, value, term.scope);
      return quoted(value) + term.datatype;
    case 'number':
    case 'boolean':
      return scalar(value, term.datatype);
    default:
      return asResource(addNode(nodeObject(value), place));
  }
};

/** A node's statements in a graph of their own: so that a proof says nothing about what it proves. */
const addGraph = (node: JsonObject, place: Place): Node => {
  demandStatement(node);
  const graph = addBlankNode(place.dataset);
  addNode(node, { ...place, graph });
  return graph;
};

/** The values in their order, as a chain of blank nodes. */
const addList = (term: Term, value: unknown, terms: Terms, place: Place): Resource => {
  const values = Array.isArray(value) ? value : [value];
  return values.reduceRight<Resource>((rest, one) => {
    const link = addBlankNode(place.dataset);
    addQuad(place.dataset, link, FIRST, addValue(term, one, terms, place), place.graph);
    addQuad(place.dataset, link, REST, rest, place.graph);
    return link;
  }, NIL);
};

const nodeObject = (value: unknown): JsonObject => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw unsafe(`A value is ${kindOf(value)}, which JSON-LD would leave out: leave its member out instead.`);
};

/** A date or a map has no members of its own: it would be taken for an object that says nothing. */
const demandJson = (empty: JsonObject): void => {
  const prototype = Object.getPrototypeOf(empty);
  if (prototype !== Object.prototype && prototype !== null)
    throw unsafe('A value is an object that JSON does not have.');
};

const kindOf = (value: unknown) => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array inside an array' : `not JSON but ${typeof value}`;
};

const idOf = (id: unknown): string => {
  if (typeof id !== 'string') throw unsafe('An "id" is not a string.');
  return iri(id);
};

/** A document or a proof that says nothing of itself would vanish. */
const demandStatement = (node: JsonObject): void => {
  const says = Object.entries(node).some(
    ([key, value]) =>
      key !== 'id' &&
      key !== '@context' &&
      value !== undefined &&
      !(key === 'type' && Array.isArray(value) && !value[0]),
  );
  if (!says) throw unsafe('An object that must say something has nothing but an "id".');
};
