/** Badges as Accolade composes them, over generated programs, reviews, evidence and endorsements. */
import fc from 'fast-check';
import { composeCredential } from '../../functions/credentials/signing/compose-credential.ts';
import { publicEvidence } from '../../functions/credentials/signing/public-evidence.ts';
import { CREDENTIALS_CONTEXT, EXTENSIONS_CONTEXT, OPEN_BADGES_CONTEXT } from '../../functions/open-badges/contexts.ts';
import type { SignedCredential } from '../../functions/open-badges/open-badge.ts';
import { type ProgramFile, readProgramFile } from '../../functions/programs/program-file.ts';

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.constantFrom('Práctica', 'مدرسة', '🎓', '<b>', '"so"', 'Result', 'a'),
  )
  .filter((one) => one.trim() !== '');
const slug = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6})?$/);
const slugs = (minLength: number, maxLength: number) => fc.uniqueArray(slug, { minLength, maxLength });
const url = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true });
const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const image = fc.record({ id: fc.oneof(url, fc.constant('data:image/png;base64,iVBORw0KGgo=')), caption: text });
/** Some of the members are there always, any of the others. */
const members = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, ...requiredKeys: (keyof T)[]) =>
  fc.record(model, { requiredKeys });

const targetType = fc.oneof(
  fc.constantFrom('CFItem', 'CTDL', 'ceasn:Competency', 'CFRubricCriterionLevel'),
  slug.map((name) => `ext:${name}`),
);
const alignment = members(
  { targetName: text, targetUrl: url, targetDescription: text, targetFramework: text, targetCode: text, targetType },
  'targetName',
  'targetUrl',
);
const criterion = (id: string) =>
  slugs(2, 4).chain((ids) =>
    fc.record({
      ...{ id: fc.constant(id), name: text, description: text, passing: fc.constantFrom(...ids.slice(1)) },
      levels: fc.tuple(...ids.map((level) => fc.record({ id: fc.constant(level), name: text, description: text }))),
    }),
  );
const requirement = (id: string) =>
  fc.record({
    ...{ id: fc.constant(id), title: text, instructions: text },
    ...{ type: fc.constantFrom('link', 'file', 'observation'), public: fc.constant('if-earner-and-reviewer-agree') },
  });
const badge = members(
  {
    ...{ id: slug, name: text, competency: text.map((what) => `The teacher can ${what}`), description: text },
    ...{ keyMethod: text, tier: fc.constant(1), hours: fc.constantFrom(0.5, 1, 2.75, 33, 500), criteria: text },
    ...{ validMonths: fc.integer({ min: 1, max: 240 }), alignment: fc.array(alignment, { maxLength: 3 }), image },
    requirements: slugs(1, 3).chain((ids) => fc.tuple(...ids.map(requirement))),
    rubric: slugs(1, 4).chain((ids) => fc.tuple(...ids.map(criterion))),
  },
  ...(['id', 'name', 'competency', 'description', 'keyMethod', 'tier', 'hours', 'criteria'] as const),
  ...(['requirements', 'rubric'] as const),
);
const issuer = members(
  { name: text, url, email: fc.constant('badges@cedarhollow.example'), description: text, image },
  'name',
  'url',
);

const programFile = fc
  .record({
    ...{ id: slug, name: text, description: text, issuer, badge, tier: text },
    languages: fc.constantFrom(['en'], ['es'], ['es', 'en']),
  })
  .map(({ badge: one, tier, ...about }) => ({
    ...about,
    ...{ status: 'draft', contact: 'badges@cedarhollow.example', scope: { kind: 'district', name: about.name } },
    ...{ performanceReview: { place: 'none' }, tiers: [{ tier: 1, name: tier }], badges: [one], members: [] },
  }))
  .filter((json) => readProgramFile(json).ok)
  .map((json) => {
    const read = readProgramFile(json);
    if (!read.ok) throw new Error('It could be read a moment ago.');
    return read.program;
  });

