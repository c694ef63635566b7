/** Endorsements of organizations without a key: asked for, answered by a secret link, and signed on their behalf. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issuerDid } from '../../../functions/open-badges/issuer-identity.ts';
import { ed25519KeyOf, verifyProof } from '../../../functions/open-badges/verify-proof.ts';
import {
  ACHIEVEMENT,
  BADGE,
  DAY,
  INVITED,
  PROGRAM,
  PUBLIC_URL,
  people,
  START,
  type Stage,
  startStage,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.ledger.close());

let nth = 0;
/** An invitation to an address of its own, and its key. */
const invited = async (more: object = {}, on = stage) => {
  nth += 1;
  const { json } = await on.invite(people.owner, { email: `office-${nth}@reading.example`, ...more });
  return { endorsementId: json.endorsementId as string, key: await on.keyOf(json.endorsementId) };
};
const confirmed = async (comment = 'We use it.\r\nIt works.', on = stage) => {
  const { endorsementId, key } = await invited({}, on);
  const { status } = await on.answer(endorsementId, { key, answer: 'confirm', comment });
  expect(status).toBe(303);
  return { endorsementId, key };
};

describe('an invitation', () => {
  it('is kept with a secret of its own, and told of by ids alone', async () => {
    const { endorsementId, key } = await invited({ name: 'A  Council' });
    expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(key).not.toBe(endorsementId);
    const [event, ...more] = await stage.events(endorsementId);
    expect(more).toEqual([]);
    expect(event).toEqual({
      type: 'endorsement.invited.v1',
      data: { endorsementId, badgeId: BADGE, badgeVersion: 1, invitedBy: people.owner },
    });
    const item = (await stage.items()).find(
      ({ pk, sk }) => pk === `ENDORSEMENT#${endorsementId}` && sk === 'ENDORSEMENT',
    );
    expect(item).toMatchObject({ state: 'invited', expiresAt: START / 1000 + 90 * 86_400 });
  });

  it('is not sent twice to an address that has one open, whatever its case, also at once', async () => {
    const own = await startStage();
    const answers = await Promise.all([own.invite(people.owner), own.invite(people.deputy), own.invite(people.owner)]);
    answers.push(await own.invite(people.owner, { email: INVITED.email.toLowerCase() }));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    const [id, ...others] = new Set(answers.map(({ json }) => json.endorsementId));
    expect(others).toEqual([]);
    expect((await own.invite(people.owner, { email: 'other@reading.example' })).status).toBe(201);
    await own.answer(id, { key: await own.keyOf(id), answer: 'confirm' });
    expect((await own.invite(people.owner)).status).toBe(201);
    own.ledger.close();
  });

  it.each<[string, object]>([
    ['no name', { name: ' ' }],
    ['a name of two lines', { name: 'A\nBcc: x@a.example' }],
    ['a name that turns around', { name: 'A \u202e B' }],
    ['half a letter', { name: 'A \ud83d' }],
    ['a script for a page', { url: 'javascript:alert(1)' }],
    ['no address', { email: 'nobody' }],
    ['a language that we do not write', { language: 'fr' }],
  ])('is refused with %s', async (_what, change) => {
    expect(await stage.invite(people.owner, change)).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
  });

  it('is the twenty-first that is open: those that lapsed make room', async () => {
    const own = await startStage();
    const at = (each: number) => own.invite(people.owner, { email: `office-${each}@reading.example` });
    for (let each = 0; each < 20; each++) expect((await at(each)).status).toBe(201);
    expect(await at(20)).toMatchObject({ status: 429, json: { code: 'endorsements-full' } });
    own.pass(30 * DAY);
    expect((await at(0)).status).toBe(201);
    expect((await at(20)).status).toBe(201);
    expect((await own.endorsements.ofBadge(PROGRAM, BADGE))?.entries).toHaveLength(2);
    own.ledger.close();
  });
});

describe('its link', () => {
  it('opens the page, and any other key finds nothing, to read or to answer', async () => {
    const { endorsementId, key } = await invited();
    const { status, headers } = await stage.read(endorsementId, key);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    const wrong = [`${key}x`, key.slice(1), key.toUpperCase(), '', endorsementId];
    for (const one of wrong) {
      expect((await stage.read(endorsementId, one)).status, one).toBe(404);
      expect((await stage.answer(endorsementId, { key: one, answer: 'confirm' })).status, one).toBe(404);
    }
    expect((await stage.read(endorsementId)).status).toBe(404);
    expect((await stage.read('A'.repeat(22), key)).status).toBe(404);
    expect(await stage.stateOf(endorsementId)).toBe('invited');
  });

  it('is good for 30 days, and afterwards still shows what was answered', async () => {
    const own = await startStage();
    const late = await invited({}, own);
    const answered = await confirmed('Yes.', own);
    own.pass(30 * DAY - 1);
    expect((await own.read(late.endorsementId, late.key)).status).toBe(200);
    own.pass(1);
    const outcomes = [
      await own.read(late.endorsementId, late.key),
      await own.answer(late.endorsementId, { key: late.key, answer: 'confirm' }),
      await own.answer(late.endorsementId, { key: late.key, answer: 'decline' }),
    ];
    for (const { status } of outcomes) expect(status).toBe(410);
    expect(outcomes[1]?.json.code).toBe('invitation-expired');
    expect(await own.stateOf(late.endorsementId)).toBe('invited');
    expect((await own.read(answered.endorsementId, answered.key)).status).toBe(200);
    expect((await own.decide(answered.endorsementId, 'accept', people.owner)).status).toBe(200);
    own.ledger.close();
  });
});

