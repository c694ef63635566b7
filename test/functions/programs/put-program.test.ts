import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventItem } from '../../../functions/platform/table/event-item.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import type { TestLedger } from '../../dynamodb.ts';
import { ADMINISTRATOR, fileOf, itemsOf, minimal, newProgramId, parsed, seen, serve, startLedger } from './stage.ts';

const { badge, member } = minimal;
const OWNER = 'e-1@school.example';
const DEPUTY = 'e-2@school.example';
const EARNER = 'e-3@school.example';
const source = (id: string, more: object = {}) => ({ id, name: 'Forms', format: 'standard-webhooks', ...more });

let ledger: TestLedger;
let api: ReturnType<typeof serve>;
beforeAll(async () => {
  ledger = await startLedger();
  api = serve(ledger.table);
});
afterAll(() => ledger.close());

const created = async (more: object = {}) => {
  const programId = newProgramId();
  const answer = await api.put(fileOf(programId, more));
  expect(answer.status).toBe(201);
  return programId;
};
const eventsOf = (programId: string) =>
  ledger.table.query({ pk: keys.program(programId).pk, prefix: keys.events.prefix }, EventItem);

describe('a program file', () => {
  test('is created, read and told of by one event', async () => {
    const programId = newProgramId();
    const answer = await api.put(fileOf(programId, { sources: [source(`forms-${programId}`.slice(0, 60))] }));
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ programId, revision: 1 });
    expect(answer.json.changes).toHaveLength(6);
    expect(await api.programs.head(programId)).toEqual({ programId, revision: 1, status: 'published' });
    const program = await api.programs.program(programId);
    expect(program).toMatchObject({ programId, revision: 1, owner: 'E-1', policy: { resubmitAfterDenial: true } });
    for (const left of ['id', 'badges', 'members', 'sources']) expect(program).not.toHaveProperty(left);
    const events = await eventsOf(programId);
    expect(events.map(({ detail }) => detail.data)).toEqual([{ revision: 1, status: 'published' }]);
  });

  test('may leave out its id, which the address tells', async () => {
    const { id, ...file } = fileOf(newProgramId());
    expect((await api.send(ADMINISTRATOR, 'PUT', `/v1/programs/${id}`, file)).status).toBe(201);
    expect((await api.programs.head(id))?.revision).toBe(1);
  });

  test('comes back as it was put, and putting that changes nothing', async () => {
    const json = JSON.parse(
      await readFile(new URL('../../../examples/future-ready-teachers.json', import.meta.url), 'utf8'),
    );
    const programId = newProgramId();
    await api.put({ ...json, id: programId });
    const { status, json: back } = await api.send(ADMINISTRATOR, 'GET', `/v1/programs/${programId}`);
    expect(status).toBe(200);
    const byId = (file: ReturnType<typeof parsed>) => ({
      ...file,
      members: file.members.toSorted((a, b) => (a.employeeId < b.employeeId ? -1 : 1)),
    });
    expect(byId(back)).toEqual(byId(parsed({ ...json, id: programId })));
    const again = await api.put(back);
    expect(again).toMatchObject({ status: 200, json: { programId, revision: 1, changes: [] } });
    expect(await eventsOf(programId)).toHaveLength(1);
  });

  test('is changed: members, roles, addresses and sources that went are gone, old badge versions stay', async () => {
    const sourceId = `s-${newProgramId()}`;
    const programId = await created({ sources: [source(sourceId)], badges: [badge('planning'), badge('going')] });
    expect(await api.programs.source(sourceId)).toEqual({
      sourceId,
      programId,
      format: 'standard-webhooks',
      rateLimit: 600,
      name: 'Forms',
    });
    const next = fileOf(programId, {
      badges: [badge('planning', { hours: 4 })],
      members: [member('E-1', { roles: ['owner', 'reviewer'] }), member('E-2', { addresses: ['new@school.example'] })],
    });
    const answer = await api.put(next, OWNER);
    expect(answer.status).toBe(200);
    expect(answer.json.revision).toBe(2);
    expect(answer.json.changes).toEqual([
      { path: '$.badges[0]', kind: 'badge', id: 'planning', change: 'changed', version: 2 },
      { path: '$.badges', kind: 'badge', id: 'going', change: 'removed' },
      { path: '$.sources', kind: 'source', id: sourceId, change: 'removed' },
      { path: '$.members[0]', kind: 'member', id: 'E-1', change: 'changed' },
      { path: '$.members[1]', kind: 'member', id: 'E-2', change: 'changed' },
      { path: '$.members', kind: 'member', id: 'E-3', change: 'removed' },
    ]);
    const { programs } = api;
    expect(await programs.badge(programId, 'planning')).toMatchObject({ version: 2, hours: 4 });
    expect(await programs.badgeVersion(programId, 'planning', 1)).toMatchObject({ version: 1, hours: 3 });
    expect(await programs.badgeVersion(programId, 'planning', 2)).toMatchObject({ version: 2, hours: 4 });
    expect(await programs.badgeVersion(programId, 'planning', 3)).toBeUndefined();
    expect(await programs.badgeVersions(programId, 'planning')).toEqual([1, 2]);
    expect(await programs.badgeVersions(programId, 'going')).toEqual([1]);
    expect(await programs.badgeVersions(programId, 'never')).toEqual([]);
    expect(await programs.badge(programId, 'going')).toBeUndefined();
    expect(await programs.badgeVersion(programId, 'going', 1)).toMatchObject({ id: 'going', version: 1 });
    expect(await programs.member(programId, 'E-3')).toBeUndefined();
    expect(await programs.memberByAddress(programId, DEPUTY)).toBeUndefined();
    expect(await programs.memberByAddress(programId, 'NEW@school.example')).toMatchObject({ employeeId: 'E-2' });
    expect((await programs.membersWithRole(programId, 'reviewer')).map((one) => one.employeeId)).toEqual(['E-1']);
    expect((await programs.membersWithRole(programId, 'earner')).map((one) => one.employeeId)).toEqual(['E-2']);
    expect(await programs.source(sourceId)).toBeUndefined();
  });

  test('brings a badge back with the version it had', async () => {
    const programId = await created({ badges: [badge('planning'), badge('second')] });
    await api.put(fileOf(programId, { badges: [badge('second')] }));
    const back = await api.put(fileOf(programId, { badges: [badge('second'), badge('planning', { hours: 9 })] }));
    expect(back.json.changes[0]).toMatchObject({ id: 'planning', change: 'added', version: 2 });
    expect((await api.programs.badges(programId)).map(({ id }) => id)).toEqual(['second', 'planning']);
    expect(await api.programs.badgeVersion(programId, 'planning', 1)).toMatchObject({ hours: 3 });
  });

  test('tells in a dry run what it would change, and changes nothing', async () => {
    const programId = newProgramId();
    const before = await itemsOf(ledger);
    const dry = await api.dryRun(fileOf(programId));
    expect(dry).toMatchObject({ status: 200, json: { revision: 1 } });
    expect(await itemsOf(ledger)).toHaveLength(before.length);
    const real = await api.put(fileOf(programId));
    expect(real.json).toEqual(dry.json);
    const change = fileOf(programId, { badges: [badge('planning', { hours: 5 })] });
    expect((await api.dryRun(change)).json).toMatchObject({ revision: 2, changes: [{ version: 2 }] });
    expect((await api.programs.head(programId))?.revision).toBe(1);
  });

  test('of 200 badges and 2,000 members is put as a whole', async () => {
    const programId = newProgramId();
    const members = Array.from({ length: 2000 }, (_, n) =>
      member(`E-${n + 1}`, { roles: n % 100 === 0 ? ['earner', 'reviewer'] : ['earner'] }),
    );
    const badges = Array.from({ length: 200 }, (_, n) => badge(`badge-${n}`));
    const large = fileOf(programId, { members, badges });
    const answer = await api.put(large);
    expect(answer.status).toBe(201);
    expect(answer.json.changes).toHaveLength(2201);
    const { programs } = api;
    expect((await programs.badges(programId)).map(({ id }) => id)).toEqual(badges.map(({ id }) => id));
    expect(await programs.membersWithRole(programId, 'earner')).toHaveLength(2000);
    expect(await programs.membersWithRole(programId, 'reviewer')).toHaveLength(20);
    expect(await programs.memberByAddress(programId, 'e-1999@school.example')).toMatchObject({ employeeId: 'E-1999' });
    expect((await api.put(large)).json).toEqual({ programId, revision: 1, changes: [], notes: [] });
    const harder = badges.map((one) => ({ ...one, hours: 8 }));
    expect((await api.put({ ...large, badges: harder })).json.revision).toBe(2);
    expect(await programs.badgeVersion(programId, 'badge-199', 1)).toMatchObject({ hours: 3 });
    expect(await programs.badge(programId, 'badge-199')).toMatchObject({ hours: 8, version: 2 });
  }, 120_000);
});

