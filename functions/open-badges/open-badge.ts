/**
 * Open Badges 3.0 as far as it is issued here. Stricter than the standard's own schema on purpose: unknown members are
 * refused, what may hold several is an array even with one, and nothing is null or an empty array.
 */
import * as z from 'zod';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from './contexts.ts';

const text = z.string().min(1);
const Iri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'A relative id is dropped by JSON-LD: write it in full.');
const typed = <const T extends string>(type: T) => z.tuple([z.literal(type)]);
const several = <S extends z.ZodType>(item: S) => z.array(item).min(1);
const Time = z.iso.datetime({ offset: true });

const Image = z.strictObject({ id: Iri, type: z.literal('Image'), caption: text.optional() });

export const Profile = z.strictObject({
  id: Iri,
  type: typed('Profile'),
  name: text,
  url: Iri.optional(),
  email: z.email().optional(),
  description: text.optional(),
  image: Image.optional(),
});
export type Profile = z.infer<typeof Profile>;

const Alignment = z.strictObject({
  type: typed('Alignment'),
  targetName: text,
  targetUrl: Iri,
  targetDescription: text.optional(),
  targetFramework: text.optional(),
  targetCode: text.optional(),
  targetType: text.optional(),
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
  result: several(Result).optional(),
});

const unsigned = {
  '@context': z.tuple([z.literal(CREDENTIALS_CONTEXT), z.literal(OPEN_BADGES_CONTEXT)]),
  id: z.url({ protocol: /^https?$/ }),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: text,
  description: text,
  issuer: Profile,
  validFrom: Time,
  awardedDate: Time,
  credentialSubject: AchievementSubject,
  evidence: several(Evidence).optional(),
};

const DataIntegrityProof = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-rdfc-2022'),
  created: Time,
  verificationMethod: Iri,
  proofPurpose: z.literal('assertionMethod'),
  proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/),
});
export type DataIntegrityProof = z.infer<typeof DataIntegrityProof>;

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
