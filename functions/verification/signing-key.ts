/** The key that a proof or a token names. Whether the issuer may use it is asked later: see `issuer-binding.ts`. */
import type { KeyObject } from 'node:crypto';
import { documentIn, isDid, resolveDid, withoutFragment } from './did.ts';
import { type Documents, isJsonObject, type JsonObject, jsonObject, type Unread } from './documents.ts';
import { Fault, type FoundCode } from './findings.ts';
import { isStrong, keyOfJwk, keyOfMethod } from './public-key.ts';

export interface SigningKey {
  /** As it was named; undefined for a key that came inside a token. */
  id: string | undefined;
  key: KeyObject;
  /** Who the key says it belongs to. */
  controller: unknown;
}

const unread = (why: Unread): FoundCode => (why === 'absent' || why === 'gone' ? 'key-not-found' : 'key-unreachable');

/** The verification method of a Data Integrity proof. Throws a `Fault` of the check `proof`. */
export const verificationMethod = async (id: unknown, documents: Documents): Promise<SigningKey> => {
  if (typeof id !== 'string' || !URL.canParse(id)) throw new Fault('key-not-named');
  const method = isDid(id) ? await methodOfDid(id, documents) : await methodAt(id, documents);
  return usable(id, keyOfMethod(method), method.controller);
};

/** The key of a JWT: by `kid`, which wins, or in `jwk`. Throws a `Fault` of the check `proof`. */
export const keyOfHeader = async ({ kid, jwk }: JsonObject, documents: Documents): Promise<SigningKey> => {
  if (kid === undefined && jwk !== undefined) return usable(undefined, keyOfJwk(jwk), undefined);
  if (typeof kid !== 'string' || !URL.canParse(kid)) throw new Fault('key-not-named');
  if (isDid(kid)) {
    const method = await methodOfDid(kid, documents);
    return usable(kid, keyOfMethod(method), method.controller);
  }
  const answer = await documentAt(kid, documents);
  if (Array.isArray(answer.keys)) throw new Fault('key-set', [kid]);
  return usable(kid, keyOfJwk(answer), undefined);
};

const usable = (id: string | undefined, key: KeyObject | undefined, controller: unknown): SigningKey => {
  if (!key || !isStrong(key)) throw new Fault('key-unusable', id === undefined ? [] : [id]);
  return { id, key, controller };
};

const methodOfDid = async (id: string, documents: Documents): Promise<JsonObject> => {
  const resolution = await resolveDid(withoutFragment(id), documents);
  if (!resolution.ok) throw new Fault(resolution.why === 'unreachable' ? 'key-unreachable' : 'key-not-found', [id]);
  return methodIn(resolution.document.methods, id);
};

/** At an `https` address: the method by itself, or a document that has it among its keys. */
const methodAt = async (id: string, documents: Documents): Promise<JsonObject> => {
  const answer = await documentAt(id, documents);
  const isMethod = answer.publicKeyMultibase !== undefined || answer.publicKeyJwk !== undefined;
  return isMethod ? answer : methodIn(documentIn(withoutFragment(id), answer).methods, id);
};

const methodIn = (methods: readonly JsonObject[], id: string): JsonObject => {
  const method = methods.find((one) => one.id === id);
  if (!method) throw new Fault('key-not-found', [id]);
  return method;
};

const documentAt = async (url: string, documents: Documents): Promise<JsonObject> => {
  const reading = await documents.read(url);
  if (!reading.ok) throw new Fault(unread(reading.why), [`${url} (${reading.why})`]);
  const json = jsonObject(reading.text);
  if (!isJsonObject(json)) throw new Fault('key-not-found', [url]);
  return json;
};
