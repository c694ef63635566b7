import { describe, expect, it } from 'vitest';
import { achievementOf, criterionId, levelId } from '../../../functions/credentials/signing/achievement.ts';
import { composeCredential } from '../../../functions/credentials/signing/compose-credential.ts';
import { publicEvidence } from '../../../functions/credentials/signing/public-evidence.ts';
import { canonicalize } from '../../../functions/open-badges/canonicalize.ts';
import { OpenBadgeCredential, SignedCredential } from '../../../functions/open-badges/open-badge.ts';
import type { Evidence, Review } from '../../../functions/submissions/submission.ts';
import { badge, evidenceOf, PUBLIC_URL, program, reviewOf, startStage } from './stage.ts';

const IDS = { credentialId: 'AAAAAAAAAAAAAAAAAAAAAA', subjectId: '0b9f1a52-4b6c-4f6e-9d5e-2f6f0a5b7c11' };
const award = { awardedAt: '2026-03-02T10:00:00.000Z' };
const attemptOf = (evidence: Evidence[]) => ({
  ...{ attempt: 1, sourceId: 'canvas', receiptId: IDS.subjectId, sentAt: award.awardedAt },
  ...{ privacyStatement: true as const, evidence },
});

interface Given {
  pilot?: boolean;
  review?: Review | undefined;
  evidence?: Evidence[];
  changed?: object;
  school?: string;
  awardedAt?: string;
}
const compose = ({
  pilot = false,
  review = reviewOf(),
  evidence = [],
  changed = {},
  school,
  awardedAt,
}: Given = {}) => {
  const awarded = awardedAt ? { awardedAt } : award;
  const grounds = { program, badge: { ...badge, ...changed }, award: awarded, review, endorsements: [], school };
  return composeCredential(
    { publicUrl: PUBLIC_URL, pilot },
    grounds,
    publicEvidence(grounds.badge, attemptOf(evidence), review),
    { ...IDS, status: { list: 1, index: 94_567 }, validFrom: award.awardedAt },
  );
};

