/** Canonical N-Quads by the libraries of the field: what ours are held against. */
import jsonld from 'jsonld';
import { canonize } from 'rdf-canonize';
import { offlineLoader } from '../../../../bin/context-documents.ts';

const options = {
  documentLoader: offlineLoader,
  safe: true,
  base: null,
  rdfDirection: 'i18n-datatype',
  produceGeneralizedRdf: false,
} as const;

export const canonicalizeElsewhere = async (document: object): Promise<string> =>
  canonize(await jsonld.toRDF(document, options), { algorithm: 'RDFC-1.0', format: 'application/n-quads' });

/** Of any dataset that is written in N-Quads. */
export const canonicalizeNQuadsElsewhere = (nquads: string): Promise<string> =>
  canonize(nquads, { algorithm: 'RDFC-1.0', format: 'application/n-quads', inputFormat: 'application/n-quads' });
