/**
 * Open Badges 3.0 as far as it is issued here. Stricter than the standard's own schema on purpose: unknown members are
 * refused, what may hold several is an array even with one, and nothing is null or an empty array.
 */
import * as z from 'zod';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from './contexts.ts';
import { SignedEndorsement } from './endorsement.ts';
import { Image, Iri, Profile, several, Time, text, typed } from './profile.ts';
import { DataIntegrityProof } from './proof.ts';

/** Names of the standard, or one of one's own. */
const TargetType = z.union([
  z.enum(['CFItem', 'CFRubric', 'CFRubricCriterion', 'CFRubricCriterionLevel', 'CTDL']),
  z.enum(['ceasn:Competency', 'ceterms:Credential']),
  z.string().regex(/^ext:[A-Za-z0-9._-]+$/),
]);

const Alignment = z.strictObject({
  type: typed('Alignment'),
  targetName: text,
  targetUrl: Iri,
  targetDescription: text.optional(),
  targetFramework: text.optional(),
  targetCode: text.optional(),
  targetType: TargetType.optional(),
});

const RubricCriterionLevel = z.strictObject({
  id: Iri,
  type: typed('RubricCriterionLevel'),
  name: text,
  level: text,
  description: text,
});

const ResultDescription = z.strictObject({
  id: Iri,
  type: typed('ResultDescription'),
  name: text,
  resultType: z.literal('RubricCriterionLevel'),
  requiredLevel: Iri,
  /** From low to high. */
  rubricCriterionLevel: several(RubricCriterionLevel),
});

/** The same badge elsewhere, such as its Open Badges 2.0 twin. */
const Related = z.strictObject({ type: typed('Related'), id: Iri, version: text.optional() });

export const Achievement = z.strictObject({
  id: Iri,
  type: typed('Achievement'),
  achievementType: z.literal('MicroCredential'),
  name: text,
  description: text,
  criteria: z.strictObject({ id: Iri, narrative: text }),
  image: Image.optional(),
  creator: Profile,
  creditsAvailable: z.number().positive(),
  inLanguage: z.string().regex(/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/),
  version: text,
  tag: several(text).optional(),
  alignment: several(Alignment).optional(),
  endorsement: several(SignedEndorsement).optional(),
  related: several(Related).optional(),
  resultDescription: several(ResultDescription),
});
export type Achievement = z.infer<typeof Achievement>;

const Result = z.strictObject({ type: typed('Result'), resultDescription: Iri, achievedLevel: Iri });

export const Evidence = z.strictObject({
  id: Iri.optional(),
  type: typed('Evidence'),
  name: text,
  narrative: text.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

const AchievementSubject = z.strictObject({
  /** New for every credential, so that badges of one person cannot be linked. */
  id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  type: typed('AchievementSubject'),
  achievement: Achievement,
  creditsEarned: z.number().positive(),
  /** The school that assessed for the issuer. */
  source: Profile.optional(),
  result: several(Result).optional(),
});

/** One object, not a list: a second purpose has no conformant place (W3C Bitstring Status List, section 2.1; the OB schema). */
const CredentialStatus = z.strictObject({
  id: Iri,
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.literal('revocation'),
  statusListIndex: z.string().regex(/^(0|[1-9]\d*)$/),
  statusListCredential: Iri,
});

const unsigned = {
  '@context': z.tuple([z.literal(CREDENTIALS_CONTEXT), z.literal(OPEN_BADGES_CONTEXT)]),
  id: z.url({ protocol: /^https?$/ }),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: text,
  description: text,
  issuer: Profile,
  validFrom: Time,
  validUntil: Time.optional(),
  awardedDate: Time,
  credentialSubject: AchievementSubject,
  evidence: several(Evidence).optional(),
  credentialStatus: CredentialStatus,
};

/** Every result names a description and a level that this achievement has. */
const resultsBelong = ({ credentialSubject: { result = [], achievement } }: { credentialSubject: Subject }) =>
  result.every(({ resultDescription, achievedLevel }) =>
    achievement.resultDescription.some(
      ({ id, rubricCriterionLevel }) =>
        id === resultDescription && rubricCriterionLevel.some((level) => level.id === achievedLevel),
    ),
  );
type Subject = z.infer<typeof AchievementSubject>;
const STRAY = 'A result names a level that its achievement does not have.';

/** A credential before it is signed. */
export const OpenBadgeCredential = z.strictObject(unsigned).refine(resultsBelong, STRAY);
export type OpenBadgeCredential = z.infer<typeof OpenBadgeCredential>;

/** A credential with its proof, as it is kept and handed out. */
export const SignedCredential = z
  .strictObject({ ...unsigned, proof: several(DataIntegrityProof) })
  .refine(resultsBelong, STRAY);
export type SignedCredential = z.infer<typeof SignedCredential>;
