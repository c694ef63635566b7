/** Endorsements inside a badge are held against the same rules as the badge. */
import { describe, expect, it } from 'vitest';
import type { FoundCode } from '../../../functions/verification/findings.ts';
import { badge, entry, ISSUER, type Json, jwt, LIST, OB, STRANGER, signed, V2, type World, world } from './world.ts';

const endorsement = (more: Json = {}): Json => ({
  '@context': [V2, OB],
  id: 'https://stranger.example/endorsements/1',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'A good badge',
  issuer: { id: STRANGER, type: ['Profile'], name: 'A union' },
  validFrom: '2026-03-01T00:00:00Z',
  credentialSubject: {
    id: 'https://issuer.example/badges/1',
    type: ['EndorsementSubject'],
    endorsementComment: 'Good.',
  },
  ...more,
});
const endorsed = ({ keys }: World, more: Json = {}) => signed(endorsement(more), keys.stranger, STRANGER);
const found = async (make: (stage: World) => Json | string | Promise<Json | string>) => {
  const stage = await world();
  const { checks, verdict } = await stage.verify(await make(stage));
  expect(checks.slice(0, -1).map(({ outcome }) => outcome)).not.toContain('failed');
  return { code: checks.at(-1)?.code, details: checks.at(-1)?.details, verdict };
};
const subject = badge().credentialSubject as Json;

describe('an endorsement', () => {
  it('holds wherever it stands, in a badge with a proof and in a token', async () => {
    const holds = { code: 'endorsements-hold', details: [], verdict: 'valid' };
    expect(await found((stage) => signed(badge({ endorsement: [endorsed(stage)] })))).toEqual(holds);
    expect(await found((stage) => jwt(badge({ endorsement: [endorsed(stage)] })))).toEqual(holds);
    const ofIssuer = (stage: World) => ({ ...(badge().issuer as Json), endorsement: [endorsed(stage)] });
    expect(await found((stage) => signed(badge({ issuer: ofIssuer(stage) })))).toEqual(holds);
    const ofAchievement = (stage: World) => ({ ...(subject.achievement as Json), endorsement: [endorsed(stage)] });
    const inAchievement = (stage: World) => ({ ...subject, achievement: ofAchievement(stage) });
    expect(await found((stage) => signed(badge({ credentialSubject: inAchievement(stage) })))).toEqual(holds);
  });

  it.each<[string, FoundCode, string, (stage: World) => Json[]]>([
    ['that was changed', 'endorsement-wrong', 'invalid', (stage) => [{ ...endorsed(stage), name: 'The best badge' }]],
    ['that nobody signed', 'endorsement-wrong', 'invalid', () => [endorsement()]],
    ['that its subject signed', 'endorsement-wrong', 'invalid', () => [signed(endorsement())]],
    [
      'of another badge',
      'endorsement-of-another',
      'invalid',
      (stage) => [endorsed(stage, { credentialSubject: { id: 'urn:uuid:4', type: ['EndorsementSubject'] } })],
    ],
    ['without a name', 'endorsement-wrong', 'invalid', (stage) => [endorsed(stage, { name: undefined })]],
    [
      'beside a right one',
      'endorsement-wrong',
      'invalid',
      (stage) => [endorsed(stage), endorsement({ id: 'urn:uuid:2' })],
    ],
    [
      'that has run out',
      'endorsement-outdated',
      'valid',
      (stage) => [endorsed(stage, { validUntil: '2026-04-01T00:00:00Z' })],
    ],
    [
      'of which the status cannot be read',
      'endorsement-unreachable',
      'incomplete',
      (stage) => {
        stage.internet.set(LIST, { why: 'unreachable' });
        return [endorsed(stage, { credentialStatus: entry() })];
      },
    ],
    [
      'of nine',
      'endorsements-too-many',
      'invalid',
      (stage) => [...'123456789'].map((number) => endorsed(stage, { id: `urn:uuid:${number}` })),
    ],
  ])('%s: %s', async (_what, code, verdict, make) => {
    expect(await found((stage) => signed(badge({ endorsement: make(stage) })))).toMatchObject({ code, verdict });
  });

  it('is looked at one level deep: what it carries itself is its own affair', async () => {
    const inner = endorsement({ id: 'urn:uuid:3', issuer: { id: ISSUER, type: ['Profile'] } });
    const outer = (stage: World) => ({
      id: STRANGER,
      type: ['Profile'],
      endorsement: [signed(inner, stage.keys.retired)],
    });
    expect(
      await found((stage) => signed(badge({ endorsement: [endorsed(stage, { issuer: outer(stage) })] }))),
    ).toMatchObject({ code: 'endorsements-hold' });
  });
});

describe('what a badge points to', () => {
  it('is read at most eight times', async () => {
    const did = (number: number) => `did:web:host-${number}.example`;
    const many = ({ keys }: World, count: number) =>
      Array.from({ length: count }, (_, at) =>
        signed(
          endorsement({ id: `urn:uuid:${at}`, issuer: { id: did(at), type: ['Profile'] } }),
          keys.stranger,
          did(at),
        ),
      );
    const stage = await world();
    const { multikey } = stage.keys.stranger;
    for (let at = 0; at < 8; at++) {
      const id = `${did(at)}#${multikey}`;
      const method = { id, type: 'Multikey', controller: did(at), publicKeyMultibase: multikey };
      stage.put(`https://host-${at}.example/.well-known/did.json`, {
        id: did(at),
        verificationMethod: [method],
        assertionMethod: [id],
      });
    }
    const verdictOf = async (count: number) =>
      (await stage.verify(signed(badge({ endorsement: many(stage, count) })))).verdict;
    expect(await verdictOf(7)).toBe('valid');
    expect(stage.asked).toHaveLength(8);
    expect(await verdictOf(8)).toBe('incomplete');
    expect(stage.asked).toHaveLength(16);
  });
});
