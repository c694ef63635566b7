/** A revision is put into force as a whole or not at all: killed writers, competing writers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Table } from '../../../functions/platform/table/table.ts';
import type { TestLedger } from '../../dynamodb.ts';
import {
  ADMINISTRATOR,
  fileOf,
  itemsOf,
  killedAfter,
  minimal,
  newProgramId,
  seen,
  serve,
  startLedger,
} from './stage.ts';

const { badge, member } = minimal;
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());

/** Large enough for several transactions. */
const large = (programId: string, letter: string, more: object = {}) =>
  fileOf(programId, {
    name: `Program ${letter}`,
    badges: Array.from({ length: 12 }, (_, n) => badge(`badge-${n}`, { description: `As ${letter} has it.` })),
    members: [
      ...['E-1', 'E-2', 'E-3'].map((id) => member(id, { roles: ['administrator'] })),
      ...Array.from({ length: 90 }, (_, n) => member(`${letter}-${n}`, { roles: ['earner', 'reviewer'] })),
    ],
    ...more,
  });

/** Counts the transactions that a call takes. */
const counting = (table: Table) => {
  const counted = { writes: 0 };
  const transact: Table['transact'] = (all) => {
    counted.writes++;
    return table.transact(all);
  };
  return { counted, table: { ...table, transact } };
};

/** How often each kind of item is in the table for a program. */
const countsOf = (all: Record<string, unknown>[], programId: string) => {
  const items = all.filter(({ pk }) => String(pk).startsWith(`PROGRAM#${programId}`));
  const kinds = Map.groupBy(items, ({ entity }) => String(entity));
  return Object.fromEntries([...kinds].map(([entity, all]) => [entity, all.length]).sort());
};
const withoutId = async (programId: string) =>
  JSON.parse(JSON.stringify(await seen(ledger, programId)).replaceAll(programId, 'ID'));

test('killed before each of its writes, a put is repeated to the same end, and nobody sees half of it', async () => {
  const { put } = serve(ledger.table);
  const whole = newProgramId();
  await put(large(whole, 'a'));
  const { counted, table } = counting(ledger.table);
  expect((await serve(table).put(large(whole, 'b'))).json.revision).toBe(2);
  expect(counted.writes).toBeGreaterThan(5);
  const end = await withoutId(whole);
  const repeated: string[] = [];

  for (let writes = 0; writes < counted.writes; writes++) {
    const programId = newProgramId();
    await put(large(programId, 'a'));
    const before = await seen(ledger, programId);
    expect((await serve(killedAfter(ledger.table, writes)).put(large(programId, 'b'))).status).toBe(500);
    expect(await seen(ledger, programId)).toEqual(before);
    expect(await put(large(programId, 'b'))).toMatchObject({ status: 200, json: { revision: 2 } });
    expect(await put(large(programId, 'b'))).toMatchObject({ json: { revision: 2, changes: [] } });
    expect(await withoutId(programId)).toEqual(end);
    repeated.push(programId);
  }
  const items = await itemsOf(ledger);
  for (const programId of repeated) expect(countsOf(items, programId)).toEqual(countsOf(items, whole));
}, 120_000);

test('a repeated put does not write again what the killed one wrote', async () => {
  const programId = newProgramId();
  await serve(killedAfter(ledger.table, 4)).put(large(programId, 'a'));
  const { counted, table } = counting(ledger.table);
  expect((await serve(table).put(large(programId, 'a'))).status).toBe(201);
  const whole = counting(ledger.table);
  await serve(whole.table).put(large(newProgramId(), 'a'));
  expect(counted.writes).toBeLessThan(whole.counted.writes);
});

test('a revision that was given up does no harm to another that takes its number', async () => {
  const programId = newProgramId();
  await serve(ledger.table).put(large(programId, 'a'));
  const { counted, table } = counting(ledger.table);
  await serve(table).dryRun(large(programId, 'b'));
  expect(counted.writes).toBe(0);
  await serve(killedAfter(ledger.table, 5)).put(large(programId, 'b'));
  const other = fileOf(programId, { badges: [badge('badge-0')] });
  expect((await serve(ledger.table).put(other)).json.revision).toBe(2);
  const { programs, store } = serve(ledger.table);
  expect((await store.current(programId))?.file.members.map((one) => one.employeeId)).toEqual(['E-1', 'E-2', 'E-3']);
  expect((await programs.badges(programId)).map(({ id, version }) => [id, version])).toEqual([['badge-0', 2]]);
  expect(await programs.memberByAddress(programId, 'b-1@school.example')).toBeUndefined();
  expect(await programs.membersWithRole(programId, 'reviewer')).toEqual([]);
  expect(await programs.badgeVersion(programId, 'badge-0', 1)).toMatchObject({ description: 'As a has it.' });
});

describe('competing puts', () => {
  /** A table whose readers of the pointer wait until all have read it: every put decides on the same view. */
  const together = (count: number) => {
    let reading = count;
    let release = () => {};
    const all = new Promise<void>((resolve) => {
      release = resolve;
    });
    return (table: Table): Table => {
      let first = true;
      return {
        ...table,
        transact: async (writes) => {
          if (first) {
            first = false;
            if (--reading === 0) release();
            await all;
          }
          return table.transact(writes);
        },
      };
    };
  };

  test.each([
    ['creating', false],
    ['changing', true],
  ])(
    'exactly one wins, %s',
    async (_, exists) => {
      const programId = newProgramId();
      if (exists) await serve(ledger.table).put(large(programId, 'z'));
      const letters = ['a', 'b', 'c', 'd', 'g', 'h'];
      const wait = together(letters.length);
      const answers = await Promise.all(
        letters.map((letter) => serve(wait(ledger.table)).put(large(programId, letter))),
      );
      const won = answers.filter(({ status }) => status < 300);
      expect(won).toHaveLength(1);
      const lost = answers.filter((answer) => !won.includes(answer));
      expect(lost.map(({ status, json }) => [status, json.code])).toEqual(
        lost.map(() => [409, 'program-changed-meanwhile']),
      );
      const winner = letters[answers.findIndex(({ status }) => status < 300)] as string;
      const { current, head } = await seen(ledger, programId);
      expect(head?.revision).toBe(exists ? 2 : 1);
      expect(current?.file.name).toBe(`Program ${winner}`);
      expect(
        current?.file.members
          .filter((one) => !/^E-/.test(one.employeeId))
          .every((one) => one.employeeId.startsWith(winner)),
      ).toBe(true);
      expect(current?.file.badges.every((one) => one.description === `As ${winner} has it.`)).toBe(true);
      expect(await serve(ledger.table).put(large(programId, winner))).toMatchObject({ json: { changes: [] } });
    },
    120_000,
  );

  test('for a free source, one program gets it and the other is told', async () => {
    const sourceId = `s-${newProgramId()}`;
    const wait = together(2);
    const sources = [{ id: sourceId, name: 'Forms', format: 'standard-webhooks' }];
    const files = [newProgramId(), newProgramId()].map((id) => fileOf(id, { sources }));
    const answers = await Promise.all(files.map((file) => serve(wait(ledger.table)).put(file)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const lost = answers.findIndex(({ status }) => status === 409);
    expect(answers[lost]?.json).toMatchObject({ code: 'source-taken', path: '$.sources[0].id' });
    const { programs, send } = serve(ledger.table);
    expect(await programs.head(String(files[lost]?.id))).toBeUndefined();
    expect((await programs.source(sourceId))?.programId).toBe(files[1 - lost]?.id);
    expect((await send(ADMINISTRATOR, 'GET', `/v1/programs/${files[lost]?.id}`)).status).toBe(404);
  });
});