const proof = fc
  .record({ created: time, proofValue: fc.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]{87}$/) })
  .map((made) => ({
    ...{ type: 'DataIntegrityProof' as const, cryptosuite: 'eddsa-rdfc-2022' as const, ...made },
    ...{ verificationMethod: 'did:web:badges.example:programs:p#z6Mk', proofPurpose: 'assertionMethod' as const },
  }));
const profile = members({ name: text, url, email: fc.constant('a@b.example'), description: text, image }, 'name').map(
  ({ image: picture, ...about }) => ({
    ...{ id: 'did:web:reviewers.example', type: ['Profile'] as ['Profile'], ...about },
    ...(picture && { image: { ...picture, type: 'Image' as const } }),
  }),
);
const endorsement = members(
  {
    name: text,
    description: text,
    issuer: profile,
    validFrom: time,
    awardedDate: time,
    endorsementComment: text,
    proof,
  },
  ...(['name', 'issuer', 'validFrom', 'proof'] as const),
).chain(({ endorsementComment, proof: made, ...about }) =>
  fc.constantFrom([], [EXTENSIONS_CONTEXT]).map((more) => ({
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT, ...more] as never,
    ...{ id: 'urn:endorsement', type: ['VerifiableCredential', 'EndorsementCredential'] as never, ...about },
    credentialSubject: {
      ...{ id: 'https://badges.example/b', type: ['EndorsementSubject'] as ['EndorsementSubject'] },
      ...(endorsementComment && { endorsementComment }),
    },
    proof: [made],
  })),
);

interface Given {
  program: ProgramFile;
  pilot: boolean;
  at: string;
  school: string | undefined;
  /** For each criterion of the rubric, one of its levels. */
  reached: number[];
  /** An item for each requirement. */
  items: { url: string; title?: string | undefined; text?: string | undefined; shareable: boolean }[];
  endorsements: never[];
  credentialId: string;
  subjectId: string;
  index: number;
}

const composed = ({ program, pilot, at, school, reached, items, endorsements, ...ids }: Given) => {
  const [file] = program.badges;
  if (!file) throw new Error('The program has no badge.');
  const judged = { ...file, version: 1 };
  const review = {
    ...{ reviewId: ids.subjectId, attempt: 1, reviewerId: 'E-1', decision: 'approve' as const, comment: '', at },
    criteria: judged.rubric.map(({ id, levels }, place) => ({
      criterion: id,
      level: levels[(reached[place] ?? 0) % levels.length]?.id ?? '',
    })),
    studentsNotIdentifiable: true,
  };
  const evidence = judged.requirements.flatMap(({ id, type }, place) => {
    const item = items[place];
    return item ? [{ requirement: id, type, ...item }] : [];
  });
  const grounds = { program: { ...program, programId: program.id }, badge: judged, award: { awardedAt: at }, review };
  return composeCredential(
    { publicUrl: 'https://badges.example', pilot },
    { ...grounds, endorsements, school },
    publicEvidence(judged, { evidence } as never, review),
    { credentialId: ids.credentialId, subjectId: ids.subjectId, status: { list: 1, index: ids.index }, validFrom: at },
  );
};

/** A badge with a proof in its form: whose signature it is, no schema asks. */
export const anyBadge: fc.Arbitrary<SignedCredential> = fc
  .record({
    given: fc.record({
      ...{ program: programFile, pilot: fc.boolean(), at: time, school: fc.option(text, { nil: undefined }) },
      reached: fc.array(fc.nat(5), { maxLength: 4 }),
      items: fc.array(members({ url, title: text, text, shareable: fc.boolean() }, 'url', 'shareable'), {
        maxLength: 3,
      }),
      endorsements: fc.array(endorsement, { maxLength: 2 }) as never,
      credentialId: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
      ...{ subjectId: fc.uuid(), index: fc.nat(131_071) },
    }),
    proofs: fc.array(proof, { minLength: 1, maxLength: 2 }),
  })
  .map(({ given, proofs }) => ({ ...composed(given as Given), proof: proofs }));
