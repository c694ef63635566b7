/**
 * The shape of other people's badges: the required members of 1EdTech's AchievementCredential schema (Open Badges 3.0, section
 * B and `ob_v3p0_achievementcredential_schema.json`), in VCDM 2.0 and 1.1. Members that the schema does not name are let through.
 */
import * as z from 'zod';
import { jsonPath } from '../platform/json-path.ts';
import { isJsonObject, type JsonObject } from './documents.ts';
import { Fault, type Finding, found } from './findings.ts';

const V1 = 'https://www.w3.org/2018/credentials/v1';
const V2 = 'https://www.w3.org/ns/credentials/v2';
const OPEN_BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/;

const Time = z.iso.datetime({ offset: true });
const typed = (...among: string[]) => z.array(z.string()).refine((types) => among.some((one) => types.includes(one)));
const anyTyped = z.looseObject({ type: z.array(z.string()) });
const identified = z.looseObject({ id: z.string(), type: z.string() });

const Image = z.strictObject({ id: z.string(), type: z.string(), caption: z.string().optional() });
const Embedded = z.array(z.record(z.string(), z.unknown())).optional();
const Profile = z.looseObject({
  id: z.string(),
  type: typed('Profile'),
  name: z.string().optional(),
  url: z.string().optional(),
  image: Image.optional(),
  endorsement: Embedded,
});
const Identifier = z.strictObject({
  type: z.string(),
  hashed: z.boolean(),
  identityHash: z.string(),
  identityType: z.string(),
  salt: z.string().optional(),
});
const Achievement = z.looseObject({
  id: z.string(),
  type: typed('Achievement'),
  name: z.string(),
  description: z.string(),
  criteria: z.looseObject({ id: z.string().optional(), narrative: z.string().optional() }),
  image: Image.optional(),
  alignment: z.array(anyTyped.extend({ targetName: z.string(), targetUrl: z.string() })).optional(),
  resultDescription: z.array(anyTyped.extend({ id: z.string(), name: z.string(), resultType: z.string() })).optional(),
  tag: z.array(z.string()).optional(),
  endorsement: Embedded,
});
const AchievementSubject = z
  .looseObject({
    id: z.string().optional(),
    type: typed('AchievementSubject'),
    achievement: Achievement,
    identifier: z.array(Identifier).optional(),
    result: z.array(anyTyped).optional(),
  })
  .refine(({ id, identifier }) => id !== undefined || identifier?.length);
const EndorsementSubject = z.looseObject({ id: z.string(), type: typed('EndorsementSubject') });

const secured = {
  id: z.string(),
  issuer: Profile,
  proof: z.array(z.looseObject({ type: z.string() })).optional(),
  credentialStatus: identified.optional(),
  credentialSchema: z.array(identified).optional(),
  validFrom: Time.optional(),
  validUntil: Time.optional(),
  issuanceDate: Time.optional(),
  expirationDate: Time.optional(),
};
const contexts = z.tuple([z.literal([V2, V1]), z.string().regex(OPEN_BADGES)], z.unknown());

const badge = z.looseObject({
  ...secured,
  '@context': contexts,
  type: typed('OpenBadgeCredential', 'AchievementCredential').refine((types) => types.includes('VerifiableCredential')),
  name: z.string().optional(),
  credentialSubject: AchievementSubject,
  evidence: z.array(anyTyped).optional(),
  endorsement: Embedded,
});
const endorsement = z.looseObject({
  ...secured,
  '@context': contexts,
  type: typed('EndorsementCredential').refine((types) => types.includes('VerifiableCredential')),
  name: z.string(),
  credentialSubject: EndorsementSubject,
});

/** VCDM 2.0 begins with `validFrom`, VCDM 1.1 with `issuanceDate`. */
const begins = <S extends z.ZodType<{ '@context': [string, ...unknown[]] }>>(schema: S) =>
  schema.superRefine((credential, { addIssue }) => {
    const member = credential['@context'][0] === V1 ? 'issuanceDate' : 'validFrom';
    if ((credential as Record<string, unknown>)[member] === undefined) addIssue({ code: 'custom', path: [member] });
  });

const kinds = { badge: begins(badge), endorsement: begins(endorsement) };
export type Kind = keyof typeof kinds;
export type BadgeShape = z.infer<typeof badge>;
/** What every check after this one can count on. */
export type Shape = z.infer<typeof endorsement> | BadgeShape;
/** What authenticity is about, of a credential of any kind. */
export type Signed = Pick<Shape, 'proof' | 'validFrom' | 'validUntil' | 'issuanceDate' | 'expirationDate'> & {
  id?: string | undefined;
  issuer: { id: string };
  credentialSubject: { id?: string | undefined };
};

/**
 * The document in the shape of its kind, and what was found. One value where an array belongs is a warning, as it is to the public
 * validator of 1EdTech: JSON-LD takes the two for the same, so the shape has the array. Throws a `Fault` for anything else.
 */
export const shapeOf = (kind: Kind, document: JsonObject): { shape: Shape; finding: Finding } => {
  if (typeof document.issuer === 'string') throw new Fault('issuer-only-named', ['$.issuer']);
  const schema: z.ZodType<Shape> = kinds[kind];
  const read = schema.safeParse(document);
  if (read.success) return { shape: read.data, finding: found('schema-met') };
  const single = read.error.issues.filter(isSingle(document)).map(({ path }) => path);
  const again = schema.safeParse(withArrays(document, single));
  if (again.success) return { shape: again.data, finding: found('single-values', single.map(jsonPath)) };
  const faults = again.error.issues.map(({ path }) => jsonPath(path));
  throw new Fault('schema-not-met', [...new Set(faults)].slice(0, 20));
};

const isSingle =
  (document: JsonObject) =>
  (issue: z.core.$ZodIssue): boolean => {
    const isArray = issue.code === 'invalid_type' && issue.expected === 'array';
    const value = issue.path.reduce<unknown>(
      (inside, step) => (inside as Record<PropertyKey, unknown>)[step],
      document,
    );
    return isArray && (typeof value === 'string' || isJsonObject(value));
  };

const withArrays = (document: JsonObject, paths: readonly (readonly PropertyKey[])[]): JsonObject => {
  const copy = structuredClone(document);
  for (const path of paths) {
    const parent = path.slice(0, -1).reduce<unknown>((inside, step) => (inside as never)[step], copy);
    const last = path.at(-1) as PropertyKey;
    (parent as Record<PropertyKey, unknown>)[last] = [(parent as Record<PropertyKey, unknown>)[last]];
  }
  return copy;
};
