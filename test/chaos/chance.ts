/** Chances by seed and key, not by order: work that runs at once would take from one sequence in an order of its own every time. */
import { hash } from 'node:crypto';

/** From 0 up to 1, always the same for the same seed and key. */
export type Chance = (...key: readonly (string | number)[]) => number;

export const chanceOf =
  (seed: number): Chance =>
  (...key) =>
    hash('sha256', JSON.stringify([seed, ...key]), 'buffer').readUIntBE(0, 6) / 2 ** 48;

/** One of them, each as likely as the others. */
export const oneOf = <T>(all: readonly [T, ...T[]], chance: number): T =>
  all[Math.floor(chance * all.length)] ?? all[0];
