/** Data Integrity proofs with the cryptosuite eddsa-rdfc-2022 (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.2). */
import { hash } from 'node:crypto';
import { base58btc } from '../platform/multibase.ts';
import type { Signer } from '../platform/signer.ts';
import type { Now } from '../platform/stamp.ts';
import { canonicalize } from './canonicalize.ts';
import { verificationMethodId } from './issuer-identity.ts';
import type { DataIntegrityProof } from './proof.ts';

interface Collaborators {
  signer: Pick<Signer, 'signingKey' | 'sign'>;
  now: Now;
}

/** What a proof can be put on: a credential of any kind, of an issuer that is an object. */
interface Unsigned {
  '@context': unknown;
  issuer: { id: string };
}

/** Signs a credential with the issuer's newest key. Throws `json-ld-unsafe` if a part of it would not be signed. */
export const signCredential =
  ({ signer, now }: Collaborators) =>
  async <C extends Unsigned>(credential: C): Promise<C & { proof: [DataIntegrityProof] }> => {
    const config: Omit<DataIntegrityProof, 'proofValue'> = {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: `${now().toISOString().slice(0, 19)}Z`,
      verificationMethod: verificationMethodId(credential.issuer.id, await signer.signingKey()),
      proofPurpose: 'assertionMethod',
    };
    const signature = await signer.sign(signedBytes(credential, config));
    return { ...credential, proof: [{ ...config, proofValue: base58btc(signature) }] };
  };

/**
 * The 64 bytes that are signed: the hash of the proof without its value, then the hash of the document without its proofs. The
 * members that are left out are `undefined`, which is how JSON has no member.
 */
export const signedBytes = (document: { '@context': unknown }, proof: object): Uint8Array =>
  Buffer.concat([
    sha256(canonicalize({ ...proof, proofValue: undefined, '@context': document['@context'] })),
    sha256(canonicalize({ ...document, proof: undefined })),
  ]);

const sha256 = (text: string) => hash('sha256', text, 'buffer');
