/** A person got a new account: the old one is let go, and the new one is recognized. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forbidden } from '../../../functions/platform/errors.ts';
import { http } from '../../../functions/platform/http/http.ts';
import type { Principal } from '../../../functions/platform/http/route.ts';
import { newSecretId, stamp } from '../../../functions/platform/stamp.ts';
import { EventItem } from '../../../functions/platform/table/event-item.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import type { Member } from '../../../functions/programs/read.ts';
import { memberIdentification } from '../../../functions/sign-in/identify.ts';
import { identityStore } from '../../../functions/sign-in/identities.ts';
import { identityRelease } from '../../../functions/sign-in/release.ts';
import { signInRoutes } from '../../../functions/sign-in/routes.ts';
import { sessionStore } from '../../../functions/sign-in/sessions.ts';
import { signIn } from '../../../functions/sign-in/sign-in.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';
import { call, type Handler } from '../platform/call.ts';

const ISSUER = 'https://issuer.example';
const publicUrl = 'https://badges.example';
const person = (employeeId: string): Member => ({
  ...{ employeeId, name: employeeId, addresses: [`${employeeId}@school.example`], language: 'en' },
  ...{ roles: ['earner'], naming: 'earner-decides' },
});

let ledger: TestLedger;
let handler: Handler;
let sessions: ReturnType<typeof sessionStore>;
let identify: ReturnType<typeof memberIdentification>;

beforeAll(async () => {
  ledger = await startLedger();
  const { table } = ledger;
  const programs = {
    member: async (programId: string, employeeId: string) =>
      programId === 'p' && employeeId !== 'nobody' ? person(employeeId) : undefined,
    memberByAddress: async (_: string, address: string) => person(address.split('@')[0] ?? ''),
  };
  const identities = identityStore(table, stamp);
  sessions = sessionStore({ table, now: stamp.now, newSecretId, publicUrl });
  identify = memberIdentification({ identities, programs });
  const never = async () => {
    throw new Error('No issuer is asked.');
  };
  handler = http(
    signInRoutes,
    signIn({
      issuer: { authorizationUrl: never, personBehind: never, signOutUrl: never },
      sessions,
      demandChanging: async ({ subject }) => {
        if (subject !== 'owner') throw forbidden('not-the-owner', 'No.');
      },
      release: identityRelease({ identities, sessions, programs, stamp }),
      publicUrl,
    }),
    async ({ headers }) => (headers.authorization ? account(headers.authorization) : undefined),
  );
});
afterAll(() => ledger.close());

const account = (subject: string, employeeId = subject): Principal => ({
  ...{ issuer: ISSUER, subject },
  verifiedEmail: async () => `${employeeId}@school.example`,
});
const release = (employeeId: string, as = 'owner', programId = 'p') =>
  call(handler, {
    method: 'DELETE',
    path: `/v1/programs/${programId}/members/${employeeId}/identity`,
    headers: { authorization: as },
  });
const events = (employeeId: string) =>
  ledger.table.query({ pk: keys.memberIdentity('p', employeeId).pk, prefix: keys.events.prefix }, EventItem);
const begun = async (subject: string) => {
  const person = { issuer: ISSUER, subject, verifiedEmail: 'x@school.example' };
  const [pair = ''] = (await sessions.start(person)).split(';');
  const at = pair.indexOf('=');
  return { cookies: { [pair.slice(0, at)]: pair.slice(at + 1) } };
};

describe('a released identity', () => {
  it('makes room for another account, which then holds as the first did', async () => {
    await identify(account('A-old', 'A'), 'p');
    await expect(identify(account('A-new', 'A'), 'p')).rejects.toMatchObject({ code: 'member-bound-already' });
    expect((await release('A')).statusCode).toBe(204);
    expect(await identify(account('A-new', 'A'), 'p')).toMatchObject({ employeeId: 'A' });
    await expect(identify(account('A-old', 'A'), 'p')).rejects.toMatchObject({ code: 'member-bound-already' });
  });

  it('ends the sessions of that account on every browser, and nobody else’s', async () => {
    await identify(account('B-old', 'B'), 'p');
    const own = await Promise.all(Array.from({ length: 60 }, () => begun('B-old')));
    const other = await begun('B');
    await release('B');
    const found = await Promise.all(own.map((request) => sessions.find(request)));
    expect(found.filter((one) => one !== undefined)).toEqual([]);
    expect(await sessions.find(other)).toMatchObject({ subject: 'B' });
    const { Items = [] } = await ledger.client.send(new ScanCommand({ TableName: ledger.tableName }));
    expect(Items.filter(({ pk }) => String(pk).includes('B-old'))).toEqual([]);
  });

  it('is released once, and told once with ids alone, however often it is asked', async () => {
    await identify(account('C-1', 'C'), 'p');
    const answers = await Promise.all(Array.from({ length: 8 }, () => release('C')));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([204]));
    expect((await release('C')).statusCode).toBe(204);
    await identify(account('C-2', 'C'), 'p');
    await release('C');
    const told = await events('C');
    expect(told.map(({ sk }) => sk)).toEqual(['EVENT#000001', 'EVENT#000002']);
    for (const { detailType, detail } of told) {
      expect(detailType).toBe('identity.released.v1');
      expect(detail.data).toEqual({ employeeId: 'C' });
      expect(detail.metadata).toMatchObject({ programId: 'p', correlationId: 'request-1' });
    }
  });

  it('is nothing for a member who has none, and an error for somebody who is nobody', async () => {
    expect((await release('D')).statusCode).toBe(204);
    expect(await events('D')).toEqual([]);
    expect((await release('nobody')).statusCode).toBe(404);
  });

  it('stays in other programs', async () => {
    await identify(account('E-1', 'E'), 'p');
    await identify(account('E-1', 'E'), 'q');
    await release('E');
    await expect(identify(account('E-2', 'E'), 'q')).rejects.toMatchObject({ code: 'member-bound-already' });
  });

  it('is not released by others, nor without signing in', async () => {
    await identify(account('F-1', 'F'), 'p');
    expect((await release('F', 'F-1')).statusCode).toBe(403);
    expect((await release('F', '')).statusCode).toBe(401);
    await expect(identify(account('F-2', 'F'), 'p')).rejects.toMatchObject({ code: 'member-bound-already' });
  });
});
