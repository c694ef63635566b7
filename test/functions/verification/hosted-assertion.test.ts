/** Open Badges 2.0: a badge is what its own address says. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { FoundCode } from '../../../functions/verification/findings.ts';
import { ownDocuments } from '../../../functions/verification/own-documents.ts';
import { verification } from '../../../functions/verification/verify.ts';
import { type Answer, type Json, type World, world } from './world.ts';

const ASSERTION = 'https://old.example/assertions/1';
const CLASS = 'https://old.example/classes/1';
const PROFILE = 'https://old.example/issuer';
const context = 'https://w3id.org/openbadges/v2';
const assertion = (more: Json = {}): Json => ({
  '@context': context,
  id: ASSERTION,
  type: 'Assertion',
  recipient: { type: 'email', hashed: true, identity: 'sha256$ab' },
  badge: CLASS,
  verification: { type: 'HostedBadge' },
  issuedOn: '2024-05-01T00:00:00Z',
  ...more,
});
const badgeClass = { '@context': context, id: CLASS, type: 'BadgeClass', name: 'Old badge', issuer: PROFILE };
const profile = { '@context': context, id: PROFILE, type: 'Issuer', name: 'Old district' };

let stage: World;
beforeEach(async () => {
  stage = await world();
  stage.put(ASSERTION, assertion());
  stage.put(CLASS, badgeClass);
  stage.put(PROFILE, profile);
});

const failures = async (input: Parameters<World['verify']>[0]) => {
  const { checks } = await stage.verify(input);
  return checks.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code);
};

describe('a hosted badge', () => {
  it('is valid if its address says the same, handed in as text or by that address', async () => {
    for (const input of [assertion(), ASSERTION, { url: ASSERTION }]) {
      const { verdict, version, claims, checks } = await stage.verify(input);
      expect(checks.map(({ code }) => code)).toEqual([
        ...['form-known', 'schema-met', 'terms-not-needed', 'hosted-identical', 'issuer-bound', 'valid-for-good'],
        ...['not-revoked', 'endorsements-none'],
      ]);
      expect({ verdict, version }).toEqual({ verdict: 'valid', version: '2.0' });
      expect(claims).toMatchObject({ name: 'Old badge', issuer: { id: PROFILE, name: 'Old district' } });
    }
  });

  it.each<[string, Json]>([
    ['another host that the issuer names', { allowedOrigins: ['badges.example.org'] }],
    ['an address that begins as the issuer says', { startsWith: ['https://badges.example.org/a/'] }],
  ])('is valid at %s', async (_where, verification) => {
    const id = 'https://badges.example.org/a/1';
    stage.put(id, assertion({ id }));
    stage.put(PROFILE, { ...profile, verification });
    expect(await failures(assertion({ id }))).toEqual([]);
  });

  it('is revoked when its address is gone, or says so', async () => {
    stage.put(ASSERTION, '', 410);
    expect(await failures(assertion())).toEqual(['revoked']);
    expect(await failures(ASSERTION)).toEqual(['address-gone']);
    stage.put(ASSERTION, { '@context': context, type: 'Assertion', id: ASSERTION, revoked: true });
    expect(await failures(assertion())).toEqual(['revoked']);
    expect(await failures(ASSERTION)).toEqual(['revoked']);
  });

  const elsewhere = 'https://badges.example.org.evil.example/a/1';
  it.each<[string, FoundCode, Json, Record<string, Answer>]>([
    ['without a badge', 'schema-not-met', { badge: undefined }, {}],
    ['changed by its holder', 'hosted-differs', { issuedOn: '2020-01-01T00:00:00Z' }, {}],
    ['at an address that does not know it', 'hosted-absent', {}, { [ASSERTION]: { status: 404 } }],
    ['at an address that does not answer', 'hosted-unreachable', {}, { [ASSERTION]: { why: 'unreachable' } }],
    ['of an issuer that does not answer', 'issuer-unreachable', {}, { [PROFILE]: { why: 'unreachable' } }],
    ['of an issuer that is not there', 'issuer-unreadable', {}, { [PROFILE]: { status: 404 } }],
    [
      'of an issuer that says it is another',
      'issuer-unreadable',
      {},
      { [PROFILE]: { body: { ...profile, id: CLASS } } },
    ],
    ['at another host', 'hosted-elsewhere', { id: elsewhere }, { [elsewhere]: { body: assertion({ id: elsewhere }) } }],
    [
      'at a host of which the name begins alike',
      'hosted-elsewhere',
      { id: elsewhere },
      {
        [elsewhere]: { body: assertion({ id: elsewhere }) },
        [PROFILE]: { body: { ...profile, verification: { startsWith: 'https://badges.example.org' } } },
      },
    ],
    [
      'that has expired',
      'expired',
      { expires: '2025-01-01T00:00:00Z' },
      { [ASSERTION]: { body: assertion({ expires: '2025-01-01T00:00:00Z' }) } },
    ],
    ['that is signed', 'signed-2-0', { verification: { type: 'SignedBadge' } }, {}],
  ])('%s: %s', async (_what, code, more, answers) => {
    for (const [url, answer] of Object.entries(answers)) stage.internet.set(url, answer);
    expect(await failures(assertion(more))).toEqual([code]);
  });
});

describe('documents of this deployment', () => {
  it('are never fetched, not even when there are none', async () => {
    const own = ownDocuments('https://old.example', async (path) => ({ '/assertions/1': assertion() })[path]);
    const report = await verification({ ...stage.collaborators, own })({ url: ASSERTION });
    expect(report.checks.find(({ check }) => check === 'issuer')?.code).toBe('issuer-unreadable');
    expect(stage.asked).toEqual([]);
  });
});
