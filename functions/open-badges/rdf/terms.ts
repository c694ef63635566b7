/** The compiled contexts, ready for use: which terms are in force where, and how N-Quads writes each. */
import { KNOWN_CONTEXTS } from '../contexts.ts';
import { type Definition, type Definitions, definitions } from './definitions.ts';
import { iri } from './n-quads.ts';
import { unsafe } from './unsafe.ts';

export interface Term {
  readonly name: string;
  /** The predicate or class, as N-Quads writes it. */
  readonly iri: string;
  /** What a string means here. A literal has `datatype` after it. */
  readonly coercion: 'literal' | 'id' | 'vocab' | 'json';
  /** As it follows a literal in N-Quads; empty when none is defined. */
  readonly datatype: string;
  readonly container: Definition['container'];
  readonly scope: Terms | undefined;
}
export type Terms = ReadonlyMap<string, Term>;

/** The part of a document in which the same terms are in force, whatever the types of its nodes. */
export interface Region {
  readonly terms: Terms;
  /** How many of the known contexts are in force; undefined inside a property that brings terms of its own. */
  readonly contexts: number | undefined;
  /** What was found out before, so that it is found out once. */
  readonly typed: Map<string, TypedNode>;
  readonly inside: Map<Term, Region>;
}

/** What the types of a node make of it. */
export interface TypedNode {
  /** As N-Quads writes them, each once. */
  readonly types: readonly string[];
  readonly terms: Terms;
}

const COERCIONS: Readonly<Record<string, Term['coercion']>> = { '@id': 'id', '@vocab': 'vocab', '@json': 'json' };

const termOf = (name: string, definition: string | Definition): Term => {
  const { id, type, container, context } = typeof definition === 'string' ? { id: definition } : definition;
  const coercion = (type && COERCIONS[type]) || 'literal';
  const datatype = type && coercion === 'literal' ? `^^${iri(type)}` : '';
  return { name, iri: iri(id), coercion, datatype, container, scope: context && termsOf(context) };
};

const termsOf = (from: Definitions): Terms =>
  new Map(Object.entries(from).map(([name, definition]) => [name, termOf(name, definition)]));

const region = (terms: Terms, contexts?: number): Region => ({ terms, contexts, typed: new Map(), inside: new Map() });

const merged = (terms: Terms, more: Terms): Terms => new Map([...terms, ...more]);

/** Before a document has named its contexts: nothing is defined. */
export const NOWHERE = region(new Map(), 0);

/** By the number of known contexts in force. */
const regions = [NOWHERE];
let known = NOWHERE.terms;
for (const [before, url] of KNOWN_CONTEXTS.entries()) {
  known = merged(known, termsOf(definitions[url] ?? {}));
  regions.push(region(known, before + 1));
}

/** The region under a node's own `@context`: as all of these contexts are protected, it adds to those in force, and no more. */
export const underContext = (outer: Region, context: unknown): Region => {
  const named = Array.isArray(context) ? context : [context];
  const inner =
    named.length > 0 && named.every((url, at) => url === KNOWN_CONTEXTS[at]) ? regions[named.length] : undefined;
  if (!inner || outer.contexts === undefined) {
    throw unsafe('A "@context" is not one of those that are understood here: name the known contexts in their order.');
  }
  return named.length > outer.contexts ? inner : outer;
};

/** The region inside a property: another one when the property brings terms of its own. */
export const insideProperty = (outer: Region, term: Term): Region => {
  if (!term.scope) return outer;
  const visited = outer.inside.get(term);
  if (visited) return visited;
  const inside = region(merged(outer.terms, term.scope));
  // Not one inside another, as there is no end of those.
  if (outer.contexts !== undefined) outer.inside.set(term, inside);
  return inside;
};

/** More than badges ever have, and a bound on what strangers' documents can make us remember. */
const REMEMBERED = { types: 100, characters: 200 };

/** What a node's `type` means in a region. A type may also be a full IRI. */
export const typedNode = (within: Region, type: unknown): TypedNode => {
  const names = namesOf(type);
  // A name with a space in it is never remembered, as it is refused: so these keys are not ambiguous.
  const key = typeof names === 'string' ? names : `${names.length} ${names.join(' ')}`;
  const seen = within.typed.get(key);
  if (seen) return seen;
  const typed = typedBy(within, [names].flat());
  if (within.typed.size >= REMEMBERED.types) within.typed.clear();
  if (key.length <= REMEMBERED.characters) within.typed.set(key, typed);
  return typed;
};

/** One name by itself, as nearly all nodes have one. */
const namesOf = (type: unknown): string | readonly string[] => {
  const one = Array.isArray(type) && type.length === 1 ? type[0] : type;
  if (typeof one === 'string') return one;
  const names: readonly unknown[] = type === undefined ? [] : [type].flat();
  if (names.every((name) => typeof name === 'string')) return names;
  throw unsafe('A "type" is not a string.');
};

/** A word of the vocabulary, as a type or as a value: a term, or an IRI written in full. */
export const vocabulary = (terms: Terms, name: string, scope?: Terms): string => {
  const term = scope?.get(name) ?? terms.get(name);
  return term ? term.iri : iri(name);
};

const typedBy = (within: Region, names: readonly string[]): TypedNode => ({
  types: [...new Set(names.map((name) => vocabulary(within.terms, name)))],
  terms: termsFor(within, names),
});

const termsFor = ({ terms }: Region, types: readonly string[]): Terms => {
  const scopes = types.flatMap((type) => terms.get(type)?.scope ?? []);
  if (scopes.length === 0) return terms;
  const all = new Map(terms);
  for (const scope of scopes) {
    for (const [name, term] of scope) {
      const other = all.get(name);
      if (other && !sameMeaning(other, term)) throw unsafe(`The types of a node disagree on what "${name}" means.`);
      all.set(name, term);
    }
  }
  return all;
};

/** Protected terms may be defined again, if it is done alike. */
const sameMeaning = (one: Term, other: Term) =>
  one.iri === other.iri &&
  one.coercion === other.coercion &&
  one.datatype === other.datatype &&
  one.container === other.container &&
  one.scope === other.scope;
