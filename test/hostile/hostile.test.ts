/**
 * Every route, asked by everybody, rightly and wrongly.
 *
 * The table (`rows/`, a file for each capability) states for each route what each of 16 actors is answered. Whoever adds a
 * route adds a row: see `row.ts` for the notation, `actors.ts` for who there is, `district.ts` for the samples.
 *
 * The fuzz takes the requests of the table and breaks one or two things of each (`mutation.ts`). The seed is fixed; longer, or
 * with another one: `HOSTILE_RUNS=2000 HOSTILE_SEED=7 npx vitest run test/hostile` (runs for each route). A case that fails prints how to repeat it.
 */
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route, Routes } from '../../functions/platform/http/route.ts';
import { type Item, stateOf } from '../played/ledger.ts';
import { ACTORS, type Actor, actorsIn } from './actors.ts';
import { type Answer, type Ask, askOf, inWords, send } from './ask.ts';
import { type District, openDistrict } from './district.ts';
import { faultsIn } from './faults.ts';
import { type Mutation, mutations } from './mutation.ts';
import { type Row, type Rows, row, statedBy, statusOf } from './row.ts';
import { PLANTED, type Seen, seenWrongly, WHO_SEES_WHAT } from './who-sees-what.ts';

const root = join(import.meta.dirname, '../..');
const SEED = Number(process.env.HOSTILE_SEED ?? 20260302);
const RUNS = Number(process.env.HOSTILE_RUNS ?? 10);
/** `operationId/number`: that case alone. */
const ONLY = process.env.HOSTILE_ONLY;

/** Found by their files, so that none is forgotten. */
const imported = async <T>(pattern: string): Promise<[file: string, found: T][]> =>
  Promise.all(
    globSync(pattern, { cwd: root })
      .sort()
      .map(async (file): Promise<[string, T]> => [file, Object.values(await import(join(root, file)))[0] as T]),
  );
const lists = await imported<Routes>('functions/*/routes.ts');
const rowsOf = new Map((await imported<Rows>('test/hostile/rows/*.ts')).flatMap(([, rows]) => Object.entries(rows)));
const routes = lists.flatMap(([file, list]) =>
  Object.entries(list).map(([name, route]) => ({ name, route, capability: basename(dirname(file)) })),
);

interface Cell {
  name: string;
  route: Route;
  row: Row;
  actor: Actor;
  stated: string;
}
const cells: Cell[] = routes.flatMap(({ name, route }) =>
  [rowsOf.get(name) ?? []]
    .flat()
    .flatMap((row) =>
      ACTORS.map((actor) => ({ ...{ name, route, row, actor }, stated: statedBy(row).get(actor) ?? '' })),
    ),
);
/** Whether what is asked for is done: it changes something, or makes it public. */
const isAct = ({ route, stated }: Cell) => route.method !== 'GET' && statusOf(stated) < 400;

let district: District;
beforeAll(async () => {
  district = await openDistrict();
}, 300_000);
afterAll(() => district?.played.close());

/** So many at a time, in the order of the list. */
const each = async <T>(list: readonly T[], width: number, act: (one: T) => Promise<void>): Promise<void> => {
  const waiting = list.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const one of waiting) await act(one);
    }),
  );
};

const oneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 160);
const sorted = (of: Cell) => `${of.name} ${JSON.stringify(of.row.of)} ${of.actor}`;
const found = new Map<string, Set<Actor>>();
const mayRead = ({ by }: Seen, actor: Actor) => actorsIn(by).includes(actor);

/** Asks as the table says and tells what was otherwise. */
const asked = async (all: readonly Cell[], width: number): Promise<string[]> => {
  const wrong: string[] = [];
  await each(all, width, async (cell) => {
    const { route, row, actor, stated } = cell;
    const answer = await send(district, askOf(district, route, actor, row));
    const was = inWords(answer);
    if (was !== stated)
      wrong.push(`${sorted(cell)}: ${stated} is stated, ${was} was answered. ${oneLine(answer.text)}`);
    const said = `${JSON.stringify(answer.headers)}${answer.text}`;
    for (const what of seenWrongly(actor, said, mayRead)) wrong.push(`${sorted(cell)} reads ${what}`);
    for (const { what, text } of WHO_SEES_WHAT)
      if (said.includes(text)) found.set(what, (found.get(what) ?? new Set()).add(actor));
  });
  return wrong.sort();
};

