/**
 * Rates of several cases on a machine that does other things as well. Every round runs every case for a moment, one after the
 * other, so that what slows a round down slows all of its cases down; a ratio is taken within each round.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Case {
  name: string;
  /** `serial` is never the same twice. */
  run(serial: number): unknown;
}

/** The median of some figures, and its quartiles. */
export interface Spread {
  median: number;
  quartiles: readonly [number, number];
}

/** `cpu`: in a second of processor time, of all threads together. `wall`: in a second on the clock. */
export type Per = 'cpu' | 'wall';

/** Operations in a second. */
export type Figure = { name: string } & Record<Per, Spread>;

export interface Rounds {
  figures: readonly Figure[];
  /** How many times the rate of `under` the rate of `over` is, over the rounds. */
  ratio(over: string, under: string, per: Per): Spread;
}

type Rates = Record<Per, number[]>;

// Each slice begins without the garbage of the one before.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

export const runRounds = async (cases: readonly Case[], count: number, milliseconds: number): Promise<Rounds> => {
  const rates = new Map(cases.map(({ name }): [string, Rates] => [name, { cpu: [], wall: [] }]));
  const ratesOf = (name: string, per: Per) => rates.get(name)?.[per] ?? [];
  let serial = 0;
  // The first round only warms up.
  for (let round = 0; round <= count; round++) {
    for (const { name, run } of cases) {
      const slice = await runSlice(() => run(serial++), milliseconds);
      if (round === 0) continue;
      ratesOf(name, 'cpu').push(slice.cpu);
      ratesOf(name, 'wall').push(slice.wall);
    }
  }
  const figureOf = ({ name }: Case) => ({
    name,
    cpu: spread(ratesOf(name, 'cpu')),
    wall: spread(ratesOf(name, 'wall')),
  });
  return {
    figures: cases.map(figureOf),
    ratio: (over, under, per) =>
      spread(ratesOf(over, per).map((rate, round) => rate / (ratesOf(under, per)[round] ?? Number.NaN))),
  };
};

const runSlice = async (run: () => unknown, milliseconds: number): Promise<Record<Per, number>> => {
  collectGarbage();
  const [began, used] = [performance.now(), process.cpuUsage()];
  let done = 0;
  while (performance.now() - began < milliseconds) {
    await run();
    done++;
  }
  const { user, system } = process.cpuUsage(used);
  return { cpu: (done * 1e6) / (user + system), wall: (done * 1000) / (performance.now() - began) };
};

export const spread = (figures: readonly number[]): Spread => {
  const sorted = figures.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)] };
};