describe('who may', () => {
  test('only an administrator of the deployment creates a program', async () => {
    const programId = newProgramId();
    const answer = await api.put(fileOf(programId), OWNER);
    expect(answer).toMatchObject({ status: 403, json: { code: 'not-a-deployment-administrator' } });
    expect(await seen(ledger, programId)).toMatchObject({ head: undefined, badges: [], earners: [] });
  });

  test('owner, deputy and administrator change it', async () => {
    const programId = await created();
    for (const [at, as] of [OWNER, DEPUTY, ADMINISTRATOR].entries()) {
      expect(await api.put(fileOf(programId, { name: `Name ${at}` }), as)).toMatchObject({
        status: 200,
        json: { revision: at + 2 },
      });
      expect((await api.send(as, 'GET', `/v1/programs/${programId}`)).json.name).toBe(`Name ${at}`);
    }
  });

  test.each([
    ['an earner', EARNER, 403, 'not-the-owner'],
    ['a stranger', 'stranger@elsewhere.example', 403, 'not-a-member'],
    ['somebody who is not signed in', '', 401, 'not-signed-in'],
  ])('%s neither reads nor changes it', async (_, as, status, code) => {
    const programId = await created();
    const before = await seen(ledger, programId);
    const path = `/v1/programs/${programId}`;
    expect(await api.put(fileOf(programId, { name: 'Mine' }), as)).toMatchObject({ status, json: { code } });
    expect(await api.dryRun(fileOf(programId, { name: 'Mine' }), as)).toMatchObject({ status, json: { code } });
    expect(await api.send(as, 'GET', path)).toMatchObject({ status, json: { code } });
    expect(await api.send(as, 'POST', `${path}/sources/any/secret`)).toMatchObject({ status, json: { code } });
    expect(await seen(ledger, programId)).toEqual(before);
  });

  test('a former owner no more', async () => {
    const programId = await created();
    await api.put(fileOf(programId, { owner: 'E-2', deputy: undefined }), OWNER);
    expect(await api.put(fileOf(programId), OWNER)).toMatchObject({ status: 403, json: { code: 'not-the-owner' } });
  });

  test('an administrator is told that there is no such program', async () => {
    const path = `/v1/programs/${newProgramId()}`;
    expect(await api.send(ADMINISTRATOR, 'GET', path)).toMatchObject({ status: 404, json: { code: 'not-found' } });
  });
});

