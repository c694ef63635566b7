/** Packages that ship no types: just what the benchmark uses of them. */
declare module '@digitalbazaar/vc' {
  export function issue(options: IssueOptions): Promise<Issued>;
}
declare module '@digitalcredentials/vc' {
  export function issue(options: IssueOptions): Promise<Issued>;
  export function verifyCredential(options: {
    credential: object;
    suite: unknown;
    documentLoader: (url: string) => Promise<LoadedDocument>;
  }): Promise<{ verified: boolean; error?: unknown }>;
}
declare module '@digitalcredentials/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: unknown; signer?: unknown });
  }
}
declare module '@digitalcredentials/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object;
}
interface IssueOptions {
  credential: object;
  suite: unknown;
  documentLoader: (url: string) => Promise<LoadedDocument>;
}
interface Issued {
  '@context': unknown;
  proof: unknown;
}
interface LoadedDocument {
  contextUrl: null;
  documentUrl: string;
  document: unknown;
}
