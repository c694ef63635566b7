/** Deliveries and requests under way. */
export interface InFlight {
  size(): number;
  /** How many have ended so far. */
  ended(): number;
  /** Counts the work until it ends, well or badly; returns it unchanged. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when any of the present work has ended. */
  anyEnd(): Promise<void>;
  /** Keeps an error nobody waits for (a full disk); that of tracked work is kept too. */
  fail(error: unknown): void;
  /** Throws the first error kept. */
  check(): void;
}

/** `onEnd` hears of every end. */
export function openInFlight(onEnd: () => void = () => {}): InFlight {
  const under = new Set<Promise<void>>();
  let ended = 0;
  let failure: { error: unknown } | undefined;

  function fail(error: unknown): void {
    failure ??= { error };
  }

  return {
    size: () => under.size,
    ended: () => ended,
    track: (work) => {
      const end: Promise<void> = work
        .then(() => {}, fail)
        .then(() => {
          under.delete(end);
          ended += 1;
          onEnd();
        });
      under.add(end);
      return work;
    },
    anyEnd: () => Promise.race(under),
    fail,
    check: () => {
      if (failure) throw failure.error;
    },
  };
}
