/** DID documents of the methods that issuers of badges use: `did:web`, `did:key`, `did:jwk`. */
import { type Documents, isJsonObject, type JsonObject, jsonObject } from './documents.ts';
import { keyOfJwk, keyOfMultibase } from './public-key.ts';

/** A DID document, as far as keys go; other people's, so anything may be missing. */
export interface DidDocument {
  id: string;
  methods: readonly JsonObject[];
  /** The ids that stand in `assertionMethod` in full: relative ones and embedded methods are found by few verifiers. */
  forAssertions: readonly string[];
}

export type Resolution = { ok: true; document: DidDocument } | { ok: false; why: 'unreachable' | 'unreadable' };

export const isDid = (id: string) => /^did:[a-z0-9]+:\S+$/.test(id);

/** What a URL with a fragment is about. */
export const withoutFragment = (url: string) => url.split('#', 1)[0] ?? '';

export const resolveDid = async (did: string, documents: Documents): Promise<Resolution> => {
  if (did.startsWith('did:web:')) return resolveWeb(did, documents);
  const document = did.startsWith('did:key:') ? documentOfKey(did) : documentOfJwk(did);
  return document ? { ok: true, document } : { ok: false, why: 'unreadable' };
};

/** The did:web method, section 3.2. */
const resolveWeb = async (did: string, documents: Documents): Promise<Resolution> => {
  const url = webAddress(did);
  const reading = url === undefined ? undefined : await documents.read(url);
  if (!reading) return { ok: false, why: 'unreadable' };
  if (!reading.ok)
    return { ok: false, why: reading.why === 'absent' || reading.why === 'gone' ? 'unreadable' : 'unreachable' };
  const json = jsonObject(reading.text);
  return json && json.id === did ? { ok: true, document: documentIn(did, json) } : { ok: false, why: 'unreadable' };
};

const webAddress = (did: string): string | undefined => {
  try {
    const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
    const address = `https://${host}${path.length > 0 ? `/${path.map(encodeURIComponent).join('/')}` : '/.well-known'}/did.json`;
    return /^[\w.-]+(:\d+)?$/.test(host) && URL.canParse(address) ? address : undefined;
  } catch {
    return undefined;
  }
};

/** The keys of a document that says who controls them: of a DID, or of an `https` issuer. */
export const documentIn = (id: string, { verificationMethod, assertionMethod }: JsonObject): DidDocument => ({
  id,
  methods: [verificationMethod].flat().filter(isJsonObject),
  forAssertions: [assertionMethod].flat().filter((one) => typeof one === 'string'),
});

const ofOneKey = (did: string, id: string, key: JsonObject): DidDocument => ({
  id: did,
  methods: [{ id, controller: did, ...key }],
  forAssertions: [id],
});

const documentOfKey = (did: string): DidDocument | undefined => {
  const publicKeyMultibase = did.slice('did:key:'.length);
  return keyOfMultibase(publicKeyMultibase) && ofOneKey(did, `${did}#${publicKeyMultibase}`, { publicKeyMultibase });
};

const documentOfJwk = (did: string): DidDocument | undefined => {
  if (!did.startsWith('did:jwk:')) return undefined;
  const publicKeyJwk = jsonObject(Buffer.from(did.slice('did:jwk:'.length), 'base64url').toString());
  return publicKeyJwk && keyOfJwk(publicKeyJwk) && ofOneKey(did, `${did}#0`, { publicKeyJwk });
};
