/** A credential is one DynamoDB item: the largest that program files and posts allow must fit. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../../../functions/open-badges/contexts.ts';
import type { SignedEndorsement } from '../../../functions/open-badges/endorsement.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { badgeContent, type ProgramFile, readProgramFile } from '../../../functions/programs/program-file.ts';
import type { Evidence } from '../../../functions/submissions/submission.ts';
import { badge as minimalBadge, program as minimalProgram } from '../programs/minimal-program.ts';
import { programsOf, reviewOf, startStage } from './stage.ts';
import { verifyElsewhere } from './verify-elsewhere.ts';

/** As many letters of three bytes. */
const wide = (letters: number) => '教'.repeat(letters);
const id = (start: string) => `${start}-`.padEnd(64, 'x');
const image = { id: `data:image/png;base64,${'A'.repeat(59_976)}`, caption: wide(300) };
const issuer = { name: wide(200), url: `https://d.example/${'u'.repeat(1900)}`, email: 'a@d.example', image };

const rubricOf = (letters: number) =>
  Array.from({ length: 12 }, (_, at) => ({
    id: id(`c${at}`),
    name: 'C',
    description: 'D',
    levels: Array.from({ length: 6 }, (_, level) => ({
      ...{ id: id(`l${level}`), name: 'L', description: 'd'.repeat(letters) },
    })),
    passing: id('l1'),
  }));

const alignment = Array.from({ length: 20 }, (_, at) => ({
  ...{ targetName: `N${at}`, targetUrl: 'https://a.example', targetDescription: 'd'.repeat(800) },
}));

const fileOf = (letters: number, criteria: number) =>
  minimalProgram({
    id: id('p'),
    issuer: { ...issuer, description: 'd'.repeat(1500) },
    languages: ['es'],
    tiers: [{ tier: 1, name: wide(60) }],
    badges: [
      minimalBadge(id('b'), {
        ...{ name: wide(100), competency: `${wide(290)} can do`, criteria: 'c'.repeat(criteria), image },
        rubric: rubricOf(letters),
        alignment,
        requirements: [
          { id: 'open', type: 'text', title: 'T', instructions: 'I', words: { min: 1, max: 5000 } },
          { id: 'linked', type: 'link', title: 'T', instructions: 'I' },
        ].map((requirement) => ({ ...requirement, public: 'if-earner-and-reviewer-agree' })),
      }),
    ],
  });

const bytesOf = (program: ProgramFile) => Buffer.byteLength(badgeContent(program.badges[0] as never));
const readOf = (letters: number, criteria: number) => {
  const read = readProgramFile(fileOf(letters, criteria));
  if (!read.ok) throw new Error(JSON.stringify(read.errors.slice(0, 3)));
  return read.program;
};

/** The program whose badge has 150,000 bytes, to the last one. */
const largestProgram = () => {
  const rest = 150_000 - bytesOf(readOf(1, 1));
  const letters = Math.floor(rest / 72);
  return { program: readOf(1 + letters, 1 + (rest % 72)), tooLarge: fileOf(1 + letters, 2 + (rest % 72)) };
};

/** Fifty items: addresses that grow threefold when they are encoded, and texts that fill what is left to the last bytes. */
const evidence: Evidence[] = [
  ...[20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1].map((letters) => ({
    ...{ requirement: 'open', type: 'text' as const, title: wide(200), text: 't'.repeat(letters), shareable: true },
  })),
  ...Array.from({ length: 36 }, (_, at) => ({
    ...{ requirement: 'linked', type: 'link' as const, title: wide(200), shareable: true },
    ...{ url: `https://a.example/${wide(at === 0 ? 1_900 : 1_000)}`, text: 't'.repeat(500) },
  })),
];

/** One of four that fill the 40 KB which endorsements may take. */
const endorsement = (number: number): SignedEndorsement => ({
  '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
  id: `https://e.example/endorsements/${number}`,
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'An endorsement',
  issuer: { id: 'did:web:e.example', type: ['Profile'], name: 'E' },
  validFrom: '2026-03-01T10:00:00Z',
  credentialSubject: {
    ...{ id: 'https://e.example/badge', type: ['EndorsementSubject'] },
    endorsementComment: 'c'.repeat(9_000),
  },
  proof: [
    {
      ...{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: '2026-03-01T10:00:00Z' },
      ...{
        verificationMethod: 'did:web:e.example#1',
        proofPurpose: 'assertionMethod',
        proofValue: `z${'2'.repeat(87)}`,
      },
    },
  ],
});

const sizeOf = (item: Record<string, unknown>) =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(`${value}`), 0);

it('the largest badge of the largest issuer, with the most evidence, is signed, stored and verified', async () => {
  const { program, tooLarge } = largestProgram();
  expect(bytesOf(program)).toBe(150_000);
  expect(readProgramFile(tooLarge)).toMatchObject({ errors: [{ code: 'badge-too-large' }] });
  const { id: programId, badges, members: _, sources: __, ...rest } = program;
  const badge = { ...(badges[0] as (typeof badges)[number]), version: 999_999 };
  const programs = {
    ...programsOf(),
    program: async () => ({ ...rest, programId, revision: 1 }),
    badgeVersion: async () => badge,
  };
  const host = `${`${'h'.repeat(63)}.`.repeat(3)}${'h'.repeat(53)}.example`;
  expect(host).toHaveLength(253);
  const stage = await startStage({ publicUrl: `https://${host}`, pilot: true, programs, programId });
  const review = reviewOf({
    studentsNotIdentifiable: true,
    criteria: badge.rubric.map(({ id: criterion }) => ({ criterion, level: id('l5') })),
  });
  const credential = await stage.signed({ review, evidence });
  expect(credential.document.credentialSubject.result).toHaveLength(12);
  expect(credential.document.evidence).toHaveLength(50);
  const { Item } = await stage.ledger.client.send(
    new GetCommand({ TableName: stage.ledger.tableName, Key: keys.credential(credential.credentialId) }),
  );
  const size = sizeOf(Item ?? {});
  // It is near the limit: what is largest here is large.
  expect(size).toBeGreaterThan(380_000);
  expect(size).toBeLessThan(400_000);
  expect(await verifyElsewhere(credential.document, stage.handler)).toEqual({ verified: true });
  // What others say of it has no room beside it, and does not keep it from being signed.
  const endorsed = await stage.award({ review, evidence });
  await stage.sign(endorsed, { endorsements: { accepted: async () => [1, 2, 3, 4].map(endorsement) } });
  const { document } = (await stage.credentials.ofAward(endorsed.data.awardId)) ?? {};
  expect(document?.credentialSubject.achievement.endorsement ?? []).toEqual([]);
  // Beside a badge of the usual size it has.
  const usual = await startStage();
  const small = await usual.award();
  await usual.sign(small, { endorsements: { accepted: async () => [1, 2, 3, 4].map(endorsement) } });
  const embedded = (await usual.credentials.ofAward(small.data.awardId))?.document.credentialSubject.achievement;
  expect(embedded?.endorsement).toHaveLength(4);
}, 60_000);
