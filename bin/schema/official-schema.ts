/**
 * The official JSON Schema of Open Badges 3.0 (AchievementCredential). It is 1EdTech's and not ours to ship: it is looked for
 * where somebody may have put it, and only one version of it is taken.
 */
import { hash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019, type ErrorObject } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { jsonPath } from '../../functions/platform/json-path.ts';

export const SCHEMA_NAME = 'ob_v3p0_achievementcredential_schema.json';
export const SCHEMA_SHA256 = '859e405b592d93c3261fe899362f4128801140d4d20c01502a066b3540483d95';

/** Why no schema can be had; the message is for a person. */
export class SchemaProblem extends Error {
  override name = 'SchemaProblem';
}

export interface Looking {
  /** The checkout. */
  root: string;
  /** The working folder. */
  folder: string;
  /** What the command or the environment names. */
  named?: string | undefined;
  /** The folders of the credentials. */
  beside?: readonly string[];
}

/** Where the schema lies. Throws `SchemaProblem` when it lies nowhere. */
export const findSchema = ({ root, folder, named, beside = [] }: Looking): string => {
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new SchemaProblem(`There is no schema at ${named}.`);
  }
  const folders = [...beside, folder, join(root, '.accolade'), join(root, '../open-badges')];
  const siblings = globSync(`../*/open-badges/${SCHEMA_NAME}`, { cwd: root }).map((path) => join(root, path));
  const found = [...folders.map((one) => join(one, SCHEMA_NAME)), ...siblings.sort()].find((path) => existsSync(path));
  if (found) return found;
  throw new SchemaProblem(
    `${SCHEMA_NAME} is not here. It is 1EdTech's, and not part of this project: put it into .accolade/, or name it by --schema PATH or OPEN_BADGES_SCHEMA.`,
  );
};

export interface Breach {
  /** JSON path. */
  path: string;
  message: string;
}

/** Answers what of a credential breaks the schema at `path`. Throws `SchemaProblem` for another schema than the pinned one. */
export const officialSchema = (path: string, anySchema = false): ((credential: unknown) => Breach[]) => {
  const text = readFileSync(path);
  const found = hash('sha256', text);
  if (found !== SCHEMA_SHA256 && !anySchema)
    throw new SchemaProblem(
      `${path} is another schema than the one that is known here.\n  its SHA-256: ${found}\n  expected:    ${SCHEMA_SHA256}\nTo hold against it all the same, add --any-schema.`,
    );
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const holds = ajv.compile(JSON.parse(text.toString('utf8')));
  return (credential) => (holds(credential) ? [] : (holds.errors ?? []).map(breachOf));
};

const breachOf = ({ instancePath, message = 'does not hold', params }: ErrorObject): Breach => {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
  const allowed = 'allowedValues' in params ? `: ${params.allowedValues.join(', ')}` : '';
  return { path: jsonPath(steps), message: `${message}${allowed}` };
};
