/**
 * Whether a key belongs to the issuer and may sign for it. Stricter than the public validator of 1EdTech, which lets a token bring
 * any key along: without this, everybody could issue in anybody's name.
 */
import { type DidDocument, documentIn, isDid, resolveDid, withoutFragment } from './did.ts';
import { type Documents, isJsonObject, jsonObject, type Unread } from './documents.ts';
import { Fault } from './findings.ts';
import { keyOfJwk, keyOfMethod, thumbprintOf } from './public-key.ts';
import type { SigningKey } from './signing-key.ts';

/** A proof's key: it names the issuer as its controller, and the issuer lists it. Throws a `Fault` of the check `issuer`. */
export const demandController = async (issuer: string, key: SigningKey, documents: Documents): Promise<void> => {
  const id = String(key.id);
  const from = withoutFragment(id);
  if (key.controller !== issuer) throw new Fault('controller-foreign', [String(key.controller)]);
  if (isDid(issuer)) {
    if (from !== issuer) throw new Fault('controller-foreign', [from]);
    const { forAssertions } = await documentOfDid(issuer, documents);
    if (!forAssertions.includes(id)) throw new Fault('key-retired', [id]);
    return;
  }
  if (from !== issuer) {
    // A key by itself, at an address of its own: only the issuer's host can have put it there.
    if (!isSameHost(from, issuer)) throw new Fault('controller-foreign', [from]);
    return;
  }
  const document = await jsonAt(issuer, documents);
  const isKeyItself = document.publicKeyMultibase !== undefined || document.publicKeyJwk !== undefined;
  if (!isKeyItself && !documentIn(issuer, document).forAssertions.includes(id)) throw new Fault('key-retired', [id]);
};

/**
 * A token's key, however the token named it: the DID document of the issuer has the same key for assertions, or the host of an
 * `https` issuer publishes it in `/.well-known/jwks.json` (Open Badges 3.0 implementation guide, "Key provenance").
 */
export const demandPublished = async (issuer: string, { key, id }: SigningKey, documents: Documents): Promise<void> => {
  const thumbprint = thumbprintOf(key);
  const named = id === undefined ? [] : [id];
  if (!isDid(issuer)) return demandInKeySet(issuer, thumbprint, named, documents);
  const { methods, forAssertions } = await documentOfDid(issuer, documents);
  const same = methods.filter((method) => isSameKey(keyOfMethod(method), thumbprint));
  if (same.length === 0) throw new Fault('key-of-nobody', named);
  if (!same.some((method) => forAssertions.includes(String(method.id)))) throw new Fault('key-retired', named);
};

const demandInKeySet = async (issuer: string, thumbprint: string, named: string[], documents: Documents) => {
  if (!URL.canParse(issuer) || new URL(issuer).protocol !== 'https:') throw new Fault('issuer-unreadable', [issuer]);
  const { keys } = await jsonAt(new URL('/.well-known/jwks.json', issuer).href, documents);
  // One host may have the keys of many issuers, each marked with whose it is.
  const theirs = [keys]
    .flat()
    .filter(isJsonObject)
    .filter(({ iss }) => iss === undefined || iss === issuer);
  if (!theirs.some((jwk) => isSameKey(keyOfJwk(jwk), thumbprint))) throw new Fault('key-of-nobody', named);
};

const isSameKey = (key: ReturnType<typeof keyOfJwk>, thumbprint: string) =>
  key !== undefined && thumbprintOf(key) === thumbprint;

const isSameHost = (one: string, other: string) =>
  URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;

const documentOfDid = async (did: string, documents: Documents): Promise<DidDocument> => {
  const resolution = await resolveDid(did, documents);
  if (resolution.ok) return resolution.document;
  throw new Fault(resolution.why === 'unreachable' ? 'issuer-unreachable' : 'issuer-unreadable', [did]);
};

const jsonAt = async (url: string, documents: Documents) => {
  const reading = await documents.read(url);
  if (!reading.ok)
    throw new Fault(isAnswer(reading.why) ? 'issuer-unreadable' : 'issuer-unreachable', [`${url} (${reading.why})`]);
  const json = jsonObject(reading.text);
  if (!json) throw new Fault('issuer-unreadable', [url]);
  return json;
};

const isAnswer = (why: Unread) => why === 'absent' || why === 'gone';
