/** Verifies a credential with libraries that are not ours: Digital Bazaar's, offline, from a map of documents. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import type { Documents } from './documents.ts';

export interface Verdict {
  verified: boolean;
  /** Why not. */
  reason?: string;
}

type DocumentLoader = Parameters<typeof vc.verifyCredential>[0]['documentLoader'];

export const verifyElsewhere = (credential: unknown, documents: Documents): Promise<Verdict> =>
  verifyByLibraries(credential, async (url) => {
    const document = documents[url];
    if (document === undefined) throw new Error(`Nobody published ${url}.`);
    return { contextUrl: null, documentUrl: url, document };
  });

/** The proof, and where the credential has a status, its list: that list's own proof, its issuer, and the credential's bit in it. */
export const verifyByLibraries = async (credential: unknown, documentLoader: DocumentLoader): Promise<Verdict> => {
  const suite = new DataIntegrityProof({ cryptosuite });
  const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus: notRevoked });
  const why = result.error ?? result.statusResult?.error;
  return { verified: result.verified === true, ...(result.verified ? {} : { reason: deepest(why) }) };
};

/** The library reads the bit and leaves it to its caller what it means. */
const notRevoked: typeof checkStatus = async (options) => {
  const { verified, results = [], error } = await checkStatus(options);
  if (!verified) return { verified, error };
  const revoked = results.some(({ status }) => status);
  return revoked ? { verified: false, error: new Error('The credential is revoked.') } : { verified };
};

const deepest = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const [inner] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [error.cause];
  return inner instanceof Error ? deepest(inner) : error.message;
};
