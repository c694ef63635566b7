/** Canonical N-Quads of any badge: by our own tables where they know its contexts, by the libraries of the field otherwise. */
import { canonicalize } from '../open-badges/canonicalize.ts';
import { Unprocessable } from '../platform/errors.ts';
import type { JsonObject } from './documents.ts';

/**
 * Throws a `Fault` of the check `terms` for what would be left out of the bytes that are signed. What our tables refuse, the
 * libraries decide: they know more contexts, and a few ways of writing JSON-LD that ours do without.
 */
export const canonicalNQuads = async (document: JsonObject): Promise<string> => {
  try {
    return canonicalize(document);
  } catch (error) {
    if (!(error instanceof Unprocessable && error.code === 'json-ld-unsafe')) throw error;
  }
  const { canonicalizeByLibrary } = await import('./json-ld-library.ts');
  return canonicalizeByLibrary(document);
};
