export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** A clock that ticks like any other and can be moved forward. Functions see the same time as the host. */
export interface MovableClock extends Clock {
  /** Moves forward by so many milliseconds; never back. */
  advance(milliseconds: number): void;
  /** How far it is ahead of (or behind) the machine's own clock, in milliseconds. */
  offset(): number;
}

/** Starts at `start` (default: now). It goes on ticking, so that what happens later also has a later time. */
export function movableClock(start?: number | string | Date): MovableClock {
  let offset = start === undefined ? 0 : new Date(start).getTime() - Date.now();
  return {
    now: () => Date.now() + offset,
    advance: (milliseconds) => {
      offset += Math.max(0, milliseconds);
    },
    offset: () => offset,
  };
}
