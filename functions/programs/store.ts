/** DynamoDB for programs: the only file of this capability with expressions, but for the secrets'. */
import * as z from 'zod';
import { ProgramRevised } from '../../events/program-revised.ts';
import { type Cause, draftEvent } from '../platform/draft-event.ts';
import { Refused } from '../platform/errors.ts';
import type { Principal } from '../platform/http/route.ts';
import type { Stamp } from '../platform/stamp.ts';
import { eventWrite } from '../platform/table/event-item.ts';
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { isNew, type Write } from '../platform/table/transact.ts';
import { batches, writeAll } from './batches.ts';
import type { NextRevision, RetiredBadges, Revision } from './model.ts';
import type { SourceFile } from './program-file.ts';
import {
  BadgeItem,
  contentName,
  FileItem,
  MemberItem,
  Pointer,
  revisionKey,
  revisionWrites,
  SourceItem,
} from './revision-items.ts';

/** Who puts a program into force, as the issuer names them. */
type Author = Pick<Principal, 'issuer' | 'subject'>;
export type ProgramStore = ReturnType<typeof programStore>;

export const programStore = (table: Table, stamp: Stamp) => ({
  /** The whole revision in force. Its file lists members by employee id. */
  async current(programId: string): Promise<Revision | undefined> {
    const pointer = await table.get(keys.program(programId), Pointer);
    if (!pointer) return undefined;
    const at = revisionKey(pointer);
    const [item, badgeItems, memberItems] = await Promise.all([
      table.get(keys.revisionItem(at, 'FILE'), FileItem),
      table.query({ pk: at.pk, prefix: 'BADGE#' }, BadgeItem),
      table.query({ pk: at.pk, prefix: 'MEMBER#' }, MemberItem),
    ]);
    if (!item) throw new Error(`Revision ${pointer.revision} of ${programId} has no file.`);
    const byId = new Map(badgeItems.map((one) => [one.badge.id, one]));
    const badges = item.badgeOrder.map((id) => byId.get(id)).filter((one) => one !== undefined);
    const members = memberItems.map(({ member }) => member);
    return {
      revision: pointer.revision,
      badges,
      file: { ...item.file, badges: badges.map((one) => one.badge), members },
    };
  },

  /** The newest kept version of each of these badges that ever had one. */
  async retired(programId: string, badgeIds: readonly string[]): Promise<RetiredBadges> {
    const newest = (badgeId: string) =>
      table.query({ ...keys.badgeVersions(programId, badgeId), descending: true, limit: 1 }, BadgeItem);
    const found = (await Promise.all(badgeIds.map(newest))).flat();
    return new Map(found.map((one) => [one.badge.id, one]));
  },

  /** Refuses (409 `source-taken`) a file that names a source of another program. */
  async assertSourcesFree(programId: string, sources: readonly SourceFile[]): Promise<void> {
    const found = await Promise.all(sources.map(({ id }) => table.get(keys.source(id), SourceItem)));
    const taken = found.findIndex((source) => source && source.programId !== programId);
    if (taken >= 0) throw sourceTaken(sources[taken]?.id, taken);
  },

  /**
   * Writes a revision beside the one in force, then puts it into force with its event in one transaction. Until then no
   * reader sees any of it, so it may be given up at any point; the same call again goes on where it stopped.
   * Refuses with 409: `program-changed-meanwhile`, `source-taken`.
   */
  async putIntoForce(next: NextRevision, author: Author, cause: Cause): Promise<void> {
    const { id: programId, status, sources } = next.file;
    const pointer = {
      programId,
      status,
      revision: next.revision,
      content: contentName(next),
      sources: sources.map(({ id }) => id),
    };
    await table.transact([recordWrite(pointer, 'begunAt', stamp)]);
    await writeAll(table, batches([...keptVersions(programId, next), ...(await missingWrites(table, pointer, next))]));
    const event = draftEvent(ProgramRevised, { revision: next.revision, status }, cause, stamp);
    await table.transact([
      pointerWrite(pointer),
      recordWrite(pointer, 'inForceSince', stamp, author),
      eventWrite(keys.program(programId), next.revision, event),
      ...sources.map((source, at) => sourceWrite(programId, source, at)),
    ]);
  },
});

/** What a published version says never changes, so writing it before it is needed is right whoever wins. */
const keptVersions = (programId: string, { superseded }: NextRevision): Write[][] =>
  superseded.map((one) => [
    { put: { ...keys.badgeVersion(programId, one.badge.id, one.version), entity: 'BadgeVersion', ...one } },
  ]);

const missingWrites = async (table: Table, pointer: Pointer, next: Revision): Promise<Write[][]> => {
  const at = revisionKey(pointer);
  const written = new Set((await table.query({ pk: at.pk }, z.object({ sk: z.string() }))).map(({ sk }) => sk));
  return revisionWrites(at, next).filter(([first]) => !(first && 'put' in first && written.has(first.put.sk)));
};

const pointerWrite = (pointer: Pointer): Write => ({
  put: { ...keys.program(pointer.programId), entity: 'Program', ...pointer },
  ...(pointer.revision === 1 ? isNew : { where: 'revision = :was', values: { ':was': pointer.revision - 1 } }),
  otherwise: changedMeanwhile,
});

/** One for each revision that was ever begun, in the program's own collection: whatever lies in the table can be found. */
const recordWrite = (
  { programId, revision, content }: Pointer,
  moment: 'begunAt' | 'inForceSince',
  { now }: Stamp,
  author?: Author,
): Write => ({
  key: keys.revisionRecord(programId, revision, content),
  update: `SET entity = :entity, revision = :revision, content = :content, ${moment} = if_not_exists(${moment}, :now)${author ? ', author = :author' : ''}`,
  values: {
    ':entity': 'Revision',
    ':revision': revision,
    ':content': content,
    ':now': now().toISOString(),
    ...(author && { ':author': { issuer: author.issuer, subject: author.subject } }),
  },
});

/** A source belongs to the program that first named it, also after that program drops it: its address never changes hands. */
const sourceWrite = (programId: string, file: SourceFile, at: number): Write => ({
  put: { ...keys.source(file.id), entity: 'Source', programId, file },
  where: 'attribute_not_exists(pk) OR programId = :program',
  values: { ':program': programId },
  otherwise: () => sourceTaken(file.id, at),
});

const sourceTaken = (sourceId: string | undefined, at: number) => {
  const path = `$.sources[${at}].id`;
  return new Refused('source-taken', {
    message: `Another program has the source ${sourceId}. Choose another id for it.`,
    details: { path, sourceId },
  });
};

const changedMeanwhile = () =>
  new Refused('program-changed-meanwhile', {
    message: 'Somebody else changed the program at the same time. Read it again, and send your change again.',
  });
