/** The local deployment in a process of its own, which is killed and started again; its clock runs faster than the machine's. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalFile } from '../../lib/local/story/local-file.ts';
import type { HostOptions, Told } from './host-process.ts';

/** Sim seconds for each second of the machine: a message that was in somebody's hands comes back after 45 seconds, not 180. */
export const SPEED = 4;
/** For how long the machine is down after a kill. What was in the hands of dead functions is visible again after that. */
const DOWN_MS = 4 * 60_000;

export interface Deployment {
  /** Epoch ms, as the functions see it. */
  now(): number;
  /** Resolves when it is up (again). */
  up(): Promise<LocalFile>;
  token(employeeId: string): Promise<string>;
  /** `kill -9` and a new start, some minutes later. */
  restart(): Promise<void>;
  /** Fires every schedule now, once more than its time says. */
  fireSchedules(): void;
  /** How many messages are in queues. */
  depth(): Promise<number>;
  kill(): Promise<void>;
}

export const openDeployment = async (
  options: Omit<HostOptions, 'at' | 'since' | 'speed' | 'life'>,
): Promise<Deployment> => {
  let child: ChildProcess;
  let life = 0;
  let at = Date.now();
  let since = Date.now();
  let local: Promise<LocalFile>;
  const tokens = new Map<string, Promise<string>>();
  let asked = 0;
  const now = () => at + (Date.now() - since) * SPEED;

  const start = async (): Promise<LocalFile> => {
    life += 1;
    [at, since] = [Math.round(now()) + (life === 1 ? 0 : DOWN_MS), Date.now()];
    const told: HostOptions = { ...options, at, since, life, speed: SPEED };
    child = fork(join(import.meta.dirname, 'host-process.ts'), [], {
      execArgv: [],
    });
    child.setMaxListeners(0);
    child.send(told);
    const [first] = (await once(child, 'message')) as [Told];
    if (first.problem !== undefined) throw new Error(first.problem);
    return LocalFile.parse(first.local);
  };
  /** Asks the host; again after its next start if it dies meanwhile. */
  const ask = async (question: object): Promise<Told> => {
    await local;
    const id = ++asked;
    const host = child;
    const answer = new Promise<Told | undefined>((resolve) => {
      const hear = (told: Told) => {
        if (told.id !== id) return;
        host.off('message', hear);
        resolve(told);
      };
      host.on('message', hear);
      host.once('exit', () => resolve(undefined));
    });
    if (host.connected) host.send({ ...question, id }, () => {});
    const told = host.connected ? await answer : undefined;
    if (told) return told;
    await sleep(100);
    return ask(question);
  };
  const kill = async () => {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await gone;
  };

  local = start();
  await local;
  return {
    now,
    up: () => local,
    token: (employeeId) => {
      const kept = tokens.get(employeeId) ?? ask({ mint: employeeId }).then(({ token = '' }) => token);
      tokens.set(employeeId, kept);
      return kept;
    },
    restart: async () => {
      const next = Promise.withResolvers<LocalFile>();
      next.promise.catch(() => {});
      local = next.promise;
      await kill();
      next.resolve(start());
      await local;
    },
    fireSchedules: () => void child.send({ fire: true }, () => {}),
    depth: async () => (await ask({ depth: true })).depth ?? 0,
    kill,
  };
};
