/** What the JSON-LD contexts of credentials define, as `npm run generate` compiled it. */
import compiled from './compiled-contexts.json' with { type: 'json' };

/** Terms by name. A string is the IRI of a term that has nothing else to say. */
export interface Definitions {
  [term: string]: string | Definition;
}

export interface Definition {
  /** The IRI. */
  id: string;
  /** `@id`, `@vocab`, `@json`, or the IRI of a datatype. */
  type?: string;
  container?: 'set' | 'list' | 'graph';
  /** The terms that are defined where this one is a node's type, or inside the values of this property. */
  context?: Definitions;
}

/** By the address of the context, in the order of `KNOWN_CONTEXTS`: each holds what it adds to those before it. */
export const definitions = compiled as Readonly<Record<string, Definitions>>;
