import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../../functions/credentials/read.ts';
import { decodeBitstring, isSet } from '../../../functions/open-badges/bitstring.ts';
import { BADGE, PROGRAM, people, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});

const revoke = ({ awardId }: Credential, as?: string, body: unknown = { reason: 'Awarded by mistake: Zebulon.' }) =>
  stage.call(
    {
      ...{ method: 'POST', path: `/v1/awards/${awardId}/revoke` },
      ...{ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    },
    as,
  );
const reasonFor = ({ awardId }: Credential, as?: string) =>
  stage.call({ path: `/v1/awards/${awardId}/revocation` }, as);
const bitOf = async ({ status }: Credential) => {
  const { document } = (await stage.status.list(PROGRAM, status.list)) ?? {};
  return isSet(decodeBitstring(document?.credentialSubject.encodedList ?? '') ?? new Uint8Array(), status.index);
};

describe('POST /v1/awards/{awardId}/revoke', () => {
  it.each<[string, string | undefined, number]>([
    ['nobody', undefined, 401],
    ['somebody who is no member', 'E-9999', 404],
    ['its earner', people.earner, 403],
    ['another earner', people.otherEarner, 404],
    ['a reviewer', people.reviewer, 403],
    ['finance', people.finance, 403],
    ['an administrator of another school', people.administratorElsewhere, 404],
    ['an administrator of its school', people.administrator, 200],
    ['an administrator of all schools', people.administratorOfAll, 200],
    ['the deputy', people.deputy, 200],
    ['the owner', people.owner, 200],
  ])('answers %s', async (_who, as, status) => {
    const credential = await stage.signed();
    const answer = await revoke(credential, as);
    expect(answer.statusCode).toBe(status);
    expect((await stage.credentials.get(credential.credentialId))?.revokedAt !== undefined).toBe(status === 200);
  });

  it.each([[{}], [{ reason: '' }], [{ reason: '   ' }], [{ reason: 'x'.repeat(1001) }], [{ reason: 'x', more: 1 }]])(
    'refuses %j, and writes nothing',
    async (body) => {
      const credential = await stage.signed();
      expect((await revoke(credential, people.owner, body)).statusCode).toBe(400);
      expect((await stage.credentials.get(credential.credentialId))?.revokedAt).toBeUndefined();
    },
  );

  it('revokes once: the first reason stands, also of ten at once', async () => {
    const credential = await stage.signed();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => revoke(credential, people.owner, { reason: `Reason ${at}` })),
    );
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    const { types } = await stage.eventsOf(credential.credentialId);
    expect(types.filter((type) => type === 'badge.revoked.v1')).toHaveLength(1);
    const before = (await reasonFor(credential, people.owner)).body;
    await revoke(credential, people.owner, { reason: 'Another' });
    expect((await reasonFor(credential, people.owner)).body).toBe(before);
  });

  it('waits for the signature', async () => {
    const { data } = await stage.award();
    const answer = await revoke({ awardId: data.awardId } as Credential, people.owner);
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([409, 'credential-not-signed']);
  });
});

describe('a revoked badge', () => {
  it('has its bit set in the list that its credential names, and no other has', async () => {
    const [credential, other] = [await stage.signed(), await stage.signed()];
    expect([await bitOf(credential), await bitOf(other)]).toEqual([false, false]);
    await stage.revoke(credential);
    expect([await bitOf(credential), await bitOf(other)]).toEqual([true, false]);
  });

  it('tells its reason to the earner, the owner, the deputy and finance, and to nobody else', async () => {
    const credential = await stage.signed();
    expect((await reasonFor(credential, people.owner)).statusCode).toBe(404);
    await revoke(credential, people.owner);
    const answers: Record<string, number> = {};
    for (const [name, as] of Object.entries({ ...people, stranger: 'E-9999' }))
      answers[name] = (await reasonFor(credential, as)).statusCode ?? 0;
    expect(answers).toEqual({
      ...{ earner: 200, owner: 200, deputy: 200, finance: 200 },
      ...{ otherEarner: 404, reviewer: 404, stranger: 404 },
      ...{ administrator: 404, administratorOfAll: 404, administratorElsewhere: 404 },
    });
    expect((await reasonFor(credential)).statusCode).toBe(401);
    expect(JSON.parse((await reasonFor(credential, people.earner)).body)).toMatchObject({
      reason: 'Awarded by mistake: Zebulon.',
    });
    const { items } = await stage.eventsOf(credential.credentialId);
    expect(JSON.stringify(items)).not.toContain('Zebulon');
  });

  it('is gone as Open Badges 2.0: 404 before it is shared, 200 while it is, 410 once it is revoked', async () => {
    const credential = await stage.signed();
    const twin = () => stage.call({ path: `/credentials/${credential.credentialId}/ob2` });
    expect((await twin()).statusCode).toBe(404);
    await stage.call({ method: 'POST', path: `/v1/awards/${credential.awardId}/share` }, people.earner);
    const assertion = JSON.parse((await twin()).body);
    expect(assertion).toMatchObject({ type: 'Assertion', verification: { type: 'HostedBadge' } });
    await revoke(credential, people.owner);
    const gone = await twin();
    expect([gone.statusCode, JSON.parse(gone.body)]).toEqual([
      410,
      { '@context': assertion['@context'], type: 'Assertion', id: assertion.id, revoked: true },
    ]);
  });

  it('may be earned again: it is held no more, but a badge that was earned since stays', async () => {
    const earnerId = people.earner;
    const held = () => stage.awards.held(PROGRAM, earnerId, BADGE);
    const first = await stage.signed({ earnerId });
    expect((await held())?.awardId).toBe(first.awardId);
    await stage.revoke(first);
    expect(await held()).toBeUndefined();
    const second = await stage.signed({ earnerId });
    await stage.revoke(first);
    expect((await held())?.awardId).toBe(second.awardId);
  });
});
