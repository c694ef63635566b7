import type { MovableClock } from '../clock.ts';
import type { EventBus } from '../edge/bus.ts';
import type { Source } from '../sources/pump.ts';
import type { Functions } from './functions.ts';
import type { InFlight } from './in-flight.ts';

interface Job {
  target: string;
  event: unknown;
  attempts: number;
  dueAt: number;
  running: boolean;
  ended(failure: string | undefined): void;
}

export interface AsyncInvocations extends Source {
  /** Queues one invocation, as the scheduler does. */
  invoke(target: string, event: unknown): void;
}

export interface AsyncInvocationsOptions {
  bus: EventBus;
  functions: Functions;
  inFlight: InFlight;
  clock: MovableClock;
}

/** Lambda tries an asynchronous event three times: at once, after one minute, after two more. */
const waitsMs = [60_000, 120_000];

/** What the bus owes to functions and what schedules start: invoked without anybody waiting for the answer. */
export function asyncInvocations({ bus, functions, inFlight, clock }: AsyncInvocationsOptions): AsyncInvocations {
  const jobs = new Set<Job>();
  const adopted = new Set<number>();

  function add(target: string, event: unknown, ended: Job['ended']): void {
    jobs.add({ target, event, attempts: 0, dueAt: clock.now(), running: false, ended });
  }

  function adopt(): void {
    for (const { id, targetArn, body } of bus.invocations.owed()) {
      if (adopted.has(id)) continue;
      adopted.add(id);
      add(targetArn, JSON.parse(body), (failure) => {
        if (failure === undefined) bus.invocations.confirm(id);
        else bus.invocations.fail(id, failure);
      });
    }
  }

  async function run(job: Job): Promise<void> {
    const outcome = await functions.invoke(job.target, job.event);
    const wait = waitsMs[job.attempts];
    job.attempts += 1;
    job.running = false;
    if (!outcome.ok && wait !== undefined) {
      job.dueAt = clock.now() + wait;
      return;
    }
    jobs.delete(job);
    job.ended(outcome.ok ? undefined : outcome.failure.errorMessage);
  }

  return {
    invoke: (target, event) => add(target, event, () => {}),
    nextChangeAt: () => {
      const waiting = [...jobs].filter(({ running }) => !running).map(({ dueAt }) => dueAt);
      return waiting.length > 0 ? Math.min(...waiting) : undefined;
    },
    poll: async () => {
      adopt();
      const due = [...jobs].filter(({ running, dueAt }) => !running && dueAt <= clock.now());
      for (const job of due) {
        job.running = true;
        inFlight.track(run(job));
      }
      return due.length;
    },
  };
}
