import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { synthesizeSample } from './sample-stack.ts';

function fingerprint(): string {
  const sample = join(import.meta.dirname, 'sample');
  const sources = readdirSync(sample).map((name) => join(sample, name));
  const hash = createHash('sha256');
  for (const path of [join(import.meta.dirname, 'sample-stack.ts'), 'package-lock.json', ...sources]) {
    hash.update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The sample's assembly: synthesized, bundling on, by whichever test file comes first, and shared by all. */
export async function sampleAssembly(): Promise<string> {
  const folder = join(tmpdir(), `accolade-sample-${fingerprint()}`);
  const done = join(folder, 'done');
  const claim = `${folder}.claim`;
  while (!existsSync(done)) {
    try {
      mkdirSync(claim);
    } catch {
      await wait(100);
      continue;
    }
    try {
      synthesizeSample(join(folder, 'cdk.out'));
      writeFileSync(done, '');
    } finally {
      rmSync(claim, { recursive: true });
    }
  }
  return join(folder, 'cdk.out');
}
