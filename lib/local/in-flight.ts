/** Deliveries and requests under way. */
export interface InFlight {
  size(): number;
  /** Counts the work until it ends, well or badly; returns it unchanged. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when any of the present work has ended; throws what a delivery could not cope with (a full disk). */
  anyEnd(): Promise<void>;
  /** Throws likewise, without waiting. */
  check(): void;
}

/** `ended` hears of every end. */
export function openInFlight(ended: () => void = () => {}): InFlight {
  const under = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  return {
    size: () => under.size,
    track: (work) => {
      const end: Promise<void> = work.then(
        () => {
          under.delete(end);
          ended();
        },
        (error: unknown) => {
          under.delete(end);
          failure ??= { error };
          ended();
        },
      );
      under.add(end);
      return work;
    },
    anyEnd: async () => {
      await Promise.race(under);
      if (failure) throw failure.error;
    },
    check: () => {
      if (failure) throw failure.error;
    },
  };
}
