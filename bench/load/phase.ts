/** One thing that is done again and again by several at a time, and how long each took. */
export interface Phase {
  name: string;
  run: () => Promise<void>;
  /** Runs it by so many at a time for so many seconds; may be called again. */
  measure(senders: number, seconds: number): Promise<void>;
  figure(): LoadFigure;
}

export interface LoadFigure {
  name: string;
  count: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export const phaseOf = (name: string, act: (serial: number) => Promise<void>): Phase => {
  const took: number[] = [];
  let elapsed = 0;
  let serial = 0;
  const run = () => act(serial++);
  const timed = async () => {
    const began = performance.now();
    await run();
    took.push(performance.now() - began);
  };
  return {
    name,
    run,
    async measure(senders, seconds) {
      const began = performance.now();
      const until = began + seconds * 1000;
      const sender = async () => {
        while (performance.now() < until) await timed();
      };
      await Promise.all(Array.from({ length: senders }, sender));
      elapsed += performance.now() - began;
    },
    figure() {
      const sorted = took.toSorted((one, other) => one - other);
      const at = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
      return { name, count: took.length, perSecond: (took.length * 1000) / elapsed, p50: at(0.5), p99: at(0.99) };
    },
  };
};

/** So many at a time, each so often. */
export const concurrently = async (senders: number, times: number, run: Phase['run']) => {
  const sender = async () => {
    for (let time = 0; time < times; time++) await run();
  };
  await Promise.all(Array.from({ length: senders }, sender));
};
