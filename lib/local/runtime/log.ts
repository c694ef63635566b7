import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';

export interface LogLine {
  /** Logical id of the function. */
  from: string;
  /** Epoch ms. */
  at: number;
  text: string;
}

/** What functions print, kept in memory and in `functions.log` of the data folder. */
export interface FunctionLog {
  write(from: string, text: string): void;
  lines(): LogLine[];
}

/** `failed` hears when the file cannot be written. */
export function openLog(directory: string, clock: Clock, failed: (error: unknown) => void): FunctionLog {
  const kept: LogLine[] = [];
  const path = join(directory, 'functions.log');
  return {
    lines: () => [...kept],
    write: (from, chunk) => {
      for (const text of chunk.split('\n').filter((line) => line !== '')) {
        const at = clock.now();
        kept.push({ from, at, text });
        try {
          appendFileSync(path, `${new Date(at).toISOString()} ${from} ${text}\n`);
        } catch (error) {
          failed(error);
        }
      }
    },
  };
}
