import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { startHost } from '../../lib/local/host.ts';
import { explain } from '../../lib/local/problem.ts';
import { sampleAssembly } from './sample-assembly.ts';
import { itemsOf } from './stage.ts';

const Told = z.object({ apiUrl: z.string(), dynamoDbUrl: z.string() });
const dataDir = mkdtempSync(join(tmpdir(), 'accolade-restart-'));
let assemblyDir: string;
let child: ChildProcess;

beforeAll(async () => {
  assemblyDir = await sampleAssembly();
}, 60_000);
afterAll(() => {
  child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, maxRetries: 5 });
});

test('a host killed with work to do leaves nothing running, and the next one does the work once', async () => {
  child = fork(join(import.meta.dirname, 'host-process.ts'), [assemblyDir, dataDir], { execArgv: [] });
  const { apiUrl, dynamoDbUrl } = Told.parse((await once(child, 'message'))[0]);
  const posts = ['k1', 'k2', 'k3'].map((id) => fetch(`${apiUrl}/v1/notes/${id}`, { method: 'POST', body: id }));
  expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([202, 202, 202]);

  const second = await startHost({ assemblyDir, dataDir }).catch(explain);
  expect(second).toMatch(
    `already running with the data in ${dataDir} (process ${child.pid}). Use that one, or stop it`,
  );

  child.kill('SIGKILL');
  await once(child, 'exit');
  await vi.waitFor(() => expect(fetch(dynamoDbUrl)).rejects.toThrow(), { timeout: 10_000, interval: 100 });

  const host = await startHost({ assemblyDir, dataDir });
  await host.settle();
  for (const id of ['k1', 'k2', 'k3']) expect((await itemsOf(host, `TRIES#${id}`))[0]?.tries).toEqual({ N: '1' });
  await host.close();

  const third = await startHost({ assemblyDir, dataDir });
  expect((await third.settle()).deliveries).toBe(0);
  expect(third.edges.mail.sent()).toHaveLength(3);
  await third.close();
}, 60_000);
