import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Principal } from '../../../functions/platform/http/route.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { memberIdentification } from '../../../functions/sign-in/identify.ts';
import { identityStore } from '../../../functions/sign-in/identities.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';

interface Person {
  employeeId: string;
  name: string;
  addresses: string[];
  language: 'en' | 'es';
  roles: 'earner'[];
  naming: 'earner-decides';
}
const person = (employeeId: string, ...addresses: string[]): Person => ({
  ...{ employeeId, name: employeeId, addresses, language: 'en' },
  ...{ roles: ['earner'], naming: 'earner-decides' },
});

let ledger: TestLedger;
let roster: Record<string, Person[]>;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());

const programs = {
  member: async (programId: string, employeeId: string) =>
    roster[programId]?.find((member) => member.employeeId === employeeId),
  memberByAddress: async (programId: string, address: string) =>
    roster[programId]?.find(({ addresses }) => addresses.includes(address)),
};
const now = () => new Date('2026-11-23T09:00:00Z');
const identify = (principal: Principal, programId = 'p') =>
  memberIdentification({ identities: identityStore(ledger.table, { now }), programs })(principal, programId);

let asked = 0;
const account = (subject: string, email?: string, issuer = 'https://issuer.example'): Principal => ({
  issuer,
  subject,
  verifiedEmail: async () => {
    asked++;
    return email;
  },
});
const boundTo = (programId: string, employeeId: string) =>
  ledger.table.get(keys.memberIdentity(programId, employeeId), z.object({ issuer: z.string(), subject: z.string() }));

describe('an account', () => {
  it('is bound by a verified address, any of the member’s, and then decides without it', async () => {
    roster = { p: [person('A-1', 'a1@school.example', 'ana@school.example')] };
    expect(await identify(account('a', 'ana@school.example'))).toMatchObject({ employeeId: 'A-1' });
    asked = 0;
    expect(await identify(account('a', 'a.new.name@elsewhere.example'))).toMatchObject({ employeeId: 'A-1' });
    roster = { p: [person('A-1', 'changed@school.example'), person('A-2', 'ana@school.example')] };
    expect(await identify(account('a', 'ana@school.example'))).toMatchObject({ employeeId: 'A-1' });
    expect(asked).toBe(0);
  });

  it('is nobody without a verified address, with a strange one, and in another program', async () => {
    roster = { p: [person('B-1', 'b@school.example')] };
    for (const stranger of [account('b'), account('b', 'x@school.example')]) {
      await expect(identify(stranger)).rejects.toMatchObject({ code: 'not-a-member', status: 403 });
    }
    await identify(account('b', 'b@school.example'));
    await expect(identify(account('b', 'b@school.example'), 'q')).rejects.toMatchObject({ code: 'not-a-member' });
  });

  it('is bound in every program apart', async () => {
    roster = { p: [person('C-1', 'c@school.example')], q: [person('C-9', 'c@school.example')] };
    const principal = account('c', 'c@school.example');
    expect((await identify(principal, 'p')).employeeId).toBe('C-1');
    expect((await identify(principal, 'q')).employeeId).toBe('C-9');
  });

  it('is nobody once its member has left the program', async () => {
    roster = { p: [person('D-1', 'd@school.example')] };
    await identify(account('d', 'd@school.example'));
    roster = { p: [person('D-2', 'd@school.example')] };
    await expect(identify(account('d', 'd@school.example'))).rejects.toMatchObject({ code: 'not-a-member' });
    expect(await boundTo('p', 'D-2')).toBeUndefined();
  });

  it('is refused for a member who has another one, also of another issuer', async () => {
    roster = { p: [person('E-1', 'e@school.example')] };
    await identify(account('e', 'e@school.example'));
    for (const second of [account('e2', 'e@school.example'), account('e', 'e@school.example', 'https://b.example')]) {
      await expect(identify(second)).rejects.toMatchObject({ code: 'member-bound-already', status: 403 });
    }
    expect(await boundTo('p', 'E-1')).toMatchObject({ subject: 'e', issuer: 'https://issuer.example' });
  });
});

describe('many at once', () => {
  it('of one account make one binding, and all are the member', async () => {
    roster = { p: [person('F-1', 'f@school.example')] };
    const members = await Promise.all(Array.from({ length: 20 }, () => identify(account('f', 'f@school.example'))));
    expect(new Set(members.map(({ employeeId }) => employeeId))).toEqual(new Set(['F-1']));
    expect(await boundTo('p', 'F-1')).toMatchObject({ subject: 'f' });
  });

  it('of many accounts for one member: exactly one is bound, and stays', async () => {
    roster = { p: [person('G-1', 'g@school.example')] };
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => identify(account(`g${n}`, 'g@school.example'))),
    );
    const winners = tries.flatMap(({ status }, n) => (status === 'fulfilled' ? [`g${n}`] : []));
    expect(winners).toHaveLength(1);
    const refused = tries.filter((one) => one.status === 'rejected').map(({ reason }) => reason.code);
    expect(new Set(refused)).toEqual(new Set(['member-bound-already']));
    expect(await boundTo('p', 'G-1')).toMatchObject({ subject: winners[0] });
  });
});
