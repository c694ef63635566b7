/** Endorsements that come signed: what is taken, once, and what is not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSIONS_CONTEXT } from '../../../functions/open-badges/contexts.ts';
import { issuerDid } from '../../../functions/open-badges/issuer-identity.ts';
import { ACHIEVEMENT, BADGE, endorser, PROGRAM, PUBLIC_URL, people, type Stage, startStage } from './stage.ts';

type Answered = Awaited<ReturnType<Stage['propose']>>;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.ledger.close());

const council = endorser();

describe('a signed endorsement', () => {
  it('is kept as it was signed, and waits for the owner', async () => {
    const document = await council.signed();
    const { status, json } = await stage.propose(document);
    expect([status, json.state, json.badgeVersion]).toEqual([201, 'proposed', 1]);
    expect(json.endorsementId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await stage.endorsements.get(json.endorsementId)).toMatchObject({ kind: 'signed', document, sequence: 1 });
    expect(await stage.events(json.endorsementId)).toEqual([
      {
        type: 'endorsement.proposed.v1',
        data: { endorsementId: json.endorsementId, badgeId: BADGE, badgeVersion: 1 },
      },
    ]);
    expect(await stage.accepted()).toEqual([]);
  });

  it('counts once: sent twice, at once, laid out otherwise, or signed anew', async () => {
    const own = await startStage();
    const document = await council.signed({ name: 'Once' });
    const turned = Object.fromEntries(Object.entries(document).reverse());
    const anew = await council.signed({ name: 'Once' }, Date.parse('2026-03-03T00:00:00Z'));
    expect(anew.proof).not.toEqual(document.proof);
    const first = await Promise.all([own.propose(document), own.propose(document), own.propose(turned)]);
    const later = [await own.propose(document), await own.propose(anew)];
    expect(first.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(later.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set([...first, ...later].map(({ json }) => json.endorsementId)).size).toBe(1);
    expect((await own.items()).filter(({ entity }) => entity === 'Event')).toHaveLength(1);
    expect((await own.endorsements.ofBadge(PROGRAM, BADGE))?.entries).toHaveLength(1);
    own.ledger.close();
  });

  it('tells whoever sends it again what became of it, and a refused one stays refused', async () => {
    const document = await council.signed({ name: 'Refused' });
    const { json } = await stage.propose(document);
    await stage.decide(json.endorsementId, 'refuse', people.owner);
    const again = await stage.propose(document);
    expect([again.status, again.json.state]).toEqual([200, 'refused']);
  });

  it('has its own address elsewhere: here is none, even when it is accepted', async () => {
    const { json } = await stage.propose(await council.signed({ name: 'Elsewhere' }));
    await stage.decide(json.endorsementId, 'accept', people.owner);
    expect(await stage.stateOf(json.endorsementId)).toBe('accepted');
    expect((await stage.read(json.endorsementId)).status).toBe(404);
  });

  it('may need the context of extensions', async () => {
    const document = await council.signed();
    const more = await council.signed({ '@context': [...document['@context'], EXTENSIONS_CONTEXT] });
    expect([200, 201]).toContain((await stage.propose(more)).status);
  });
});

describe('what is not taken', () => {
  const of = (id: string) => ({ credentialSubject: { id, type: ['EndorsementSubject'] } });
  const form: [string, object][] = [
    ['an unknown context', { '@context': ['https://www.w3.org/ns/credentials/v2', 'https://a.example/context'] }],
    ['an issuer that is only named', { issuer: 'did:web:council.example' }],
    ['a single type', { type: 'EndorsementCredential' }],
    ['a member that we do not know', { colour: 'red' }],
    ['an end', { validUntil: '2027-01-01T00:00:00Z' }],
    ['no name', { name: undefined }],
    ['a relative id', { id: 'endorsement-1' }],
    ['null', { description: null }],
    ['no proof', { proof: undefined }],
    ['a single proof', { proof: {} }],
  ];
  it.each(form)('has %s', async (_what, change) => {
    const { status, json } = await stage.propose({ ...(await council.signed()), ...change });
    expect([status, json.code]).toEqual([400, 'body-invalid']);
    expect(json.errors.length).toBeGreaterThan(0);
  });

  it.each([
    ['another badge', ACHIEVEMENT.replace(BADGE, 'exit-tickets')],
    ['a version that there is not', ACHIEVEMENT.replace(/1$/, '7')],
    ['a version of no number', ACHIEVEMENT.replace(/1$/, '1e0')],
    ['the badge but no version', ACHIEVEMENT.replace('/versions/1', '')],
    ['another host', ACHIEVEMENT.replace('badges.example', 'elsewhere.example')],
    ['a part of it', `${ACHIEVEMENT}#criteria`],
  ])('endorses %s', async (_what, id) => {
    const before = stage.asked.length;
    const { status, json } = await stage.propose(await council.signed(of(id)));
    expect([status, json.code]).toEqual([422, 'endorsement-of-another']);
    expect(stage.asked).toHaveLength(before);
  });

  it('was altered, or signed by somebody else', async () => {
    const document = await council.signed({ name: 'Forged' });
    const altered = { ...document, name: 'Forged well' };
    const foreign = { ...document, issuer: { ...document.issuer, id: 'did:web:elsewhere.example' } };
    for (const [forged, why] of [
      [altered, 'proof-wrong'],
      [foreign, 'issuer-unreachable'],
    ]) {
      const { status, json } = await stage.propose(forged);
      expect([status, json.code, json.why]).toEqual([422, 'endorsement-not-verified', why]);
    }
  });

  it('says of itself that the issuer endorses its own badge', async () => {
    const own = endorser(issuerDid(PUBLIC_URL, PROGRAM));
    expect((await stage.propose(await own.signed())).json.code).toBe('endorsement-own');
  });

  it('is larger than 32 KiB', async () => {
    // A signature has a character more or less: by another letter of the name it is another one.
    const base = JSON.stringify(await council.signed({ name: 'a', description: '' })).length;
    const at = async (size: number): Promise<Answered> => {
      for (const [nth, name] of [...'abcdefghijklmnopqrstuvwxyz'].entries()) {
        const document = await council.signed({ name, description: 'x'.repeat(size - base + (nth % 3) - 1) });
        if (JSON.stringify(document).length === size) return stage.propose(document);
      }
      throw new Error(`No document of ${size} bytes was found.`);
    };
    expect((await at(32 * 1024)).status).toBe(201);
    const { status, json } = await at(32 * 1024 + 1);
    expect([status, json.code]).toEqual([413, 'endorsement-too-large']);
  });

  it('is of a program that is not published, or not there', async () => {
    const draft = await startStage({ program: { status: 'draft' } });
    const document = await council.signed();
    expect((await draft.propose(document)).status).toBe(404);
    draft.ledger.close();
    expect((await stage.propose(document, `/v1/programs/none/badges/${BADGE}/endorsements`)).status).toBe(404);
  });

  it('is the twenty-first that waits, and costs no verification; decisions make room', async () => {
    const own = await startStage();
    const sent = [];
    for (let nth = 0; nth < 20; nth++) sent.push(await own.propose(await council.signed({ name: `No. ${nth}` })));
    expect(sent.map(({ status }) => status)).toEqual(Array(20).fill(201));
    const last = await council.signed({ name: 'Late' });
    const { status, json } = await own.propose(last);
    expect([status, json.code]).toEqual([429, 'endorsements-full']);
    expect(own.asked).toHaveLength(20);
    // Whoever was asked is not kept out by strangers.
    expect((await own.invite(people.owner)).status).toBe(201);
    await own.decide(sent[3]?.json.endorsementId, 'refuse', people.owner);
    expect((await own.propose(last)).status).toBe(201);
    await own.decide(sent[4]?.json.endorsementId, 'accept', people.owner);
    expect((await own.propose(await council.signed({ name: 'Later' }))).status).toBe(201);
    own.ledger.close();
  });

  it('is the twenty-first of two that come at once', async () => {
    const own = await startStage();
    for (let nth = 0; nth < 19; nth++) await own.propose(await council.signed({ name: `No. ${nth}` }));
    const two = await Promise.all(['A', 'B'].map(async (name) => own.propose(await council.signed({ name }))));
    expect(two.map(({ status }) => status).sort()).toEqual([201, 429]);
    own.ledger.close();
  });
});
