/** Verification by libraries that are not ours, with nothing but what our public routes answer. */
import { offlineLoader } from '../../../bin/context-documents.ts';
import { verifyByLibraries } from '../../../lib/local/story/verify-elsewhere.ts';
import { call, type Handler } from '../platform/call.ts';

/** `did:web` resolution by its own rules (did:web method, section 3.2), over our routes; contexts from their packages. */
const loaderOver = (handler: Handler) => async (url: string) => {
  if (/^https?:.*\/status\/\d+$/.test(url)) {
    const { body } = await call(handler, { path: new URL(url).pathname });
    return { contextUrl: null, documentUrl: url, document: JSON.parse(body) };
  }
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

export const verifyElsewhere = (credential: unknown, handler: Handler) =>
  verifyByLibraries(credential, loaderOver(handler));
