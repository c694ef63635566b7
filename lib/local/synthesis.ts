/** Synthesizes the stack for this machine, unless nothing it is made of has changed since the last time. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalProblem } from './problem.ts';

const SOURCES = [
  'bin/accolade.ts',
  'cdk.json',
  'package-lock.json',
  'events/*.ts',
  'functions/**/*.{ts,json}',
  'lib/*.ts',
  'lib/parts/*.ts',
];

/** Of what an app prints, in bytes: CDK warns at length. */
const LONGEST = 32 * 1024 * 1024;

const fingerprint = (root: string) => {
  const hash = createHash('sha256');
  for (const path of globSync(SOURCES, { cwd: root }).sort()) {
    if (statSync(join(root, path)).isFile()) hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
};

/**
 * The context of cdk.json, with the stage as this machine plays it: the API's own host, the sign-in and the sender that the stack
 * makes, whatever the district has configured for AWS.
 */
const localContext = (root: string) => {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const { domain: _domain, signIn: _signIn, sender, ...stage } = context.accolade;
  return { ...context, accolade: { ...stage, sender: { address: sender.address, identity: 'domain' } } };
};

/** Writes the cloud assembly into `directory`; true when it had to, false when the one there is still right. */
export const synthesize = (root: string, directory: string, environment = process.env): boolean => {
  const marker = join(directory, 'made-from');
  const made = fingerprint(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === made) return false;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  // As the CLI of CDK runs an app, without the CLI: it takes seconds, and has nothing to ask AWS for.
  const env = { ...environment, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify(localContext(root)) };
  const run = spawnSync(process.execPath, ['bin/accolade.ts'], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: LONGEST,
  });
  if (run.status !== 0) {
    throw new LocalProblem(
      'synth-failed',
      `The stack could not be synthesized:\n${run.stdout}${run.stderr}`,
      'See the lines above.',
    );
  }
  // In Lambda a bundle stands alone; here it stands below a `package.json` that would call it an ES module.
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ type: 'commonjs' }));
  writeFileSync(marker, made);
  return true;
};