describe('an answer', () => {
  it('counts once, however often and at once it is given', async () => {
    const { endorsementId, key } = await invited();
    const answers = await Promise.all(
      [1, 2, 3].map(() => stage.answer(endorsementId, { key, answer: 'confirm', comment: 'Yes.' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(answers[0]?.headers.location).toBe(`/endorsements/${endorsementId}?key=${key}`);
    expect((await stage.events(endorsementId)).map(({ type }) => type)).toEqual([
      'endorsement.invited.v1',
      'endorsement.proposed.v1',
    ]);
    const item = (await stage.items()).find(
      ({ pk, sk }) => pk === `ENDORSEMENT#${endorsementId}` && sk === 'ENDORSEMENT',
    );
    expect(item).not.toHaveProperty('expiresAt');
  });

  it('cannot be turned into another one', async () => {
    const { endorsementId, key } = await confirmed();
    const { status, json } = await stage.answer(endorsementId, { key, answer: 'decline' });
    expect([status, json.code]).toEqual([409, 'endorsement-overtaken']);
    const other = await invited();
    await stage.answer(other.endorsementId, { key: other.key, answer: 'decline', comment: 'No.' });
    expect((await stage.answer(other.endorsementId, { key: other.key, answer: 'confirm' })).status).toBe(409);
    expect(await stage.endorsements.get(other.endorsementId)).not.toHaveProperty('comment');
    expect((await stage.events(other.endorsementId)).at(-1)?.type).toBe('endorsement.declined.v1');
  });

  it('has a comment of 1,000 characters at most, as a browser counts them, or none', async () => {
    const { endorsementId, key } = await invited();
    const lines = 'a\r\n'.repeat(499);
    const long = await stage.answer(endorsementId, { key, answer: 'confirm', comment: `${lines}abc` });
    expect(long.status).toBe(400);
    await stage.answer(endorsementId, { key, answer: 'confirm', comment: `${lines}ab` });
    expect((await stage.endorsements.get(endorsementId))?.comment).toHaveLength(1000);
    const silent = await confirmed(' \r\n ');
    expect(await stage.endorsements.get(silent.endorsementId)).not.toHaveProperty('comment');
  });
});

describe('a hosted endorsement', () => {
  it('is signed once it is accepted, by the issuer, and says so', async () => {
    const { endorsementId } = await confirmed();
    await stage.sign(endorsementId);
    expect(await stage.endorsements.get(endorsementId)).not.toHaveProperty('document');
    await stage.decide(endorsementId, 'accept', people.deputy);
    expect(await stage.accepted()).toEqual([]);
    await stage.sign(endorsementId);
    const document = (await stage.endorsements.get(endorsementId))?.document;
    expect(document).toMatchObject({
      id: `${PUBLIC_URL}/endorsements/${endorsementId}`,
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: 'Hosted endorsement by Lakeside Reading Council',
      issuer: { id: issuerDid(PUBLIC_URL, PROGRAM), type: ['Profile'] },
      credentialSubject: { id: ACHIEVEMENT, endorsementComment: 'We use it.\nIt works.' },
    });
    expect(document?.description).toMatch(/Lakeside Reading Council .*by mail.*signed it on their behalf/);
    const [proof] = document?.proof ?? [];
    const key = ed25519KeyOf(await stage.signer.signingKey());
    if (!document || !proof || !key) throw new Error('It was not signed.');
    expect(proof.verificationMethod).toBe(`${document.issuer.id}#${await stage.signer.signingKey()}`);
    expect(verifyProof(document, proof, key)).toBe(true);
    expect(JSON.stringify(document)).not.toContain('office-');
    expect(await stage.accepted()).toEqual([document]);
  });

  it('is signed once, whatever is repeated, and never before its key is kept', async () => {
    const own = await startStage();
    const { endorsementId } = await confirmed('Yes.', own);
    await own.decide(endorsementId, 'accept', people.owner);
    // Another run signs it while this one is at it.
    let once = false;
    const prepare = async () => {
      if (once) return;
      once = true;
      await own.sign(endorsementId);
      own.pass(60_000);
    };
    await own.sign(endorsementId, { prepare });
    const [document] = await own.accepted();
    expect(document?.proof[0]?.created).toBe('2026-03-02T10:00:00Z');
    await own.sign(endorsementId);
    expect(await own.accepted()).toEqual([document]);
    expect(own.prepared[0]).toBe(0);
    own.ledger.close();
  });

  it('stands at its own address while it is accepted', async () => {
    const { endorsementId } = await confirmed();
    const statuses = [await stage.read(endorsementId)];
    await stage.decide(endorsementId, 'accept', people.owner);
    statuses.push(await stage.read(endorsementId));
    await stage.sign(endorsementId);
    const open = await stage.read(endorsementId);
    await stage.decide(endorsementId, 'withdraw', people.owner);
    statuses.push(await stage.read(endorsementId));
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(open).toMatchObject({ status: 200, headers: { 'content-type': 'application/vc+ld+json' } });
    expect(open.json).toEqual((await stage.endorsements.get(endorsementId))?.document);
  });

  it('that was withdrawn before it could be signed is not', async () => {
    const { endorsementId } = await confirmed();
    await stage.decide(endorsementId, 'accept', people.owner);
    await stage.decide(endorsementId, 'withdraw', people.owner);
    const before = stage.signer.signed.length;
    await stage.sign(endorsementId);
    expect(stage.signer.signed).toHaveLength(before);
    expect(await stage.endorsements.get(endorsementId)).not.toHaveProperty('document');
  });

  it('that cannot be read yet comes again', async () => {
    await expect(stage.sign('A'.repeat(22))).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
