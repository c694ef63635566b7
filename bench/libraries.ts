/** The two stacks of libraries with which the field issues and verifies eddsa-rdfc-2022 in JavaScript. */
import { DataIntegrityProof as BazaarProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as bazaarSuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as bazaar from '@digitalbazaar/vc';
import { DataIntegrityProof as CredentialsProof } from '@digitalcredentials/data-integrity';
import { cryptosuite as credentialsSuite } from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import * as credentials from '@digitalcredentials/vc';
import { createVerifier, documentLoader, suiteSigner } from './issuer.ts';

export interface Library {
  name: string;
  issue(credential: object): Promise<Issued>;
  /** Throws when it does not verify. */
  verify(credential: object): Promise<void>;
}

/** What both libraries have in common. */
interface Packages {
  vc: {
    issue(options: IssueOptions): Promise<Issued>;
    verifyCredential(options: IssueOptions): Promise<{ verified: boolean; error?: unknown }>;
  };
  DataIntegrityProof: new (options: { cryptosuite: unknown }) => unknown;
  cryptosuite: unknown;
}

/** The list is not consulted: no side does so here. */
const checkStatus = async () => ({ verified: true });

const library = (name: string, { vc, DataIntegrityProof, cryptosuite }: Packages): Library => {
  const signing = { cryptosuite, signer: suiteSigner };
  const verifying = { cryptosuite: { ...(cryptosuite as object), createVerifier } };
  return {
    name,
    issue: (credential) => vc.issue({ credential, suite: new DataIntegrityProof(signing), documentLoader }),
    async verify(credential) {
      const options = { credential, suite: new DataIntegrityProof(verifying), documentLoader, checkStatus };
      const { verified, error } = await vc.verifyCredential(options);
      if (!verified) throw new Error(`${name} does not verify a credential.`, { cause: error });
    },
  };
};

export const digitalBazaar = library('@digitalbazaar/vc', {
  vc: bazaar,
  DataIntegrityProof: BazaarProof,
  cryptosuite: bazaarSuite,
});
export const digitalCredentials = library('@digitalcredentials/vc', {
  vc: credentials,
  DataIntegrityProof: CredentialsProof,
  cryptosuite: credentialsSuite,
});
