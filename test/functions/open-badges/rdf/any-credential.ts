/** Credentials with every optional part of Open Badges 3.0, for properties that hold of all of them. */
import fc from 'fast-check';
import {
  CREDENTIALS_CONTEXT,
  EXTENSIONS_CONTEXT,
  OPEN_BADGES_CONTEXT,
} from '../../../../functions/open-badges/contexts.ts';
import { date, iri, number, text, time } from './any-value.ts';

const several = <T>(one: fc.Arbitrary<T>, maxLength = 3) => fc.array(one, { minLength: 1, maxLength });

type Members = Record<string, fc.Arbitrary<unknown>>;
/** A node: `required` members always there, any of the others; its id is as optional as the rest. */
const node = (type: string, required: Members, optional: Members = {}): fc.Arbitrary<Record<string, unknown>> => {
  const members: Members = { type: fc.constant([type]), ...required, ...optional };
  return fc.record(members, { requiredKeys: ['type', ...Object.keys(required)] });
};

const image = fc.record({ id: iri, type: fc.constant('Image'), caption: text }, { requiredKeys: ['id', 'type'] });
const identifier = node('IdentifierEntry', { identifier: text, identifierType: text });
const identity = node(
  'IdentityObject',
  { hashed: fc.boolean(), identityHash: text, identityType: text },
  { salt: text },
);
const geo = node('GeoCoordinates', { latitude: number, longitude: number });
const address = node(
  'Address',
  {},
  {
    id: iri,
    addressCountry: text,
    addressCountryCode: text,
    addressLocality: text,
    geo,
    postalCode: text,
    streetAddress: text,
  },
);
const bareProfile = node('Profile', { id: iri }, { name: text, url: iri, email: text });
const related = node('Related', { id: iri }, { inLanguage: text, version: text });
const alignment = node(
  'Alignment',
  { targetName: text, targetUrl: iri },
  { id: iri, targetCode: text, targetDescription: text, targetFramework: text, targetType: text },
);
const level = node(
  'RubricCriterionLevel',
  { name: text },
  { id: iri, level: text, points: text, description: text, alignment: several(alignment, 2) },
);
const resultDescription = node(
  'ResultDescription',
  { id: iri, name: text, resultType: text },
  {
    ...{ allowedValue: several(text, 4), requiredLevel: iri, requiredValue: text },
    ...{ rubricCriterionLevel: several(level), valueMin: text, valueMax: text, alignment: several(alignment, 2) },
  },
);
const result = node(
  'Result',
  {},
  {
    id: iri,
    achievedLevel: iri,
    resultDescription: iri,
    status: fc.constantFrom('Completed', 'Failed'),
    value: text,
    alignment: several(alignment, 2),
  },
);
const evidence = node(
  'Evidence',
  {},
  { id: iri, name: text, description: text, narrative: text, genre: text, audience: text, digestMultibase: text },
);
const proof = node(
  'DataIntegrityProof',
  {
    cryptosuite: fc.constant('eddsa-rdfc-2022'),
    proofPurpose: fc.constantFrom('assertionMethod', 'authentication', 'urn:a'),
  },
  {
    ...{ id: iri, created: time, expires: time, verificationMethod: iri, proofValue: text },
    ...{
      domain: fc.oneof(text, several(text)),
      challenge: text,
      nonce: text,
      previousProof: fc.oneof(iri, several(iri)),
    },
  },
);
const endorsement = fc
  .tuple(
    node(
      'EndorsementCredential',
      {
        ...{ id: iri, name: text, issuer: fc.oneof(iri, bareProfile), validFrom: time },
        credentialSubject: node('EndorsementSubject', {}, { id: iri, endorsementComment: text }),
      },
      { awardedDate: time, validUntil: time, description: text, proof: several(proof, 2) },
    ),
    fc.constantFrom(undefined, [CREDENTIALS_CONTEXT], [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT], CREDENTIALS_CONTEXT),
  )
  .map(([credential, context]) => ({
    ...(context && { '@context': context }),
    ...credential,
    type: ['VerifiableCredential', 'EndorsementCredential'],
  }));
const profile = node(
  'Profile',
  { id: iri },
  {
    ...{ name: text, url: iri, phone: text, description: text, email: text, image, address, official: text },
    ...{ otherIdentifier: several(identifier), parentOrg: fc.oneof(iri, bareProfile), dateOfBirth: date },
    ...{ familyName: text, givenName: text, endorsement: several(endorsement, 2) },
  },
);
const achievement = node(
  'Achievement',
  {
    ...{ id: iri, name: text, description: text },
    criteria: fc.record({ id: iri, narrative: text }, { requiredKeys: [] }),
  },
  {
    ...{ achievementType: text, alignment: several(alignment), creator: profile, creditsAvailable: number },
    ...{ endorsement: several(endorsement, 2), fieldOfStudy: text, humanCode: text, image, inLanguage: text },
    ...{ otherIdentifier: several(identifier), related: several(related), specialization: text, version: text },
    ...{ resultDescription: several(resultDescription), tag: several(text) },
  },
);
const subject = node(
  'AchievementSubject',
  { achievement },
  {
    ...{
      id: iri,
      activityStartDate: date,
      activityEndDate: date,
      creditsEarned: number,
      image,
      role: text,
      term: text,
    },
    ...{ identifier: several(fc.oneof(identity, identifier)), licenseNumber: text, narrative: text },
    ...{ result: several(result, 4), source: profile },
  },
);
const status = fc.oneof(
  node(
    'BitstringStatusListEntry',
    { statusListCredential: iri, statusListIndex: fc.nat().map(String), statusPurpose: fc.constant('revocation') },
    { id: iri, statusSize: fc.nat(8), statusReference: iri },
  ),
  node('1EdTechRevocationList', { id: iri }),
);
const credentialSchema = node('1EdTechJsonSchemaValidator2019', { id: iri });

const members = {
  ...{ name: text, description: text, issuer: profile, credentialSubject: subject, validFrom: time },
  ...{ awardedDate: time, validUntil: time, image, evidence: several(evidence), endorsement: several(endorsement, 2) },
  ...{ credentialStatus: status, credentialSchema: several(credentialSchema, 2) },
  ...{ refreshService: node('1EdTechCredentialRefresh', { id: iri }), proof: several(proof, 2) },
  termsOfUse: several(fc.record({ id: iri, type: iri }, { requiredKeys: ['type'] }), 2),
};

/** An OpenBadgeCredential. Some of its nodes have ids and some have not; some ids and texts occur more than once. */
export const anyCredential = fc
  .record(
    { '@context': fc.constant([CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT, EXTENSIONS_CONTEXT]), id: iri, ...members },
    { requiredKeys: ['@context', 'id', 'issuer', 'credentialSubject', 'validFrom'] },
  )
  .chain((credential) =>
    fc
      .constantFrom('OpenBadgeCredential', 'AchievementCredential')
      .map((type) => ({ ...credential, type: ['VerifiableCredential', type] })),
  );

/** What is hashed of a proof: all but its value. */
export const anyProofOptions = proof.map(({ proofValue: _, ...one }) => ({
  '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
  ...one,
}));
