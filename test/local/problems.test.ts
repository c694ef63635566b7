import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDataFolder } from '../../lib/local/data-folder.ts';
import { findJava, javaVersion } from '../../lib/local/dynamodb/java.ts';
import { startHost } from '../../lib/local/host.ts';
import { explain } from '../../lib/local/problem.ts';
import { readAssembly } from '../../lib/local/template/assembly.ts';
import { sampleAssembly } from './sample-assembly.ts';

const scratch = mkdtempSync(join(tmpdir(), 'accolade-problems-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function explained(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return explain(error);
  }
  return 'nothing went wrong';
}

function fakeJava(version: string): NodeJS.ProcessEnv {
  const home = join(scratch, version);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin', 'java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
  chmodSync(join(home, 'bin', 'java'), 0o755);
  return { ...process.env, JAVA_HOME: home };
}

describe('Java', () => {
  test.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['The operation could not be completed', undefined],
  ])('%s is %s', (output, version) => {
    expect(javaVersion(output)).toBe(version);
  });

  test('missing: one line says how to get it', () => {
    const line = explained(() => findJava({ JAVA_HOME: join(scratch, 'nowhere') }));
    expect(line).toMatch(/^Java was not found .*apt-get install default-jre-headless/);
    expect(line).not.toContain('\n');
  });

  test('too old: one line says which is there and which is needed', () => {
    const line = explained(() => findJava(fakeJava('11.0.2')));
    expect(line).toMatch(/too old \(.* is version 11\)\. DynamoDB Local needs Java 17 or newer/);
    expect(findJava(fakeJava('17.0.1'))).toContain('17.0.1');
  });
});

describe('a start', () => {
  let assemblyDir: string;
  beforeAll(async () => {
    assemblyDir = await sampleAssembly();
  }, 60_000);

  test('on a taken port says which, and leaves nothing behind', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    const dataDir = join(scratch, 'taken');
    const failed = await startHost({ assemblyDir, dataDir, ports: { edges: port } }).catch(explain);
    expect(failed).toBe(
      `Port ${port} is already taken. Stop the program that uses it, or start with another one (npm start -- --port 9000).`,
    );
    holder.close();
    const started = await startHost({ assemblyDir, dataDir, ports: { edges: port } });
    await started.close();
  }, 30_000);

  test.skipIf(!existsSync('/dev/full'))(
    'whose disk fills up stops in one line',
    async () => {
      const dataDir = join(scratch, 'full');
      mkdirSync(dataDir);
      symlinkSync('/dev/full', join(dataDir, 'functions.log'));
      const host = await startHost({ assemblyDir, dataDir });
      await fetch(`${host.apiUrl}/echo`);
      expect(await host.settle().catch(explain)).toMatch(/^The disk is full/);
      await host.close();
    },
    30_000,
  );

  test('without a synthesized stack says to synthesize', () => {
    expect(explained(() => readAssembly(join(scratch, 'none')))).toMatch(
      /no synthesized stack .*Run npm run synth first/,
    );
  });
});

test('a data folder belongs to one process at a time, and is free again afterwards', () => {
  const path = join(scratch, 'data');
  const first = openDataFolder(path);
  expect(explained(() => openDataFolder(path))).toMatch(
    `already running with the data in ${path} (process ${process.pid})`,
  );
  first.release();
  openDataFolder(path).release();
});

test.each([
  [Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
  [Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR' })],
])('a full disk (%s) is told in one line', (error) => {
  expect(explain(error)).toMatch(/^The disk is full\. Free some space/);
});

test('what is not known is told by its own first line', () => {
  expect(explain(new Error('odd\n  at somewhere'))).toBe('The local host stopped: odd');
});
