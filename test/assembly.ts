/** The synthesized stack, bundled functions and all, once for the whole test run and only if something changed. */
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
  synthesize(root, assemblyDir);
  project.provide('assemblyDir', assemblyDir);
};
