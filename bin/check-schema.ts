/**
 * `npm run check:schema -- FILE...`: holds credentials (JSON, or a .jwt) against the official JSON Schema of Open Badges 3.0.
 * `--generated N [--seed S]`: holds the project's own model against it instead, on N generated badges and a change of each.
 * Options: --schema PATH, --any-schema. Ends with 0 (conforms), 1 (does not) or 2 (could not be tried).
 */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareModels, tableOf } from './schema/compare-models.ts';
import { findSchema, officialSchema } from './schema/official-schema.ts';

const USAGE = `Usage: npm run check:schema -- FILE... [--schema PATH] [--any-schema]
       npm run check:schema -- --generated N [--seed S]`;

const root = join(import.meta.dirname, '..');

const read = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      schema: { type: 'string' },
      'any-schema': { type: 'boolean', default: false },
      generated: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });

/** A credential from a file: JSON, or the payload of a JWT. */
const credentialIn = (file: string): unknown => {
  const text = readFileSync(file, 'utf8').trim();
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(text) ?? [];
  return JSON.parse(payload === undefined ? text : Buffer.from(payload, 'base64url').toString('utf8'));
};

const check = (): number => {
  const { values, positionals: files } = read();
  const [count, seed] = [Number(values.generated ?? 1), Number(values.seed)];
  const asked = values.generated === undefined ? files.length > 0 : files.length === 0;
  if (!asked || !(Number.isSafeInteger(count) && count > 0) || !Number.isSafeInteger(seed)) throw new Error(USAGE);
  const named = values.schema ?? process.env.OPEN_BADGES_SCHEMA;
  const beside = files.map((file) => dirname(resolve(file)));
  const path = findSchema({ root, folder: process.cwd(), named, beside });
  const schema = officialSchema(path, values['any-schema']);
  if (values.generated === undefined) return checkFiles(files, schema);
  console.log(`${count} generated badges and one change of each, with seed ${seed}, by ${path}:\n`);
  const { tallies, counterexamples } = compareModels(schema, { count, seed });
  console.log(tableOf(tallies));
  for (const one of counterexamples) console.log(`\nThe model takes what the schema refuses: ${one}`);
  return counterexamples.length > 0 ? 1 : 0;
};

const checkFiles = (files: readonly string[], schema: ReturnType<typeof officialSchema>): number => {
  const all = files.map((file) => ({ file, breaches: schema(credentialIn(file)) }));
  for (const { file, breaches } of all) {
    console.log(`${file}: ${breaches.length === 0 ? 'conforms' : 'does not conform'}`);
    for (const { path, message } of breaches) console.log(`  ${path} ${message}`);
  }
  return all.some(({ breaches }) => breaches.length > 0) ? 1 : 0;
};

try {
  process.exitCode = check();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