/** What of the table is new or other than it was. */
const changesBetween = (before: readonly Item[], after: readonly Item[]): string[] => {
  const known = new Set(before.map((item) => JSON.stringify(item)));
  const changed = after.filter((item) => !known.has(JSON.stringify(item)));
  const gone = before.length + changed.length - after.length;
  return [
    ...changed.map(({ entity, detailType, pk, sk }) => `${detailType ?? entity} ${pk} ${sk}`),
    ...(gone > 0 ? ['gone'] : []),
  ];
};

/** What stands in no answer and no log: tokens, secrets, keys of links, and whatever is sealed. */
const secretsOf = async ({ tokens, secrets, shownOnce, holderKey, keys, played }: District): Promise<string[]> => {
  const kept = JSON.stringify(await played.items());
  const sealed = [...kept.matchAll(/"sealed":\[?"([^"]+)"/g)].map(([, text = '']) => text);
  if (sealed.length === 0) throw new Error('Nothing is sealed in the table.');
  return [
    ...Object.values(tokens),
    ...Object.values(secrets),
    ...shownOnce,
    holderKey,
    ...Object.values(keys),
    ...sealed,
  ];
};

describe('the table', () => {
  it('has a row for every route, and for nothing else', () => {
    const missing = routes.filter(({ name }) => !rowsOf.has(name));
    const how = missing.map(
      ({ name, capability, route }) =>
        `${name} (${route.method} ${route.path}): say in test/hostile/rows/${capability}.ts what each actor is answered, ` +
        `such as ${name}: row({}, { 200: 'leads', '403 not-the-owner-or-deputy': 'others' })`,
    );
    expect(how).toEqual([]);
    expect([...rowsOf.keys()].filter((name) => !routes.some((route) => route.name === name))).toEqual([]);
  });
});

interface Case {
  name: string;
  route: Route;
  cell: Cell;
  wrong: Mutation[];
  at: number;
}

const withoutRow = (name: string, route: Route): Cell[] =>
  (['stranger', 'owner'] as const).map((actor) => ({ ...{ name, route, actor }, row: row({}, {}), stated: '' }));

/** Requests of these cells with something wrong, the same for the same seed. */
const casesOf = (of: readonly Cell[], runs: number, seed: number, ids: readonly string[]): Case[] =>
  routes.flatMap(({ name, route }) => {
    // A route without a row is asked by a stranger and by the owner all the same.
    const own = rowsOf.has(name) ? of.filter((cell) => cell.name === name) : withoutRow(name, route);
    if (own.length === 0) return [];
    const arbitrary = fc.tuple(fc.nat(own.length - 1), mutations(route.body?.kind ?? 'none', ids));
    return fc.sample(arbitrary, { seed: seed + name.length * 7919, numRuns: runs }).map(([which, wrong], at) => ({
      ...{ name, route, wrong, at, cell: own[which] as Cell },
    }));
  });

const fuzz = async (cases: readonly Case[], label: string, secrets: readonly string[]): Promise<string[]> => {
  const faults: string[] = [];
  const chosen = ONLY ? cases.filter(({ name, at }) => ONLY === `${name}/${at}`) : cases;
  await each(chosen, 6, async ({ name, route, cell, wrong, at }) => {
    const right = askOf(district, route, cell.actor, cell.row);
    const ask = wrong.reduce((so, mutation) => mutation.of(so), right);
    const isSame = ask.method === right.method && ask.path.split('/').length === right.path.split('/').length;
    const answer = await send(district, ask).catch(
      (error: Error): Answer => ({ status: 599, headers: {}, text: error.message }),
    );
    const own = faultsIn(answer, secrets, isSame ? route : undefined);
    if (own.length === 0) return;
    faults.push(
      `${label} ${name}/${at} ${own.join('; ')} [${wrong.map(({ what }) => what).join(' | ')}] ${inShort(ask)} -> ${answer.status} ${oneLine(answer.text)}; repeat: HOSTILE_SEED=${SEED} HOSTILE_RUNS=${RUNS} HOSTILE_ONLY=${name}/${at} npx vitest run test/hostile`,
    );
  });
  return faults.sort();
};

const inShort = ({ actor, method, path, query, body }: Ask) =>
  `${actor}: ${method} ${path.slice(0, 150)}?${query.join('&').slice(0, 100)} ${Buffer.from(body).toString('utf8').slice(0, 150)}`;

/** Whom the table refuses; of what is open to everybody, a stranger who was given no link. */
const refused = () =>
  cells.filter(
    (cell) => statusOf(cell.stated) >= 400 || (cell.actor === 'stranger' && isForAll(cell.row) && !hasLink(cell)),
  );
const hasLink = ({ route, row, actor }: Cell) => {
  const { query, body } = askOf(district, route, actor, row);
  const said = `${query.join('&')} ${Buffer.from(body).toString('utf8')}`;
  return [district.holderKey, ...Object.values(district.keys)].some((key) => said.includes(key));
};
const isForAll = ({ answers }: Row) => Object.values(answers).includes('everybody');
const allowed = () => cells.filter(({ stated }) => statusOf(stated) < 300 || stated === '303');

describe('asked wrongly by those who may not', () => {
  it('no route fails, tells of itself, or lets anything be written', async () => {
    const before = await stateOf(district.played.host);
    const ids = Object.entries(district.samples).flatMap(([, kind]) =>
      Object.entries(kind)
        .filter(([name]) => name !== 'theirs')
        .map(([, id]) => id),
    );
    const cases = casesOf(refused(), RUNS, SEED, ids);
    expect(await fuzz(cases, 'refused', await secretsOf(district))).toEqual([]);
    // What strangers may write: a concern about what is shared, as many as a day takes.
    const MAY = /^(Concern|ConcernCount|concern\.reported) /;
    expect(changesBetween(before, await stateOf(district.played.host)).filter((change) => !MAY.test(change))).toEqual(
      [],
    );
  }, 600_000);
});

describe('asked rightly by everybody', () => {
  it('every route refuses as stated, and a refusal or a reading changes nothing', async () => {
    const before = await stateOf(district.played.host);
    expect(
      await asked(
        cells.filter((cell) => !isAct(cell)),
        6,
      ),
    ).toEqual([]);
    expect(changesBetween(before, await stateOf(district.played.host))).toEqual([]);
  }, 300_000);

  it('every route does what it is asked for by whom it is stated', async () => {
    expect(await asked(cells.filter(isAct), 1)).toEqual([]);
  }, 300_000);

  it('everybody reads what they may, somewhere', () => {
    for (const { what, by } of WHO_SEES_WHAT)
      expect([what, ...(found.get(what) ?? [])].sort()).toEqual([what, ...actorsIn(by)].sort());
  });
});

describe('asked wrongly by those who may', () => {
  it('no route fails or tells of itself', async () => {
    const ids = Object.values(district.samples).flatMap((kind) => Object.values(kind));
    expect(await fuzz(casesOf(allowed(), Math.ceil(RUNS / 2), SEED + 1, ids), 'allowed', [])).toEqual([]);
  }, 600_000);

  it('and nothing that came of it fails on its way', async () => {
    await district.played.settle();
    const parked = Object.entries(district.played.host.edges.queues.depths()).filter(
      ([name, { visible, inFlight, delayed }]) =>
        /Parked|Undelivered|Dead/i.test(name) && visible + inFlight + delayed > 0,
    );
    expect(parked).toEqual([]);
  }, 300_000);
});

describe('the logs', () => {
  it('hold no secret, nothing of a body, and no fault of ours', async () => {
    const lines = district.played.host.logs().map(({ text }) => text);
    expect(lines.length).toBeGreaterThan(10);
    const never = [...(await secretsOf(district)), ...Object.values(PLANTED)];
    expect(lines.filter((line) => never.some((text) => line.includes(text)))).toEqual([]);
    expect(lines.filter((line) => /"level":"error"|"code":"internal"/.test(line))).toEqual([]);
  });
});
