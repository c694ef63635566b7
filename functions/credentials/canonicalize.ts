/** From JSON-LD to canonical N-Quads (RDF Dataset Canonicalization 1.0). */
import jsonld from 'jsonld';
import { canonize } from 'rdf-canonize';
import { Unprocessable } from '../platform/errors.ts';
import { offlineLoader } from './contexts.ts';

/**
 * The canonical N-Quads of a document. Safe mode: a term that its contexts do not define, or a relative id, would be left out
 * of what is signed, and is refused as `json-ld-unsafe` instead.
 */
export const canonicalize = async (document: object): Promise<string> => {
  const dataset = await jsonld
    .toRDF(document, {
      documentLoader: offlineLoader,
      safe: true,
      base: null,
      rdfDirection: 'i18n-datatype',
      produceGeneralizedRdf: false,
    })
    .catch((cause: unknown) => {
      if (cause instanceof Unprocessable) throw cause;
      throw new Unprocessable('json-ld-unsafe', { message: 'The document has a part that JSON-LD would drop.', cause });
    });
  return canonize(dataset, { algorithm: 'RDFC-1.0', format: 'application/n-quads' });
};
