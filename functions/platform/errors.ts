/** The three kinds of error, each with a stable code. Everything else that is thrown is a fault of ours. */

interface About {
  /** For people: what happened and what to do. */
  message: string;
  cause?: unknown;
}

/** The domain says no. Over HTTP a 4xx; in a reaction, nothing more will come of the event. `retryAfter` in seconds, of a 429. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly status: number;
  readonly details: Record<string, unknown>;
  readonly retryAfter: number | undefined;
  constructor(
    code: string,
    about: About & { status?: number; details?: Record<string, unknown>; retryAfter?: number },
  ) {
    super(about.message, { cause: about.cause });
    this.code = code;
    this.status = about.status ?? 409;
    this.details = about.details ?? {};
    this.retryAfter = about.retryAfter;
  }
}

/** Not now: the same call is worth repeating. `retryAfter` in seconds, when the other side named one. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly code: string;
  readonly retryAfter: number | undefined;
  constructor(code: string, about: About & { retryAfter?: number }) {
    super(about.message, { cause: about.cause });
    this.code = code;
    this.retryAfter = about.retryAfter;
  }
}

/** Poison: no retry will help. The message is parked with this reason and does not burn its receives. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable';
  readonly code: string;
  constructor(code: string, about: About) {
    super(about.message, { cause: about.cause });
    this.code = code;
  }
}

/** A shorthand for the refusal everybody writes: the thing is not there, or not for you to know of. */
export const notFound = (what: string) =>
  new Refused('not-found', { status: 404, message: `There is no such ${what}.`, details: { what } });

export const forbidden = (code: string, message: string) => new Refused(code, { status: 403, message });
