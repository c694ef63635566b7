/** The proof that is embedded in a document (W3C Data Integrity EdDSA Cryptosuites 1.0, section 2.2.1). */
import * as z from 'zod';
import { Iri, Time } from './profile.ts';

export const DataIntegrityProof = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-rdfc-2022'),
  created: Time,
  verificationMethod: Iri,
  proofPurpose: z.literal('assertionMethod'),
  proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/),
});
export type DataIntegrityProof = z.infer<typeof DataIntegrityProof>;
