import { Stale } from './transact.ts';

/**
 * Reads, decides and writes; if the view was stale by the time of the write, does all of it again. Bounded: a view that is
 * stale five times over is thrown as it is (`Stale` is `Unavailable`: a later try may do better).
 */
export const decideAgain = async <T>(work: () => Promise<T>, attempts = 5): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Stale) || attempt === attempts) throw error;
    }
  }
};
