import { randomUUID } from 'node:crypto';
import type { MovableClock } from '../clock.ts';
import { LocalProblem } from '../problem.ts';
import { type Environment, type FunctionSpec, type Outcome, startEnvironment } from './environment.ts';
import type { FunctionLog } from './log.ts';

export interface Functions {
  /** `target` is a logical id, a name or an ARN; throws `unknown-function`. */
  find(target: string): FunctionSpec;
  /** Invokes and waits: an idle environment if there is one, a new one within the limit, else the next one free. */
  invoke(target: string, event: unknown): Promise<Outcome>;
  /** Kills every environment of the function; how many there were. */
  kill(target: string): number;
  /** How many invocations have begun, by logical id. */
  counts(): Record<string, number>;
  close(): Promise<void>;
}

export interface FunctionsOptions {
  specs: FunctionSpec[];
  clock: MovableClock;
  endpointUrl: string;
  region: string;
  log: FunctionLog;
}

interface Pool {
  spec: FunctionSpec;
  environments: Environment[];
  waiting: Array<() => void>;
  invocations: number;
}

/** Keeps environments warm, one pool per function. */
export function openFunctions(options: FunctionsOptions): Functions {
  let closed = false;
  const pools = options.specs.map((spec): Pool => ({ spec, environments: [], waiting: [], invocations: 0 }));

  function poolOf(target: string): Pool {
    const found = pools.find(({ spec }) => [spec.logicalId, spec.name, spec.arn].includes(target));
    if (found) return found;
    const names = pools.map(({ spec }) => spec.logicalId).join(', ');
    throw new LocalProblem('unknown-function', `There is no function ${target}.`, `The stack has: ${names}.`);
  }

  function idleOf(pool: Pool): Environment | undefined {
    pool.environments = pool.environments.filter((each) => each.alive());
    const idle = pool.environments.find((each) => !each.busy());
    if (idle || pool.environments.length >= pool.spec.concurrency) return idle;
    const { spec } = pool;
    const { clock, endpointUrl, region, log } = options;
    const write = (text: string) => log.write(spec.logicalId, text);
    const started = startEnvironment({ spec, clock, endpointUrl, region, log: write });
    pool.environments.push(started);
    return started;
  }

  return {
    find: (target) => poolOf(target).spec,
    counts: () => Object.fromEntries(pools.map(({ spec, invocations }) => [spec.logicalId, invocations])),
    invoke: async (target, event) => {
      const pool = poolOf(target);
      let environment = closed ? undefined : idleOf(pool);
      while (!environment) {
        if (closed)
          return { ok: false, failure: { errorType: 'Host.Closed', errorMessage: 'The host is closing.', died: true } };
        await new Promise<void>((resolve) => pool.waiting.push(resolve));
        environment = closed ? undefined : idleOf(pool);
      }
      pool.invocations += 1;
      const outcome = await environment.invoke(event, randomUUID());
      pool.waiting.shift()?.();
      return outcome;
    },
    kill: (target) => {
      const alive = poolOf(target).environments.filter((each) => each.alive());
      for (const each of alive) each.kill();
      return alive.length;
    },
    close: async () => {
      closed = true;
      for (const { waiting } of pools) for (const wake of waiting.splice(0)) wake();
      const all = pools.flatMap(({ environments }) => environments);
      for (const each of all) each.kill();
      await Promise.all(all.map((each) => each.closed));
    },
  };
}
