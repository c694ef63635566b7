/** How figures are shown. */
import { columns } from '../bin/columns.ts';
import type { FunctionFigure } from './functions.ts';
import type { LoadFigure } from './load/phase.ts';
import type { Rounds, Spread } from './rounds.ts';

const digits = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3));
const range = ({ quartiles: [low, high] }: Spread) => `${digits(low)} to ${digits(high)}`;

/** The rates of some cases, and each as a multiple of `base`. */
export const ratesTable = (title: string, { figures, ratio }: Rounds, base: string): string => {
  const rows = figures.map(({ name, cpu, wall }) => {
    const times = ratio(name, base, 'cpu');
    const rates = [digits(cpu.median), range(cpu), digits(1e6 / cpu.median), digits(wall.median)];
    return [name, ...rates, digits(times.median), range(times)];
  });
  const head = ['', 'per CPU second', 'quartiles', 'CPU µs', 'per second', 'x raw', 'quartiles'];
  return `${title} ("raw" is ${base})\n${columns([head, ...rows])}`;
};

/** Each ratio by processor time, which `--json` calls by the same name, and by the clock. */
export const ratiosTable = (ratios: Readonly<Record<string, Record<'cpu' | 'wall', Spread>>>): string => {
  const rows = Object.entries(ratios).map(([name, { cpu, wall }]) => [
    ...[name, digits(cpu.median), range(cpu), digits(wall.median), range(wall)],
  ]);
  return `Ours as a multiple of theirs\n${columns([['', 'CPU', 'quartiles', 'clock', 'quartiles'], ...rows])}`;
};

export const functionsTable = (figures: readonly FunctionFigure[]): string => {
  const kilobytes = (bytes: number) => (bytes / 1024).toFixed(0);
  const rows = figures.map(({ name, bytes, importMs, clientsOnly }) => [
    ...[name, kilobytes(bytes), kilobytes(clientsOnly.bytes), digits(importMs.median), range(importMs)],
    ...[digits(clientsOnly.importMs.median), (importMs.median - clientsOnly.importMs.median).toFixed(1)],
  ]);
  const head = ['', 'KB', 'clients only', 'import ms', 'quartiles', 'clients only', 'added ms'];
  return `Functions, beside a bundle of nothing but their AWS clients\n${columns([head, ...rows])}`;
};

export const loadTable = (figures: readonly LoadFigure[]): string => {
  const rows = figures.map(({ name, count, perSecond, p50, p99 }) => [
    ...[name, digits(perSecond), digits(p50), digits(p99), digits(count)],
  ]);
  return columns([['', 'per second', 'p50 ms', 'p99 ms', 'count'], ...rows]);
};
