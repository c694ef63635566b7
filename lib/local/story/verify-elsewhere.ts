/** Verifies a credential with a library that is not ours: Digital Bazaar's, offline, from a map of documents. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import type { Documents } from './documents.ts';

export interface Verdict {
  verified: boolean;
  /** Why not. */
  reason?: string;
}

export const verifyElsewhere = async (credential: unknown, documents: Documents): Promise<Verdict> => {
  const result = await vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: async (url: string) => {
      const document = documents[url];
      if (document === undefined) throw new Error(`Nobody published ${url}.`);
      return { contextUrl: null, documentUrl: url, document };
    },
  });
  return { verified: result.verified === true, ...(result.verified ? {} : { reason: deepest(result.error) }) };
};

const deepest = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const [inner] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [error.cause];
  return inner instanceof Error ? deepest(inner) : error.message;
};
