/** Verification by a library that is not ours, with nothing but what our public routes answer. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { offlineLoader } from '../../../bin/context-documents.ts';
import { call, type Handler } from '../platform/call.ts';

/** `did:web` resolution by its own rules (did:web method, section 3.2), over our routes; contexts from their packages. */
const loaderOver = (handler: Handler) => async (url: string) => {
  if (!url.startsWith('did:web:')) return offlineLoader(url);
  const [did = '', fragment] = url.split('#');
  const [, ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  const { statusCode, body } = await call(handler, { path: `/${path.join('/')}/did.json` });
  if (statusCode !== 200) throw new Error(`${did} cannot be resolved: ${statusCode}.`);
  const document = JSON.parse(body);
  if (fragment === undefined) return { contextUrl: null, documentUrl: url, document };
  const method = document.verificationMethod.find(({ id }: { id: string }) => id === url);
  const context = 'https://w3id.org/security/multikey/v1';
  return { contextUrl: null, documentUrl: url, document: { '@context': context, ...method } };
};

export const verifyElsewhere = async (
  credential: unknown,
  handler: Handler,
): Promise<{ verified: boolean; why: string }> => {
  const suite = new DataIntegrityProof({ cryptosuite });
  const { verified, error } = await vc.verifyCredential({ credential, suite, documentLoader: loaderOver(handler) });
  return { verified, why: JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})) };
};
