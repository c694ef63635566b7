/** Data Integrity proofs with the cryptosuite eddsa-rdfc-2022 (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.2). */
import { createHash } from 'node:crypto';
import { base58btc } from '../platform/multibase.ts';
import type { Signer } from '../platform/signer.ts';
import type { Now } from '../platform/stamp.ts';
import { canonicalize } from './canonicalize.ts';
import { verificationMethodId } from './issuer-identity.ts';
import type { DataIntegrityProof, OpenBadgeCredential, SignedCredential } from './open-badge.ts';

interface Collaborators {
  signer: Pick<Signer, 'signingKey' | 'sign'>;
  now: Now;
}

/** Signs a credential with the issuer's newest key. */
export const signCredential =
  ({ signer, now }: Collaborators) =>
  async (credential: OpenBadgeCredential): Promise<SignedCredential> => {
    const config: Omit<DataIntegrityProof, 'proofValue'> = {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: `${now().toISOString().slice(0, 19)}Z`,
      verificationMethod: verificationMethodId(credential.issuer.id, await signer.signingKey()),
      proofPurpose: 'assertionMethod',
    };
    const signature = await signer.sign(await hashData(credential, config));
    return { ...credential, proof: [{ ...config, proofValue: base58btc(signature) }] };
  };

/** The 64 bytes that are signed: the hash of the proof's configuration, then the hash of the document without its proof. */
const hashData = async (document: OpenBadgeCredential, config: object): Promise<Uint8Array> => {
  const canonical = await Promise.all([
    canonicalize({ '@context': document['@context'], ...config }),
    canonicalize(document),
  ]);
  return Buffer.concat(canonical.map((nquads) => createHash('sha256').update(nquads).digest()));
};
