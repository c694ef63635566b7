/**
 * The synthesized stack, bundled functions and all, once for the whole test run and only if something changed: without network, as
 * whatever is synthesized must be.
 */
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../lib/local/synthesis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    assemblyDir: string;
  }
}

export default (project: TestProject) => {
  const root = join(import.meta.dirname, '..');
  const assemblyDir = join(root, 'node_modules/.cache/accolade/cdk.out');
  const noNetwork = `--import ${join(import.meta.dirname, 'no-network.mjs')}`;
  synthesize(root, assemblyDir, { ...process.env, NODE_OPTIONS: noNetwork });
  project.provide('assemblyDir', assemblyDir);
};
