import { Unavailable } from '../platform/errors.ts';
import { log } from '../platform/log.ts';

/**
 * Works through what is due at a timetable, one after the other, because SES counts by the second. One that fails keeps no other
 * waiting: it is given to `putAside`. What SES does not take now (`Unavailable` with a time) it would not take for the next one
 * either: the rest is left to the next run. Answers how many failed.
 */
export const oneAfterTheOther = async <T>(
  due: readonly T[],
  work: (one: T) => Promise<unknown>,
  putAside: (one: T, error: unknown) => unknown,
): Promise<number> => {
  let failed = 0;
  for (const one of due) {
    try {
      await work(one);
    } catch (error) {
      if (error instanceof Unavailable && error.retryAfter !== undefined) {
        log.warn(error.code);
        return 0;
      }
      failed += 1;
      await putAside(one, error);
    }
  }
  return failed;
};
