/**
 * Part of `npm run generate`: the contexts of credentials as a plain table of terms, so that no JSON-LD processor runs where
 * credentials are signed. The contexts are fixed and protected, which is what makes this sound.
 */
import jsonld, { type ActiveContext, type TermMapping } from 'jsonld';
import { KNOWN_CONTEXTS } from '../functions/open-badges/contexts.ts';
import type { Definition, Definitions } from '../functions/open-badges/rdf/definitions.ts';
import { offlineLoader } from './context-documents.ts';

export const COMPILED_CONTEXTS = 'functions/open-badges/rdf/compiled-contexts.json';

const options = { documentLoader: offlineLoader, base: null };
const process = async (context: unknown): Promise<ActiveContext> =>
  jsonld.processContext(await jsonld.processContext(null, null, options), context, options);

/** For each known context, the terms that it adds to those before it. Throws for what the tables cannot express. */
export const compileContexts = async (): Promise<Record<string, Definitions>> => {
  const compiled: Record<string, Definitions> = {};
  const before = new Map<string, TermMapping>();
  for (const [at, url] of KNOWN_CONTEXTS.entries()) {
    const active = await process(KNOWN_CONTEXTS.slice(0, at + 1));
    demandPlain(active);
    compiled[url] = await definitionsOf([...active.mappings].filter(([term]) => !before.has(term)));
    for (const [term, mapping] of active.mappings) before.set(term, mapping);
  }
  return compiled;
};

/** A default language, base or vocabulary would have a say in every value: none of these contexts sets one. */
const demandPlain = (active: ActiveContext) => {
  for (const keyword of ['@vocab', '@language', '@direction', '@base'] as const) {
    if (active[keyword] !== undefined && active[keyword] !== null) throw new Error(`A context sets ${keyword}.`);
  }
  if (active.mappings.get('id')?.['@id'] !== '@id' || active.mappings.get('type')?.['@id'] !== '@type') {
    throw new Error('A context does not call @id and @type "id" and "type".');
  }
};

const definitionsOf = async (mappings: readonly (readonly [string, TermMapping])[]): Promise<Definitions> => {
  const definitions: Definitions = {};
  for (const [term, mapping] of mappings) {
    const definition = await definitionOf(term, mapping);
    if (definition) definitions[term] = definition;
  }
  return definitions;
};

const KNOWN_MEMBERS = new Set(['@id', '@type', '@container', '@context', 'reverse', 'protected']);

const definitionOf = async (term: string, mapping: TermMapping): Promise<string | Definition | undefined> => {
  const { '@id': id, '@type': type, '@container': containers = [], '@context': context } = mapping;
  if (id === '@id' || id === '@type') return undefined;
  // Only `verifiableCredential` of a presentation does this. A presentation is never signed or verified as a credential.
  if (context === null) return undefined;
  const strange = Object.keys(mapping).filter((member) => !member.startsWith('_') && !KNOWN_MEMBERS.has(member));
  if (!id || mapping.reverse || mapping._prefix || strange.length > 0 || containers.length > 1) {
    throw new Error(`The term ${term} is defined in a way that the tables do not know: ${strange.join(', ')}.`);
  }
  const container = containerOf(term, containers[0]);
  const scoped = context && (await scopeOf(context));
  if (!type && !container && !scoped) return id;
  return { id, ...(type && { type }), ...(container && { container }), ...(scoped && { context: scoped }) };
};

const containerOf = (term: string, container: string | undefined): Definition['container'] => {
  if (container === undefined) return undefined;
  const name = container.slice(1);
  if (name === 'set' || name === 'list' || name === 'graph') return name;
  throw new Error(`The term ${term} has a container that the tables do not know: ${container}.`);
};

/** The terms of a context inside a term. They name full IRIs, so they mean the same wherever they are in force. */
const scopeOf = async (context: object): Promise<Definitions> => definitionsOf([...(await process(context)).mappings]);
