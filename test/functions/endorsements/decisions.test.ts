/** Who decides on endorsements, and what credentials carry of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalize } from '../../../functions/open-badges/canonicalize.ts';
import { canonicalizeElsewhere } from '../open-badges/rdf/canonicalize-elsewhere.ts';
import { BADGE, DAY, endorser, INVITED, PROGRAM, people, type Stage, startStage } from './stage.ts';

const council = endorser();
let stage: Stage;
let nth = 0;
const proposed = async (more: object = {}, on = stage): Promise<string> => {
  nth += 1;
  return (await on.propose(await council.signed({ name: `No. ${nth}`, ...more }))).json.endorsementId;
};
const accepted = async (more: object = {}, on = stage) => {
  const id = await proposed(more, on);
  on.pass(1000);
  expect((await on.decide(id, 'accept', people.owner)).status).toBe(200);
  return id;
};

beforeAll(async () => {
  stage = await startStage();
});

describe('who may', () => {
  const roles: [string, string | undefined, number, string | undefined][] = [
    ['the owner', people.owner, 200, undefined],
    ['the deputy', people.deputy, 200, undefined],
    ['an administrator', people.administrator, 403, 'not-the-owner-or-deputy'],
    ['a reviewer', people.reviewer, 403, 'not-the-owner-or-deputy'],
    ['an earner', people.earner, 403, 'not-the-owner-or-deputy'],
    ['somebody of no program', 'E-404', 403, 'not-a-member'],
    ['nobody', undefined, 401, 'not-signed-in'],
  ];
  it.each(roles)('%s: invite, accept, refuse, withdraw, list', async (_who, as, status, code) => {
    const own = await startStage();
    const [first, second, third] = [await proposed({}, own), await proposed({}, own), await accepted({}, own)];
    const answers = [
      await own.invite(as),
      await own.decide(first, 'accept', as),
      await own.decide(second, 'refuse', as),
      await own.decide(third, 'withdraw', as),
      await own.api('GET', `/v1/programs/${PROGRAM}/endorsements`, as),
    ];
    expect(answers.map((one) => (one.status === 201 ? 200 : one.status))).toEqual(Array(5).fill(status));
    expect(answers.map(({ json }) => json.code)).toEqual(Array(5).fill(code));
    const states = await Promise.all([first, second, third].map(own.stateOf));
    expect(states).toEqual(
      status === 200 ? ['accepted', 'refused', 'withdrawn'] : ['proposed', 'proposed', 'accepted'],
    );
    own.ledger.close();
  });

  it('finds no endorsement that there is not, and invites to no badge that there is not', async () => {
    expect((await stage.decide('A'.repeat(22), 'accept', people.owner)).status).toBe(404);
    const path = `/v1/programs/${PROGRAM}/badges/none/endorsements/invitations`;
    expect((await stage.invite(people.owner, {}, path)).status).toBe(404);
  });
});

describe('a decision', () => {
  it('is told of with who decided, and repeated it changes nothing', async () => {
    const id = await proposed();
    const answers = [await stage.decide(id, 'accept', people.deputy), await stage.decide(id, 'accept', people.owner)];
    expect(answers.map(({ status, json }) => [status, json.state])).toEqual(Array(2).fill([200, 'accepted']));
    await stage.decide(id, 'withdraw', people.owner);
    await stage.decide(id, 'withdraw', people.owner);
    const ids = { endorsementId: id, badgeId: BADGE, badgeVersion: 1 };
    expect((await stage.events(id)).slice(1)).toEqual([
      { type: 'endorsement.accepted.v1', data: { ...ids, decidedBy: people.deputy } },
      { type: 'endorsement.withdrawn.v1', data: { ...ids, decidedBy: people.owner } },
    ]);
  });

  it.each(['accept', 'refuse', 'withdraw'] as const)('to %s is refused where it does not lead', async (decision) => {
    const refused = await proposed();
    await stage.decide(refused, 'refuse', people.owner);
    const { json } = await stage.invite(people.owner, { email: `${decision}@reading.example` });
    const waits = await proposed();
    const from = { accept: refused, refuse: await accepted(), withdraw: waits }[decision];
    for (const id of [from, json.endorsementId]) {
      const before = await stage.stateOf(id);
      const { status, json: answer } = await stage.decide(id, decision, people.owner);
      expect([status, answer.code, answer.state]).toEqual([409, 'endorsement-overtaken', before]);
    }
  });

  it('is one of two that race', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await proposed();
      const [accept, refuse] = await Promise.all([
        stage.decide(id, 'accept', people.owner),
        stage.decide(id, 'refuse', people.deputy),
      ]);
      expect([accept.status, refuse.status].sort()).toEqual([200, 409]);
      expect(await stage.stateOf(id)).toBe(accept.status === 200 ? 'accepted' : 'refused');
      expect(await stage.events(id)).toHaveLength(2);
      const entries = (await stage.endorsements.ofBadge(PROGRAM, BADGE))?.entries ?? [];
      expect(entries.some(({ endorsementId }) => endorsementId === id)).toBe(accept.status === 200);
    }
  });

  it('loses none of several that come at once, each about another', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => proposed()));
    const answers = await Promise.all(ids.map((id) => stage.decide(id, 'accept', people.owner)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const entries = (await stage.endorsements.ofBadge(PROGRAM, BADGE))?.entries ?? [];
    const listed = entries.filter(({ state }) => state === 'accepted').map(({ endorsementId }) => endorsementId);
    expect(listed).toEqual(expect.arrayContaining(ids));
  });

  it('accepts no more than twenty of a badge', async () => {
    const own = await startStage();
    const ids: string[] = [];
    for (let each = 0; each < 20; each++) ids.push(await accepted({}, own));
    const more = await proposed({}, own);
    expect(await own.decide(more, 'accept', people.owner)).toMatchObject({ status: 429 });
    expect(await own.stateOf(more)).toBe('proposed');
    await own.decide(ids[0] ?? '', 'withdraw', people.owner);
    expect((await own.decide(more, 'accept', people.owner)).status).toBe(200);
    own.ledger.close();
  });
});

describe('the list', () => {
  it('shows the owner what is open or accepted, and no key', async () => {
    const own = await startStage();
    const [waits, taken, refused] = [await proposed({}, own), await accepted({}, own), await proposed({}, own)];
    await own.decide(refused, 'refuse', people.owner);
    const { json } = await own.invite(people.owner);
    const list = await own.api('GET', `/v1/programs/${PROGRAM}/endorsements`, people.owner);
    const found = list.json.endorsements.map((one: { endorsementId: string; state: string }) => [
      one.endorsementId,
      one.state,
    ]);
    expect(found).toEqual([
      [waits, 'proposed'],
      [taken, 'accepted'],
      [json.endorsementId, 'invited'],
    ]);
    expect(list.body).toContain(INVITED.email);
    expect(list.body).not.toContain(await own.keyOf(json.endorsementId));
    own.ledger.close();
  });
});

describe('what credentials carry', () => {
  it('is the four newest that are accepted, newest last, of their version alone', async () => {
    const own = await startStage();
    const ids: string[] = [];
    for (let each = 0; each < 6; each++) ids.push(await accepted({ id: `urn:x:${each}` }, own));
    await proposed({}, own);
    const carried = async () => (await own.accepted()).map(({ id }) => id);
    expect(await carried()).toEqual(['urn:x:2', 'urn:x:3', 'urn:x:4', 'urn:x:5']);
    await own.decide(ids[4] ?? '', 'withdraw', people.owner);
    expect(await carried()).toEqual(['urn:x:1', 'urn:x:2', 'urn:x:3', 'urn:x:5']);
    expect(await own.endorsements.accepted(PROGRAM, BADGE, 2)).toEqual([]);
    expect(await own.endorsements.accepted(PROGRAM, 'exit-tickets', 1)).toEqual([]);
    own.ledger.close();
  });

  it('is 40 KB at most: what does not fit is passed over', async () => {
    const own = await startStage();
    for (const [at, size] of [1000, 15_000, 25_000, 12_000, 20_000].entries())
      await accepted({ id: `urn:x:${at}`, description: 'x'.repeat(size) }, own);
    const carried = await own.accepted();
    expect(carried.map(({ id }) => id)).toEqual(['urn:x:0', 'urn:x:3', 'urn:x:4']);
    expect(JSON.stringify(carried).length).toBeLessThan(40 * 1024);
    own.ledger.close();
  });

  it('is canonicalized inside a credential as the libraries of the field do, and on its own alike', async () => {
    const own = await startStage();
    await accepted({ name: 'ñandú "𠮷"' }, own);
    const { json } = await own.invite(people.owner);
    await own.answer(json.endorsementId, {
      key: await own.keyOf(json.endorsementId),
      answer: 'confirm',
      comment: 'a\nb',
    });
    own.pass(DAY);
    await own.decide(json.endorsementId, 'accept', people.owner);
    await own.sign(json.endorsementId);
    const endorsement = await own.accepted();
    expect(endorsement).toHaveLength(2);
    const credential = {
      '@context': endorsement[0]?.['@context'],
      id: 'https://badges.example/credentials/1',
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: 'did:web:badges.example', type: ['Profile'], name: 'A district' },
      validFrom: '2026-03-02T10:00:00Z',
      credentialSubject: {
        type: ['AchievementSubject'],
        achievement: {
          ...{ id: 'https://badges.example/a', type: ['Achievement'], name: 'B', description: 'C' },
          criteria: { narrative: 'D' },
          endorsement,
        },
      },
    };
    for (const document of [credential, { ...credential, endorsement }, ...endorsement])
      expect(canonicalize(document)).toBe(await canonicalizeElsewhere(document));
    const lines = canonicalize(credential).split('\n');
    expect(lines.filter((line) => line.includes('proofValue'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('endorsementComment'))).toHaveLength(2);
    own.ledger.close();
  });
});
