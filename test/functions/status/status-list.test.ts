import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBitstring, isSet } from '../../../functions/open-badges/bitstring.ts';
import { canonicalize } from '../../../functions/open-badges/canonicalize.ts';
import { newId } from '../../../functions/platform/stamp.ts';
import { decideAgain } from '../../../functions/platform/table/decide-again.ts';
import { placesFor, statusListCredential } from '../../../functions/status/status-list.ts';
import { jwtSignerOf, PROGRAM, PUBLIC_URL, type Stage, signerOf, startStage } from '../credentials/stage.ts';
import { verifyElsewhere } from '../credentials/verify-elsewhere.ts';
import { canonicalizeElsewhere } from '../open-badges/rdf/canonicalize-elsewhere.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});

const take = ({ findPlace, placeWrite, ledger }: Stage, awardId: string, programId = PROGRAM) =>
  decideAgain(async () => {
    const place = await findPlace(programId, awardId);
    await ledger.table.transact([placeWrite(programId, place, awardId)]);
    return place;
  });

/** Runs them with so many under way at a time. */
const atOnce = async <T, R>(width: number, given: readonly T[], run: (one: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  const queue = given.values();
  const worker = async () => {
    for (const one of queue) results.push(await run(one));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
};

describe('places in a status list', () => {
  it('are 10,000 distinct ones for 10,000 concurrent awards of one program', async () => {
    const awards = Array.from({ length: 10_000 }, newId);
    const places = await atOnce(200, awards, (awardId) => take(stage, awardId, 'ten-thousand'));
    expect(new Set(places.map(({ list, index }) => `${list}#${index}`)).size).toBe(10_000);
  }, 180_000);

  it('tell nothing by their neighbors: they are spread over the whole list', () => {
    const places = Array.from({ length: 4_096 }, () => placesFor(newId(), 1)[0]?.index ?? -1);
    const inEighths = Map.groupBy(places, (index) => Math.floor(index / 16_384));
    expect([...inEighths.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    // 512 are expected in each, give or take 21: six times that is never seen.
    for (const [, some] of inEighths) expect(Math.abs(some.length - 512)).toBeLessThan(130);
  });

  it('are the next ones when the first is taken, and those of the next list when all are', async () => {
    const awardId = newId();
    const [first, second, ...others] = placesFor(awardId, 1);
    await take(stage, newId(), 'crowded');
    const occupy = (place: typeof first) =>
      place && stage.ledger.table.transact([stage.placeWrite('crowded', place, newId())]);
    await occupy(first);
    expect(await stage.findPlace('crowded', awardId)).toEqual(second);
    for (const place of [second, ...others]) await occupy(place);
    expect(await stage.findPlace('crowded', awardId)).toEqual(placesFor(awardId, 2)[0]);
    expect((await stage.status.newest('crowded'))?.list).toBe(2);
  });

  it('are refused by the table to the slower of two', async () => {
    const place = { list: 1, index: 77 };
    const write = (awardId: string) => stage.ledger.table.transact([stage.placeWrite('race', place, awardId)]);
    const outcomes = await Promise.allSettled([write(newId()), write(newId())]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('come with a list that is signed already, once, however many come first', async () => {
    await Promise.all(Array.from({ length: 8 }, () => take(stage, newId(), 'begun')));
    expect(await stage.status.list('begun', 1)).toMatchObject({ revision: 1 });
  });
});

describe('a status list', () => {
  const listing = { publicUrl: PUBLIC_URL, programId: PROGRAM, list: 1, now: new Date('2026-03-02T10:00:00Z') };

  it('has 131,072 entries, and exactly the revoked ones are set', () => {
    const revoked = [0, 7, 8, 131_071];
    const { credentialSubject } = statusListCredential({ ...listing, revoked });
    const bits = decodeBitstring(credentialSubject.encodedList) ?? new Uint8Array();
    expect(bits.length * 8).toBe(131_072);
    expect(Array.from({ length: 131_072 }, (_, at) => at).filter((at) => isSet(bits, at))).toEqual(revoked);
  });

  it('is canonical as everybody’s JSON-LD has it', async () => {
    const list = statusListCredential({ ...listing, revoked: [3] });
    expect(canonicalize(list)).toBe(await canonicalizeElsewhere(list));
  });

  it('is served as signed JSON that verifies elsewhere and as a JWT, for as long as its ttl says', async () => {
    await stage.signed();
    const path = `/programs/${PROGRAM}/status/1`;
    const answer = await stage.call({ path });
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'application/vc+ld+json', 'cache-control': 'public, max-age=300' },
    });
    const list = JSON.parse(answer.body);
    expect(list.credentialSubject.ttl).toBe(300_000);
    expect(await verifyElsewhere(list, stage.handler)).toMatchObject({ verified: true });
    for (const request of [{ path: `${path}.jwt` }, { path, headers: { accept: 'application/jwt' } }]) {
      const { body, statusCode } = await stage.call(request);
      expect(statusCode).toBe(200);
      const payload = JSON.parse(Buffer.from(body.split('.')[1] ?? '', 'base64url').toString());
      expect(payload).toMatchObject({ jti: list.id, iss: list.issuer.id, sub: list.credentialSubject.id });
    }
    expect((await stage.call({ path: `/programs/${PROGRAM}/status/2` })).statusCode).toBe(404);
    expect((await stage.call({ path: `/programs/${PROGRAM}/status/x` })).statusCode).toBe(404);
  });

  it('says all that is revoked, whatever is repeated or comes at once', async () => {
    const here = await startStage();
    const credentials = await Promise.all([1, 2, 3, 4, 5].map(() => here.signed()));
    const [kept, ...revoked] = credentials;
    await Promise.all(revoked.map((credential) => here.revoke(credential)));
    const { document } = (await here.status.list(PROGRAM, 1)) ?? {};
    const bits = decodeBitstring(document?.credentialSubject.encodedList ?? '') ?? new Uint8Array();
    expect(revoked.map(({ status }) => isSet(bits, status.index))).toEqual([true, true, true, true]);
    expect(isSet(bits, kept?.status.index ?? 0)).toBe(false);
  });

  it('keeps what was revoked while it was being signed: the slower one finds it signed again, and reads anew', async () => {
    const here = await startStage();
    const [slow, quick] = [await here.signed(), await here.signed()];
    const { status } = here.listing;
    let overtaken = false;
    const revoked: typeof status.revoked = async (...list) => {
      const known = await status.revoked(...list);
      if (!overtaken) {
        overtaken = true;
        await here.revoke(quick);
      }
      return known;
    };
    await here.revoke(slow, { ...here.listing, status: { ...status, revoked } });
    const { document, revision } = (await status.list(PROGRAM, 1)) ?? {};
    const bits = decodeBitstring(document?.credentialSubject.encodedList ?? '') ?? new Uint8Array();
    expect([slow, quick].map((one) => isSet(bits, one.status.index))).toEqual([true, true]);
    expect(revision).toBe(3);
  });

  it('goes on after a change of keys, signed by the new ones', async () => {
    const [old, next] = [1, 2].map(() => generateKeyPairSync('ed25519'));
    if (!old || !next) throw new Error('Two keys are needed.');
    const before = await startStage({ signer: signerOf([old]) });
    const [credential, kept] = [await before.signed(), await before.signed()];
    const jwtSigner = jwtSignerOf([generateKeyPairSync('rsa', { modulusLength: 2048 })]);
    const after = await startStage({ signer: signerOf([old, next]), jwtSigner, ledger: before.ledger });
    await after.revoke(credential);
    const list = JSON.parse((await after.call({ path: `/programs/${PROGRAM}/status/1` })).body);
    const [, name] = await after.signer.publicKeys();
    expect(list.proof[0].verificationMethod).toBe(`${list.issuer.id}#${name}`);
    expect(await verifyElsewhere(list, after.handler)).toMatchObject({ verified: true });
    expect(await verifyElsewhere(kept.document, after.handler)).toEqual({ verified: true });
    expect(await verifyElsewhere(credential.document, after.handler)).toEqual({
      ...{ verified: false, reason: 'The credential is revoked.' },
    });
  });
});
