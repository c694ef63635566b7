import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../../functions/credentials/read.ts';
import { people, programsOf, reviewOf, type Stage, startStage } from './stage.ts';
import { verifyElsewhere } from './verify-elsewhere.ts';

let stage: Stage;
beforeAll(async () => {
  const requirements = ['question-sets', 'class-results'].map((id) => ({
    ...{ id, type: 'file' as const, title: id, instructions: 'Send it.' },
    public: 'if-earner-and-reviewer-agree' as const,
  }));
  stage = await startStage({ programs: programsOf({ badge: { requirements } }) });
});

const withTwoItems = () => {
  const items = ['question-sets', 'class-results'].map((requirement) => ({
    ...{ requirement, type: 'file' as const, title: requirement, shareable: true },
    url: `https://drive.example/${requirement}`,
  }));
  return stage.signed({ evidence: items, review: reviewOf({ studentsNotIdentifiable: true }) });
};
const withhold = ({ awardId }: Credential, item: number, as?: string) =>
  stage.call(
    {
      ...{ method: 'POST', path: `/v1/awards/${awardId}/withhold` },
      ...{ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ item }) },
    },
    as,
  );
const read = ({ credentialId, holderKey }: Credential, suffix = '.json') =>
  stage.call({ path: `/credentials/${credentialId}${suffix}`, query: { key: holderKey } });

describe('evidence that is withheld', () => {
  it('disappears at once from every form, and comes back in none: the credential is signed again without it', async () => {
    const credential = await withTwoItems();
    expect(credential.document.evidence).toHaveLength(2);
    expect((await withhold(credential, 0, people.earner)).statusCode).toBe(200);
    for (const suffix of ['.json', '.jwt', '.png', '.svg']) {
      const answer = await read(credential, suffix);
      expect([suffix, answer.statusCode, answer.body.includes('question-sets')]).toEqual([suffix, 503, false]);
      expect(answer.headers['retry-after']).toBeDefined();
    }
    stage.pass(60_000);
    await stage.reissueWithheld(credential);
    const fresh = JSON.parse((await read(credential)).body);
    expect(fresh.evidence.map(({ name }: { name: string }) => name)).toEqual(['class-results']);
    expect(await verifyElsewhere(fresh, stage.handler)).toMatchObject({ verified: true });
    const { id, awardedDate, credentialStatus, credentialSubject } = credential.document;
    expect(fresh).toMatchObject({ id, awardedDate, credentialStatus, credentialSubject: { id: credentialSubject.id } });
    expect(Date.parse(fresh.validFrom)).toBeGreaterThan(Date.parse(credential.document.validFrom));
    const payload = JSON.parse(
      Buffer.from((await read(credential, '.jwt')).body.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(payload.evidence).toEqual(fresh.evidence);
  });

  it('is signed again once, whatever is repeated', async () => {
    const credential = await withTwoItems();
    await withhold(credential, 1, people.reviewer);
    for (let time = 0; time < 3; time++) await stage.reissueWithheld(credential);
    await Promise.all([1, 2, 3].map(() => stage.reissueWithheld(credential)));
    const { types } = await stage.eventsOf(credential.credentialId);
    expect(types.filter((type) => type === 'credential.reissued.v1')).toHaveLength(1);
  });

  it.each<[string, string | undefined, number]>([
    ['nobody', undefined, 401],
    ['somebody who is no member', 'E-9999', 404],
    ['another earner', people.otherEarner, 404],
    ['an administrator of its school', people.administrator, 403],
    ['an administrator of another school', people.administratorElsewhere, 404],
    ['its earner', people.earner, 200],
    ['a reviewer', people.reviewer, 200],
    ['the owner', people.owner, 200],
    ['the deputy', people.deputy, 200],
  ])('is not for everybody to withhold: %s', async (_who, as, status) => {
    const credential = await withTwoItems();
    expect((await withhold(credential, 0, as)).statusCode).toBe(status);
    expect((await stage.credentials.get(credential.credentialId))?.withheld).toEqual(status === 200 ? [0] : []);
  });

  it('stays withheld when it is withheld again, and what is not public cannot be', async () => {
    const credential = await withTwoItems();
    await withhold(credential, 0, people.earner);
    expect(JSON.parse((await withhold(credential, 0, people.owner)).body)).toMatchObject({ withheld: [0] });
    expect((await withhold(credential, 7, people.owner)).statusCode).toBe(404);
    const { types } = await stage.eventsOf(credential.credentialId);
    expect(types.filter((type) => type === 'evidence.withheld.v1')).toHaveLength(1);
  });
});
