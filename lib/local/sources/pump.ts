import type { MovableClock } from '../clock.ts';
import { LocalProblem } from '../problem.ts';
import type { InFlight } from '../runtime/in-flight.ts';

/** Something that has work to hand to functions: a queue, a stream, a rule's target, the schedules. */
export interface Source {
  /** Begins whatever can begin now, without waiting for it to end; how many deliveries that is. */
  poll(): Promise<number>;
  /** When (epoch ms) it will have work that waits for time to pass. */
  nextChangeAt(): number | undefined;
}

export interface SettleOptions {
  /** Moves the clock to the next visibility, delay or retry whenever only waiting work is left. */
  advance?: boolean;
  /** How far the clock may be moved, in milliseconds; default six hours. */
  within?: number;
}

export interface Settled {
  /** Batches and invocations handed to functions. */
  deliveries: number;
  /** How far the clock was moved, in milliseconds. */
  advanced: number;
}

export interface Pump {
  /** Runs everything until nothing is left to do now; throws `never-settles` when that has no end. */
  settle(options?: SettleOptions): Promise<Settled>;
  /** Runs by itself from now on; `failed` hears what it cannot go on with. */
  start(failed: (error: unknown) => void): void;
  /** There may be new work: look now rather than at the next tick. */
  wake(): void;
  stop(): Promise<void>;
}

export interface PumpOptions {
  sources: Source[];
  inFlight: InFlight;
  clock: MovableClock;
}

const tickMs = 100;
const mostDeliveries = 20_000;
const sixHours = 6 * 60 * 60 * 1000;

export function openPump({ sources, inFlight, clock }: PumpOptions): Pump {
  let round: Promise<number> = Promise.resolve(0);
  let looking: (() => void) | undefined;
  let loop: Promise<void> | undefined;
  let stopped = false;

  /** One round at a time, also when settling while the pump runs by itself. */
  function poll(): Promise<number> {
    round = round
      .catch(() => 0)
      .then(async () => {
        inFlight.check();
        let begun = 0;
        for (const source of sources) begun += await source.poll();
        return begun;
      });
    return round;
  }

  async function quiet(): Promise<number> {
    let deliveries = 0;
    for (;;) {
      const idle = inFlight.size() === 0;
      const endedBefore = inFlight.ended();
      const begun = await poll();
      deliveries += begun;
      if (deliveries > mostDeliveries) {
        throw new LocalProblem(
          'never-settles',
          `${deliveries} deliveries and still more.`,
          'Look for events that cause themselves.',
        );
      }
      if (inFlight.size() > 0) await inFlight.anyEnd();
      else if (idle && begun === 0 && inFlight.ended() === endedBefore) return deliveries;
    }
  }

  const nextChangeAt = () => Math.min(...sources.map((source) => source.nextChangeAt() ?? Number.POSITIVE_INFINITY));

  async function settle({ advance = false, within = sixHours }: SettleOptions = {}): Promise<Settled> {
    const started = clock.offset();
    let deliveries = await quiet();
    while (advance) {
      const ahead = nextChangeAt() - clock.now();
      if (clock.offset() - started + ahead > within) break;
      // One millisecond more: what becomes visible at an instant is visible after it.
      clock.advance(Math.max(ahead, 0) + 1);
      deliveries += await quiet();
    }
    return { deliveries, advanced: clock.offset() - started };
  }

  async function pause(): Promise<void> {
    const timer = setTimeout(() => looking?.(), tickMs);
    await new Promise<void>((resolve) => {
      looking = resolve;
    });
    clearTimeout(timer);
  }

  return {
    settle,
    wake: () => looking?.(),
    start: (failed) => {
      const run = async () => {
        while (!stopped) if ((await poll()) === 0) await pause();
      };
      loop = run().catch((error) => {
        if (!stopped) failed(error);
      });
    },
    stop: async () => {
      stopped = true;
      looking?.();
      await loop;
      await round.catch(() => 0);
    },
  };
}
