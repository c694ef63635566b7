/** What a program file would change: pure decisions, the same for a dry run and for the real thing. */
import { isDeepStrictEqual } from 'node:util';
import { type BadgeFile, badgeContent, type ProgramFile } from './program-file.ts';

/** A badge as it stands in a revision. Once its version has been published, that version never changes again. */
export interface VersionedBadge {
  badge: BadgeFile;
  version: number;
  published: boolean;
}

/** A revision in force. */
export interface Revision {
  revision: number;
  file: ProgramFile;
  badges: readonly VersionedBadge[];
}

export interface Change {
  /** Where in the new file; for what is gone, the list it was in. */
  path: string;
  kind: 'program' | 'badge' | 'member' | 'source';
  /** The id of the badge, the member or the source; of the program for its other parts. */
  id: string;
  change: 'added' | 'changed' | 'removed';
  /** Of a badge that stays or comes: the version it has then. */
  version?: number;
}

export interface NextRevision extends Revision {
  /** Empty if the file says what is in force already: then nothing is to be written. */
  changes: Change[];
  /** Published versions that leave the revision, and are kept for the awards and submissions that name them. */
  superseded: VersionedBadge[];
}

/** The newest kept versions of badges that are not in the current revision, by badge id. */
export type RetiredBadges = ReadonlyMap<string, VersionedBadge>;

/**
 * The revision that a file makes of the current one. The order of members and sources means nothing; that of badges is
 * how they are shown.
 */
export const nextRevision = (
  file: ProgramFile,
  current: Revision | undefined,
  retired: RetiredBadges = new Map(),
): NextRevision => {
  const before = new Map([...retired, ...(current?.badges ?? []).map((one) => [one.badge.id, one] as const)]);
  const badges = file.badges.map((badge) => versioned(badge, before.get(badge.id), file.status === 'published'));
  const changes = current ? changesBetween(current, file, badges) : everything(file, badges);
  if (current && changes.length === 0) return { ...current, changes, superseded: [] };
  return {
    revision: (current?.revision ?? 0) + 1,
    file,
    badges,
    changes,
    superseded: current ? supersededBy(badges, current) : [],
  };
};

/** The ids of badges that a file adds to the current revision: they may have been there before. */
export const addedBadges = (file: ProgramFile, current: Revision | undefined): string[] => {
  const known = new Set(current?.file.badges.map(({ id }) => id));
  return file.badges.map(({ id }) => id).filter((id) => !known.has(id));
};

const versioned = (badge: BadgeFile, before: VersionedBadge | undefined, published: boolean): VersionedBadge => {
  if (!before) return { badge, version: 1, published };
  const same = badgeContent(badge) === badgeContent(before.badge);
  const version = same || !before.published ? before.version : before.version + 1;
  return { badge, version, published: published || (same && before.published) };
};

const supersededBy = (badges: readonly VersionedBadge[], current: Revision) => {
  const versions = new Map(badges.map(({ badge, version }) => [badge.id, version]));
  return current.badges.filter(({ badge, version, published }) => published && versions.get(badge.id) !== version);
};

/** The parts of a program file that are not lists of things with an id. */
export const profileOf = ({ badges: _, members: _people, sources: _senders, ...profile }: ProgramFile) => profile;

const everything = (file: ProgramFile, badges: readonly VersionedBadge[]): Change[] => [
  { path: '$', kind: 'program', id: file.id, change: 'added' },
  ...listChanges('badges', [], badges, badgeItems),
  ...listChanges('sources', [], file.sources, sourceItems),
  ...listChanges('members', [], file.members, memberItems),
];

const changesBetween = (current: Revision, file: ProgramFile, badges: readonly VersionedBadge[]): Change[] => [
  ...profileChanges(current.file, file),
  ...listChanges('badges', current.badges, badges, badgeItems),
  ...listChanges('sources', current.file.sources, file.sources, sourceItems),
  ...listChanges('members', current.file.members, file.members, memberItems),
];

const profileChanges = (current: ProgramFile, file: ProgramFile): Change[] => {
  const was = new Map(Object.entries(profileOf(current)));
  const is = new Map(Object.entries(profileOf(file)));
  const changes = [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => !isDeepStrictEqual(was.get(name), is.get(name)))
    .map((name): Change => {
      const change = !was.has(name) ? 'added' : is.has(name) ? 'changed' : 'removed';
      return { path: `$.${name}`, kind: 'program', id: file.id, change };
    });
  if (isDeepStrictEqual(sharedOrder(current, file), sharedOrder(file, current))) return changes;
  return [...changes, { path: '$.badges', kind: 'program', id: file.id, change: 'changed' }];
};

/** The badges of one file that the other has too, in the one's order. */
const sharedOrder = (one: ProgramFile, other: ProgramFile) => {
  const shared = new Set(other.badges.map(({ id }) => id));
  return one.badges.map(({ id }) => id).filter((id) => shared.has(id));
};

interface ListItems<T> {
  kind: Change['kind'];
  id(item: T): string;
  same(one: T, other: T): boolean;
  version?(item: T): number;
}

const badgeItems: ListItems<VersionedBadge> = {
  kind: 'badge',
  id: ({ badge }) => badge.id,
  same: (one, other) => badgeContent(one.badge) === badgeContent(other.badge),
  version: ({ version }) => version,
};
const memberItems: ListItems<ProgramFile['members'][number]> = {
  kind: 'member',
  id: ({ employeeId }) => employeeId,
  same: isDeepStrictEqual,
};
const sourceItems: ListItems<ProgramFile['sources'][number]> = {
  kind: 'source',
  id: ({ id }) => id,
  same: isDeepStrictEqual,
};

const listChanges = <T>(name: string, was: readonly T[], is: readonly T[], items: ListItems<T>): Change[] => {
  const { kind, id } = items;
  const before = new Map(was.map((item) => [id(item), item]));
  const coming = is.flatMap((item, at): Change[] => {
    const previous = before.get(id(item));
    if (previous !== undefined && items.same(previous, item)) return [];
    const change = previous === undefined ? 'added' : 'changed';
    const version = items.version && { version: items.version(item) };
    return [{ path: `$.${name}[${at}]`, kind, id: id(item), change, ...version }];
  });
  const kept = new Set(is.map(id));
  const gone = was.map(id).filter((one) => !kept.has(one));
  return [...coming, ...gone.map((one): Change => ({ path: `$.${name}`, kind, id: one, change: 'removed' }))];
};
