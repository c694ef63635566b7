import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalProblem } from './problem.ts';

export interface DataFolder {
  path: string;
  /** False for a folder that goes away with the host. */
  kept: boolean;
  release(): void;
}

function holderOf(path: string): string {
  try {
    return ` (process ${readFileSync(join(path, 'running'), 'utf8').trim()})`;
  } catch {
    return '';
  }
}

/** SQLite's own file lock: the system lets go of it when the process dies, however it dies, unlike a file with a process id in it. */
function lock(path: string): DatabaseSync {
  const database = new DatabaseSync(join(path, 'lock.sqlite'));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!(error instanceof Error) || !/locked/.test(error.message)) throw error;
    throw new LocalProblem(
      'already-running',
      `Accolade is already running with the data in ${path}${holderOf(path)}.`,
      'Use that one, or stop it (Ctrl-C in its window) and start again.',
    );
  }
  writeFileSync(join(path, 'running'), `${process.pid}\n`);
  return database;
}

/** Opens the folder for this process alone; throws `already-running`. Without a path: a new folder that `release` deletes. */
export function openDataFolder(path?: string): DataFolder {
  const folder = path ?? mkdtempSync(join(tmpdir(), 'accolade-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const held = lock(folder);
  return {
    path: folder,
    kept: path !== undefined,
    release: () => {
      held.close();
      if (path === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      else rmSync(join(folder, 'running'), { force: true });
    },
  };
}
