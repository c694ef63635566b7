/** From JSON-LD to canonical N-Quads (RDF Dataset Canonicalization 1.0), by contexts that were compiled beforehand. */
import { canonicalNQuads } from './rdf/canonical-n-quads.ts';
import { datasetOf } from './rdf/document-to-dataset.ts';

/**
 * The canonical N-Quads of a document. Throws `json-ld-unsafe` for what would be left out of the bytes that are signed: a term
 * that its contexts do not define, a context that is not among `KNOWN_CONTEXTS`, a relative id, null.
 */
export const canonicalize = (document: object): string => canonicalNQuads(datasetOf(document));
