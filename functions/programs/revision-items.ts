/** The items that a revision is made of, as they lie in the table. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { BadgeVersion, Slug } from '../../events/ids.ts';
import { type Key, keys } from '../platform/table/keys.ts';
import type { Write } from '../platform/table/transact.ts';
import { BadgeFile } from './badge-file.ts';
import { MemberFile } from './member-file.ts';
import { profileOf, type Revision } from './model.ts';
import { ProgramFile } from './program-file.ts';
import { SourceFile } from './source-file.ts';

/** Which revision of a program is in force. */
export const Pointer = z.object({
  programId: Slug,
  revision: z.int().positive(),
  /** Names the revision's collection. */
  content: z.string(),
  status: ProgramFile.shape.status,
  /** The sources in force: one that a program dropped stays its own, and takes no posts. */
  sources: z.array(Slug),
});
export type Pointer = z.infer<typeof Pointer>;

const { badges: _badges, members: _members, ...profile } = ProgramFile.shape;
export const FileItem = z.object({ file: z.object(profile), badgeOrder: z.array(Slug) });
export const BadgeItem = z.object({ badge: BadgeFile, version: BadgeVersion, published: z.boolean() });
export const MemberItem = z.object({ member: MemberFile });
export const AddressItem = z.object({ employeeId: MemberFile.shape.employeeId });
export const SourceItem = z
  .object({ programId: Slug, file: SourceFile })
  .transform(({ programId, file: { id: sourceId, ...source } }) => ({ programId, sourceId, ...source }));
export type SourceItem = z.infer<typeof SourceItem>;

/** Nearly everybody is an earner: they are found by reading the roster, and the few others by their role. */
export const isListed = (role: string) => role !== 'earner';

/** A name for what a revision holds, alike for the same file: a repeated import writes the same items. */
export const contentName = ({ file, badges }: Revision): string =>
  createHash('sha256').update(JSON.stringify({ file, badges })).digest('base64url').slice(0, 22);

export const revisionKey = ({ programId, revision, content }: Pick<Pointer, 'programId' | 'revision' | 'content'>) =>
  keys.revision(programId, revision, content);

/**
 * The writes of a revision, in groups that belong into one transaction each: a person with all that finds them. The first
 * write of a group stands for it: where that item is, the group is.
 */
export const revisionWrites = (at: Pick<Key, 'pk'>, next: Revision): Write[][] => [
  [fileWrite(at, next)],
  ...next.badges.map((badge) => [
    { put: { ...keys.revisionItem(at, 'BADGE', badge.badge.id), entity: 'RevisionBadge', ...badge } },
  ]),
  ...next.file.members.map((member) => memberWrites(at, member)),
];

const fileWrite = (at: Pick<Key, 'pk'>, { file }: Revision): Write => ({
  put: {
    ...keys.revisionItem(at, 'FILE'),
    entity: 'RevisionFile',
    file: { ...profileOf(file), sources: file.sources },
    badgeOrder: file.badges.map(({ id }) => id),
  },
});

const memberWrites = (at: Pick<Key, 'pk'>, member: MemberFile): Write[] => {
  const { employeeId } = member;
  return [
    { put: { ...keys.revisionItem(at, 'MEMBER', employeeId), entity: 'RevisionMember', member } },
    ...member.addresses.map((address) => ({
      put: { ...keys.memberAddress(at, address), entity: 'MemberAddress', employeeId },
    })),
    ...[...new Set(member.roles)].filter(isListed).map((role) => ({
      put: { ...keys.roleHolder(at, role, employeeId), entity: 'RoleHolder', member },
    })),
  ];
};
