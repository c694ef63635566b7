/**
 * Endorsements as Open Badges 3.0 writes them, as far as they are embedded here. Strict like a credential of ours, which is
 * signed over them. Nothing that may end later, a `validUntil` or a status: it would end the credentials around it.
 */
import * as z from 'zod';
import { CREDENTIALS_CONTEXT, EXTENSIONS_CONTEXT, OPEN_BADGES_CONTEXT } from './contexts.ts';
import { Iri, Profile, several, Time, text, typed } from './profile.ts';
import { DataIntegrityProof } from './proof.ts';

const unsigned = {
  '@context': z.union([
    z.tuple([z.literal(CREDENTIALS_CONTEXT), z.literal(OPEN_BADGES_CONTEXT)]),
    z.tuple([z.literal(CREDENTIALS_CONTEXT), z.literal(OPEN_BADGES_CONTEXT), z.literal(EXTENSIONS_CONTEXT)]),
  ]),
  id: Iri,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('EndorsementCredential')]),
  name: text,
  description: text.optional(),
  issuer: Profile,
  validFrom: Time,
  awardedDate: Time.optional(),
  credentialSubject: z.strictObject({
    /** What is endorsed. */
    id: Iri,
    type: typed('EndorsementSubject'),
    endorsementComment: text.optional(),
  }),
};

/** An endorsement before it is signed. */
export const EndorsementCredential = z.strictObject(unsigned);
export type EndorsementCredential = z.infer<typeof EndorsementCredential>;

/** An endorsement with its proof, as it is embedded. */
export const SignedEndorsement = z.strictObject({ ...unsigned, proof: several(DataIntegrityProof) });
export type SignedEndorsement = z.infer<typeof SignedEndorsement>;
