/** What other capabilities may read of programs: always one whole revision, the one in force. */
import { keys } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Role } from './member-file.ts';
import type { VersionedBadge } from './model.ts';
import type { BadgeFile, MemberFile, ProgramFile } from './program-file.ts';
import {
  AddressItem,
  BadgeItem,
  FileItem,
  isListed,
  MemberItem,
  Pointer,
  revisionKey,
  SourceItem,
} from './revision-items.ts';

export { asLead } from './as-lead.ts';
export type { Condition, EvidenceRule, MappingFile as Mapping, Reading } from './mapping-file.ts';
export { MappingFile } from './mapping-file.ts';
export { sourceSecrets } from './source-secrets.ts';

/** A program without what it has many of. */
export type Program = Omit<ProgramFile, '$schema' | 'id' | 'badges' | 'members' | 'sources'> & {
  programId: string;
  revision: number;
};
export type Badge = BadgeFile & { version: number };
export type Member = MemberFile;
export type Source = SourceItem;
export type ProgramReader = ReturnType<typeof programReader>;

/** Whether this member is the owner of the program or the deputy: by office, whatever roles are written. */
export const leads = (program: Pick<Program, 'owner' | 'deputy'> | undefined, employeeId: string): boolean =>
  program?.owner === employeeId || program?.deputy === employeeId;

const badgeOf = ({ badge, version }: VersionedBadge): Badge => ({ ...badge, version });

export const programReader = (table: Pick<Table, 'get' | 'query'>) => {
  const pointer = (programId: string) => table.get(keys.program(programId), Pointer);
  const inForce = async (programId: string) => {
    const found = await pointer(programId);
    return found && revisionKey(found);
  };
  const current = async (programId: string, badgeId: string) => {
    const at = await inForce(programId);
    return at && table.get(keys.revisionItem(at, 'BADGE', badgeId), BadgeItem);
  };
  const fileAt = (at: ReturnType<typeof revisionKey>) => table.get(keys.revisionItem(at, 'FILE'), FileItem);

  return {
    async head(programId: string) {
      const found = await pointer(programId);
      return found && { programId, revision: found.revision, status: found.status };
    },
    async program(programId: string): Promise<Program | undefined> {
      const found = await pointer(programId);
      const item = found && (await fileAt(revisionKey(found)));
      if (!item) return undefined;
      const { $schema: _, id, sources: _sources, ...program } = item.file;
      return { ...program, programId: id, revision: found.revision };
    },
    /** The badge as it is now; undefined for one that the program dropped. */
    async badge(programId: string, badgeId: string): Promise<Badge | undefined> {
      const found = await current(programId, badgeId);
      return found && badgeOf(found);
    },
    /** The badge as an award or a submission knows it. Versions that were published are kept for ever. */
    async badgeVersion(programId: string, badgeId: string, version: number): Promise<Badge | undefined> {
      const now = await current(programId, badgeId);
      const found =
        now?.version === version ? now : await table.get(keys.badgeVersion(programId, badgeId, version), BadgeItem);
      return found && badgeOf(found);
    },
    /** The number of every version that is kept or in force, oldest first; none for a badge that never was. */
    async badgeVersions(programId: string, badgeId: string): Promise<number[]> {
      const [now, kept] = await Promise.all([
        current(programId, badgeId),
        table.query(keys.badgeVersions(programId, badgeId), BadgeItem.pick({ version: true })),
      ]);
      const versions = [...kept, ...(now ? [now] : [])].map(({ version }) => version);
      return [...new Set(versions)].toSorted((a, b) => a - b);
    },
    /** In the order of the program file. */
    async badges(programId: string): Promise<Badge[]> {
      const at = await inForce(programId);
      if (!at) return [];
      const [file, items] = await Promise.all([fileAt(at), table.query({ pk: at.pk, prefix: 'BADGE#' }, BadgeItem)]);
      const byId = new Map(items.map((item) => [item.badge.id, badgeOf(item)]));
      return (file?.badgeOrder ?? []).flatMap((id) => byId.get(id) ?? []);
    },
    async member(programId: string, employeeId: string): Promise<Member | undefined> {
      const at = await inForce(programId);
      return at && (await table.get(keys.revisionItem(at, 'MEMBER', employeeId), MemberItem))?.member;
    },
    /** Mailboxes are compared without regard to case. */
    async memberByAddress(programId: string, address: string): Promise<Member | undefined> {
      const at = await inForce(programId);
      const found = at && (await table.get(keys.memberAddress(at, address.toLowerCase()), AddressItem));
      return found && (await table.get(keys.revisionItem(at, 'MEMBER', found.employeeId), MemberItem))?.member;
    },
    /** By employee id. Asking for the earners reads the whole roster. */
    async membersWithRole(programId: string, role: Role): Promise<Member[]> {
      const at = await inForce(programId);
      if (!at) return [];
      const prefix = isListed(role) ? keys.roleHolder(at, role).sk : 'MEMBER#';
      const items = await table.query({ pk: at.pk, prefix }, MemberItem);
      return items.map(({ member }) => member).filter(({ roles }) => roles.includes(role));
    },
    /** Undefined too for a source that its program has dropped: its posts are refused. */
    async source(sourceId: string): Promise<Source | undefined> {
      const found = await table.get(keys.source(sourceId), SourceItem);
      const owner = found && (await pointer(found.programId));
      return owner?.sources.includes(sourceId) ? found : undefined;
    },
  };
};