describe('refusals', () => {
  const invalid = (programId: string) =>
    api.put(fileOf(programId, { owner: undefined, badges: [badge('planning', { tier: 7 })] }));

  test('an invalid file, with every error by path', async () => {
    const programId = newProgramId();
    const answer = await invalid(programId);
    expect(answer).toMatchObject({ status: 422, json: { code: 'program-invalid' } });
    expect(answer.json.errors).toMatchObject([
      { path: '$.owner', code: 'owner-missing' },
      { path: '$.badges[0].tier', code: 'unnamed-tier' },
    ]);
    expect(await seen(ledger, programId)).toMatchObject({ head: undefined, badges: [] });
  });

  test('an invalid change, and the program stays as it was', async () => {
    const programId = await created();
    const before = await seen(ledger, programId);
    expect((await invalid(programId)).status).toBe(422);
    expect(await seen(ledger, programId)).toEqual(before);
  });

  test('a file for another program', async () => {
    const programId = newProgramId();
    const answer = await api.send(ADMINISTRATOR, 'PUT', `/v1/programs/${programId}`, fileOf('another'));
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ path: '$.id', code: 'other-program' }] } });
    expect(await api.programs.head('another')).toBeUndefined();
  });

  test.each([
    ['an array', '[]'],
    ['null', 'null'],
    ['a text', '"program"'],
  ])('%s in place of a file', async (_, text) => {
    const answer = await api.send(ADMINISTRATOR, 'PUT', `/v1/programs/${newProgramId()}`, JSON.parse(text));
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ path: '$', code: 'wrong-type' }] } });
  });

  test('a dryRun that is neither true nor false', async () => {
    const file = fileOf(newProgramId());
    const answer = await api.send(ADMINISTRATOR, 'PUT', `/v1/programs/${file.id}`, file, { dryRun: 'yes' });
    expect(answer).toMatchObject({ status: 400, json: { code: 'query-invalid' } });
    expect(await api.programs.head(file.id)).toBeUndefined();
  });

  test('a source of another program, also once that program dropped it', async () => {
    const sourceId = `s-${newProgramId()}`;
    const holder = await created({ sources: [source(sourceId)] });
    const programId = newProgramId();
    const taking = fileOf(programId, { sources: [source('free-one'), source(sourceId)] });
    const refused = { status: 409, json: { code: 'source-taken', path: '$.sources[1].id', sourceId } };
    expect(await api.put(taking)).toMatchObject(refused);
    expect(await api.dryRun(taking)).toMatchObject(refused);
    expect(await seen(ledger, programId)).toMatchObject({ head: undefined, badges: [], earners: [] });
    await api.put(fileOf(holder));
    expect(await api.put(taking)).toMatchObject(refused);
    expect(await api.programs.source('free-one')).toBeUndefined();
    expect((await api.put(fileOf(holder, { sources: [source(sourceId, { name: 'New' })] }))).status).toBe(200);
    expect(await api.programs.source(sourceId)).toMatchObject({ programId: holder, name: 'New' });
  });
});
