/** That a credential says what its issuer signed, in three steps that each have their own check. */

import { sha256, verifyProofs } from './data-integrity-proofs.ts';
import type { Documents } from './documents.ts';
import { Fault, type Finding, found } from './findings.ts';
import { demandController, demandPublished } from './issuer-binding.ts';
import { canonicalNQuads } from './json-ld.ts';
import { claimsFinding, isOfOtherStandard, verifyJwt } from './jwt-proof.ts';
import type { Signed } from './schema.ts';
import type { Secured } from './secured.ts';
import type { SigningKey } from './signing-key.ts';

export interface Collaborators {
  documents: Documents;
  now: () => Date;
}

/** The keys that made the signatures, and what was found. */
interface Proven {
  finding: Finding;
  keys: SigningKey[];
  tokenKey: SigningKey | undefined;
}

/** SHA-256 of everything but the proofs: every word of it must have a meaning, or it would not be signed. Throws a `Fault`. */
export const hashOfTerms = async ({ document }: Pick<Secured, 'document'>): Promise<Uint8Array> => {
  const { proof: _, ...unsecured } = document;
  return sha256(await canonicalNQuads(unsecured));
};

/** Every proof, inside and around. Throws a `Fault` of the check `proof`. */
export const prove = async (
  { document, jwt }: Secured,
  shape: Pick<Signed, 'proof'>,
  documentHash: Uint8Array,
  collaborators: Collaborators,
): Promise<Proven> => {
  const { proof: proofs = [] } = shape;
  if (!jwt && proofs.length === 0) throw new Fault('proof-missing');
  const tokenKey = jwt && (await verifyJwt(jwt, collaborators.documents));
  const { keys, unknown } = await verifyProofs(document, proofs, documentHash, collaborators);
  if (!tokenKey && keys.length === 0) throw new Fault('proof-kind-unknown', unknown);
  return { finding: proofFinding(unknown, jwt !== undefined && isOfOtherStandard(jwt)), keys, tokenKey };
};

const proofFinding = (unknown: readonly string[], isOther: boolean): Finding => {
  if (unknown.length > 0) return found('proof-beside-unknown', unknown);
  return found(isOther ? 'header-of-other-standard' : 'proof-holds');
};

/** That every one of those keys is the issuer's, and the token speaks of this credential. Throws a `Fault` of the check `issuer`. */
export const bind = async (
  { jwt }: Secured,
  shape: Signed,
  { keys, tokenKey }: Proven,
  { documents }: Collaborators,
): Promise<Finding> => {
  const { id } = shape.issuer;
  for (const key of keys) await demandController(id, key, documents);
  if (!jwt || !tokenKey) return found('issuer-bound', [id]);
  const finding = claimsFinding(jwt, shape);
  await demandPublished(id, tokenKey, documents);
  return found(finding ?? 'issuer-bound', [id]);
};
