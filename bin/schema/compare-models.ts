/** Holds the project's own model of a signed badge against the official schema: it must refuse whatever the schema refuses. */
import fc from 'fast-check';
import type * as z from 'zod';
import { SignedCredential } from '../../functions/open-badges/open-badge.ts';
import { jsonPath } from '../../functions/platform/json-path.ts';
import { anyBadge } from './generated-badges.ts';
import type { Breach } from './official-schema.ts';
import { anyChange, changedBy, type Json } from './single-changes.ts';

export interface Tally {
  kind: string;
  tried: number;
  bothAccept: number;
  bothRefuse: number;
  /** Stricter than the standard, on purpose. */
  modelAloneRefuses: number;
  /** What must never be. */
  schemaAloneRefuses: number;
}

export interface Comparison {
  tallies: Tally[];
  /** Of each kind and schema message, one: where the model takes what the schema refuses. */
  counterexamples: string[];
}

const AS_COMPOSED = 'as composed';

/** Compares on `count` generated badges, and on one change of each. The same seed gives the same badges. */
export const compareModels = (
  schema: (credential: unknown) => Breach[],
  { count, seed, model = SignedCredential }: { count: number; seed: number; model?: z.ZodType },
): Comparison => {
  const tallies = new Map<string, Tally>();
  const counterexamples = new Set<string>();
  const hold = (kind: string, where: string, document: Json) => {
    const breaches = schema(document);
    const verdict = verdictOf(model.safeParse(document).success, breaches.length === 0);
    const tally = tallies.get(kind) ?? newTally(kind);
    tally.tried += 1;
    tally[verdict] += 1;
    tallies.set(kind, tally);
    const [breach] = breaches;
    if (verdict === 'schemaAloneRefuses')
      counterexamples.add(anyItem(`${where}, ${kind}: ${breach?.path} ${breach?.message}`));
    // The model may be stricter, but not with what Accolade itself composes.
    if (kind === AS_COMPOSED && verdict !== 'bothAccept') counterexamples.add(`${kind}: ${verdict}`);
  };
  for (const [badge, change] of fc.sample(fc.tuple(anyBadge, anyChange), { numRuns: count, seed })) {
    const document = JSON.parse(JSON.stringify(badge)) as Json;
    hold(AS_COMPOSED, '$', document);
    const changed = changedBy(document, change);
    if (changed) hold(changed.kind, jsonPath(changed.path), changed.document);
  }
  return { tallies: [...tallies.values()], counterexamples: [...counterexamples] };
};

const newTally = (kind: string): Tally => ({
  ...{ kind, tried: 0, bothAccept: 0, bothRefuse: 0, modelAloneRefuses: 0, schemaAloneRefuses: 0 },
});

const anyItem = (text: string) => text.replaceAll(/\[\d+\]/g, '[*]');

const verdictOf = (model: boolean, schema: boolean) => {
  if (model) return schema ? 'bothAccept' : 'schemaAloneRefuses';
  return schema ? 'modelAloneRefuses' : 'bothRefuse';
};

/** The tallies as a table for the terminal, with a line for all of them. */
export const tableOf = (tallies: readonly Tally[]): string => {
  const sum = tallies.reduce(
    (all, one) => ({
      kind: 'all',
      tried: all.tried + one.tried,
      bothAccept: all.bothAccept + one.bothAccept,
      bothRefuse: all.bothRefuse + one.bothRefuse,
      modelAloneRefuses: all.modelAloneRefuses + one.modelAloneRefuses,
      schemaAloneRefuses: all.schemaAloneRefuses + one.schemaAloneRefuses,
    }),
    newTally('all'),
  );
  const rows = [...tallies, sum].map((one) => [
    ...[one.kind, one.tried, one.bothAccept, one.bothRefuse, one.modelAloneRefuses, one.schemaAloneRefuses].map(String),
  ]);
  const head = ['change', 'tried', 'both accept', 'both refuse', 'model alone refuses', 'schema alone refuses'];
  return [head, ...rows]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(26) : cell.padStart(22))).join(''))
    .join('\n');
};
