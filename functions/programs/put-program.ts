/** Takes a program file: read, held against the one in force, and put into force as a whole. */
import type { Cause } from '../platform/draft-event.ts';
import { Refused } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { addedBadges, type Change, nextRevision } from './model.ts';
import type { Problem } from './problem.ts';
import { type ProgramFile, readProgramFile } from './program-file.ts';
import { protectionOf } from './source-file.ts';
import type { ProgramStore } from './store.ts';

interface Put {
  programId: string;
  /** The posted JSON. */
  json: unknown;
  dryRun: boolean;
  author: Parameters<ProgramStore['putIntoForce']>[1];
  cause: Cause;
}

interface Outcome {
  programId: string;
  revision: number;
  changes: Change[];
  /** What is in order, and not for the best. */
  notes: Problem[];
  created: boolean;
}

/**
 * The revision in force afterwards and what changed; the file in force already changes nothing. Refuses with
 * `program-invalid` (422), `source-taken` and `program-changed-meanwhile` (409).
 */
export const putProgram =
  ({ store }: { store: ProgramStore }) =>
  async ({ programId, json, dryRun, author, cause }: Put): Promise<Outcome> => {
    const file = readFile(programId, json);
    const current = await store.current(programId);
    const retired = current && (await store.retired(programId, addedBadges(file, current)));
    const next = nextRevision(file, current, retired);
    await store.assertSourcesFree(programId, file.sources);
    const { revision, changes } = next;
    if (changes.length > 0 && !dryRun) {
      await store.putIntoForce(next, author, cause);
      log.info('program-revised', { correlationId: cause.correlationId, programId, revision, changes: changes.length });
    }
    return { programId, revision, changes, notes: notesOn(file), created: current === undefined && !dryRun };
  };

/** A file without an id is for the program that the address names. */
const readFile = (programId: string, json: unknown): ProgramFile => {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  const read = readProgramFile(isObject && !('id' in json) ? { ...json, id: programId } : json);
  if (!read.ok) throw invalid(read.errors);
  if (read.program.id === programId) return read.program;
  const message = `The address names the program ${programId}, and the file ${read.program.id}. Change one of them.`;
  throw invalid([{ path: '$.id', code: 'other-program', message }]);
};

const notesOn = ({ sources }: ProgramFile): Problem[] =>
  sources.flatMap((source, at) =>
    protectionOf(source) === 'signature'
      ? []
      : {
          path: `$.sources[${at}].format`,
          code: 'source-weaker',
          message: `Whoever sees one post of ${source.id} can write others: its token travels with each. Sign instead where the sender can.`,
        },
  );

const invalid = (errors: readonly Problem[]) =>
  new Refused('program-invalid', {
    status: 422,
    message: 'The program file breaks rules. Nothing was changed. Correct what is listed, and send it again.',
    details: { errors },
  });