describe('the shapes that verifiers demand', () => {
  const credential = compose();
  const { achievement, result } = credential.credentialSubject;

  it('names the two contexts in their order, and no third without a use for it', () => {
    expect(credential['@context']).toEqual([
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ]);
  });

  it('writes every type as an array, but that of an image, and the issuer as a Profile', () => {
    const types = [credential, credential.issuer, credential.credentialSubject, achievement, achievement.creator];
    for (const { type } of types) expect(Array.isArray(type)).toBe(true);
    for (const { type } of [...achievement.resultDescription, ...(result ?? [])])
      expect(Array.isArray(type)).toBe(true);
    expect(credential.issuer).toMatchObject({ type: ['Profile'], name: program.issuer.name, url: program.issuer.url });
    expect(credential.issuer.id).toBe(`did:web:badges.example:programs:${program.programId}`);
    const image = { id: 'https://a.example/b.png', caption: 'A leaf' };
    const withImage = compose({ changed: { image } }).credentialSubject.achievement;
    expect(withImage.image).toEqual({ ...image, type: 'Image' });
  });

  it('has a proof that is an array, whose key belongs to the issuer, under absolute ids', async () => {
    const { document } = await (await startStage()).signed();
    expect(document.proof).toEqual([
      expect.objectContaining({
        type: 'DataIntegrityProof',
        cryptosuite: 'eddsa-rdfc-2022',
        proofPurpose: 'assertionMethod',
        verificationMethod: expect.stringMatching(`^${document.issuer.id}#z6Mk`),
      }),
    ]);
    expect(document.proof[0]?.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('says when, what for, and in which version', () => {
    expect(credential).toMatchObject({ validFrom: award.awardedAt, awardedDate: award.awardedAt, name: badge.name });
    expect(achievement).toMatchObject({
      id: `${PUBLIC_URL}/programs/${program.programId}/badges/${badge.id}/versions/1`,
      achievementType: 'MicroCredential',
      criteria: { id: `${achievement.id}#criteria`, narrative: badge.criteria },
      version: '1',
      inLanguage: 'en',
      creditsAvailable: badge.hours,
    });
    expect(credential.credentialSubject.id).toBe(`urn:uuid:${IDS.subjectId}`);
  });

  it('has one status entry, for revocation, whose id is not the list', () => {
    const list = `${PUBLIC_URL}/programs/${program.programId}/status/1`;
    expect(credential.credentialStatus).toEqual({
      ...{ id: `${list}#94567`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
      ...{ statusListIndex: '94567', statusListCredential: list },
    });
  });

  it.each([
    ['2026-03-02T10:00:00.000Z', 12, '2027-03-02T10:00:00.000Z'],
    ['2026-08-31T10:00:00.000Z', 6, '2027-02-28T10:00:00.000Z'],
    ['2027-08-31T10:00:00.000Z', 6, '2028-02-29T10:00:00.000Z'],
  ])('awarded on %s for %i months, ends on %s', (awardedAt, validMonths, validUntil) => {
    expect(compose({ changed: { validMonths }, awardedAt })).toMatchObject({ awardedDate: awardedAt, validUntil });
    expect(compose({ awardedAt }).validUntil).toBeUndefined();
  });

  it('names the school as its source only where one may be named', () => {
    expect(credential.credentialSubject.source).toBeUndefined();
    expect(compose({ school: 'Escuela Ñandú' }).credentialSubject.source).toMatchObject({
      type: ['Profile'],
      name: 'Escuela Ñandú',
    });
  });

  it('tells the level reached in each criterion, inside this achievement', () => {
    expect(result).toEqual(
      badge.rubric.map(({ id, passing }) => ({
        type: ['Result'],
        resultDescription: criterionId(achievement.id, id),
        achievedLevel: levelId(achievement.id, id, passing),
      })),
    );
    const stray = reviewOf({ criteria: [{ criterion: 'juggling', level: 'met' }] });
    expect(compose({ review: stray }).credentialSubject.result).toBeUndefined();
  });

  it('has no null and no empty array, whatever is left out', () => {
    const bare = compose({ review: undefined, changed: { alignment: [], image: undefined } });
    expect(JSON.stringify(bare)).not.toMatch(/null|\[\]|undefined/);
  });

  it('is the achievement that stands at its own address', () => {
    expect(achievement).toEqual(achievementOf({ publicUrl: PUBLIC_URL, pilot: false }, program, badge));
  });

  it('says plainly that a pilot is one, in the language of the program', () => {
    const { description, credentialSubject } = compose({ pilot: true });
    for (const said of [description, credentialSubject.achievement.description])
      expect(said).toMatch(/Issued in a pilot/);
    expect(JSON.stringify(compose())).not.toMatch(/pilot/i);
    const spanish = achievementOf({ publicUrl: PUBLIC_URL, pilot: true }, { ...program, languages: ['es'] }, badge);
    expect(spanish).toMatchObject({ inLanguage: 'es', description: expect.stringMatching(/Emitida en un piloto/) });
  });
});

describe('evidence in a credential', () => {
  const confirmed = reviewOf({ studentsNotIdentifiable: true });
  const [first] = evidenceOf() as [Evidence];

  it('is there when the badge, the earner and the reviewer all say so', () => {
    expect(compose({ review: confirmed, evidence: [first] }).evidence).toEqual([
      { id: 'https://drive.example/a%20b', type: ['Evidence'], name: 'Question sets' },
    ]);
  });

  it.each<[string, Given]>([
    ['the reviewer did not confirm', { evidence: [first] }],
    ['there is no review', { review: undefined, evidence: [first] }],
    ['the earner did not choose it', { review: confirmed, evidence: [{ ...first, shareable: false }] }],
    ['the badge does not allow it', { review: confirmed, evidence: [{ ...first, requirement: 'class-results' }] }],
    ['the badge does not know it', { review: confirmed, evidence: [{ ...first, requirement: 'juggling' }] }],
    ['it is a reflection', { review: confirmed, evidence: [{ ...first, type: 'reflection', text: 'Mine.' }] }],
    ['it leads to no web address', { review: confirmed, evidence: [{ ...first, url: 'javascript:alert(1)' }] }],
  ])('is not when %s', (_why, given) => {
    expect(compose(given).evidence).toBeUndefined();
  });

  it('leaves every other word of earner and reviewer out', () => {
    expect(JSON.stringify(compose({ review: confirmed, evidence: evidenceOf() }))).not.toMatch(/Zebulon/);
  });
});

describe('the model of Open Badges refuses', () => {
  const credential = compose();
  const { credentialSubject: subject } = credential;
  it.each<[string, object]>([
    ['an unknown member', { colour: 'red' }],
    ['endorsementJwt, which no context defines', { endorsementJwt: ['a.b.c'] }],
    ['contexts in another order', { '@context': [...credential['@context']].reverse() }],
    ['a third context', { '@context': [...credential['@context'], 'https://a.example'] }],
    ['a type that is a string', { type: 'OpenBadgeCredential' }],
    ['an issuer that is an address', { issuer: credential.issuer.id }],
    ['an issuer that is no Profile', { issuer: { ...credential.issuer, type: ['Issuer'] } }],
    ['a time without an offset', { validFrom: '2026-03-02T10:00:00' }],
    ['null', { description: null }],
    ['an empty array', { evidence: [] }],
    ['one evidence that is no array', { evidence: { type: ['Evidence'], name: 'E' } }],
    ['a relative id', { id: IDS.credentialId }],
    ['a subject without an id', { credentialSubject: { ...subject, id: undefined } }],
    ['a narrative of the subject', { credentialSubject: { ...subject, narrative: 'I did it.' } }],
    [
      'a result of another achievement',
      {
        credentialSubject: {
          ...subject,
          result: [{ type: ['Result'], resultDescription: 'urn:x', achievedLevel: 'urn:y' }],
        },
      },
    ],
    ['a proof before it is signed', { proof: [] }],
  ])('%s', (_what, change) => {
    expect(OpenBadgeCredential.safeParse({ ...credential, ...change }).success).toBe(false);
  });

  it('a signed credential whose proof is an object', async () => {
    const { document } = await (await startStage()).signed();
    expect(SignedCredential.safeParse(document).success).toBe(true);
    expect(SignedCredential.safeParse({ ...document, proof: document.proof[0] }).success).toBe(false);
  });
});

describe('canonicalize', () => {
  const credential = compose();

  it('does not depend on the order of members', () => {
    const reversed = Object.fromEntries(Object.entries(credential).reverse());
    expect(canonicalize(reversed)).toBe(canonicalize(credential));
  });

  it.each<[string, object]>([
    ['a term that no context defines', { colour: 'red' }],
    ['a type that no context defines', { termsOfUse: [{ type: 'Anything' }] }],
    ['a relative id', { id: 'a-bare-id' }],
    ['a context of somebody else', { '@context': [...credential['@context'], 'https://a.example/context.json'] }],
  ])('refuses %s', (_what, change) => {
    const refused = expect.objectContaining({ name: 'Unprocessable', code: 'json-ld-unsafe' });
    expect(() => canonicalize({ ...credential, ...change })).toThrow(refused);
  });
});
