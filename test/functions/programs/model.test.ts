import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addedBadges,
  type NextRevision,
  nextRevision,
  type VersionedBadge,
} from '../../../functions/programs/model.ts';
import { badgeContent, type ProgramFile } from '../../../functions/programs/program-file.ts';
import { minimal, parsed } from './stage.ts';

const { badge, member, program } = minimal;
const file = (more: object = {}) => parsed(program(more));
const first = (more: object = {}) => nextRevision(file(more), undefined);
const changes = (next: NextRevision) => next.changes.map(({ path, kind, id, change }) => [path, kind, id, change]);

describe('what changes', () => {
  test('a new program is added with everything in it', () => {
    const next = first({ sources: [{ id: 'forms', name: 'Forms', format: 'standard-webhooks' }] });
    expect(next.revision).toBe(1);
    expect(changes(next)).toEqual([
      ['$', 'program', 'a-program', 'added'],
      ['$.badges[0]', 'badge', 'planning', 'added'],
      ['$.sources[0]', 'source', 'forms', 'added'],
      ['$.members[0]', 'member', 'E-1', 'added'],
    ]);
    expect(next.changes[1]?.version).toBe(1);
  });

  test('the same file changes nothing', () => {
    expect(nextRevision(file(), first())).toMatchObject({ revision: 1, changes: [], superseded: [] });
  });

  test('parts of the program, by name', () => {
    const next = nextRevision(file({ name: 'Another', sponsor: 'E-1' }), first({ deputy: 'E-1' }));
    expect(changes(next)).toEqual([
      ['$.name', 'program', 'a-program', 'changed'],
      ['$.deputy', 'program', 'a-program', 'removed'],
      ['$.sponsor', 'program', 'a-program', 'added'],
    ]);
  });

  test('the order of badges counts, that of members does not', () => {
    const people = [member('E-1', { roles: ['owner'] }), member('E-2')];
    const current = first({ badges: [badge('one'), badge('two')], members: people });
    const turned = file({ badges: [badge('two'), badge('one')], members: people.toReversed() });
    expect(changes(nextRevision(turned, current))).toEqual([['$.badges', 'program', 'a-program', 'changed']]);
  });
});

describe('badge versions', () => {
  const harder = badge('planning', { hours: 4 });

  test('a changed published badge becomes a new version, and the old one is kept', () => {
    const next = nextRevision(file({ badges: [harder] }), first());
    expect(next.badges[0]).toMatchObject({ version: 2, published: true, badge: { hours: 4 } });
    expect(next.superseded).toMatchObject([{ version: 1, badge: { hours: 3 } }]);
    expect(next.changes).toEqual([
      { path: '$.badges[0]', kind: 'badge', id: 'planning', change: 'changed', version: 2 },
    ]);
  });

  test('a changed draft keeps its version', () => {
    const next = nextRevision(file({ badges: [harder], status: 'draft' }), first({ status: 'draft' }));
    expect(next.badges[0]).toMatchObject({ version: 1, published: false, badge: { hours: 4 } });
    expect(next.superseded).toEqual([]);
  });

  test('what was once published stays so when the program becomes a draft again', () => {
    const draft = nextRevision(file({ status: 'draft' }), first());
    expect(draft.badges[0]).toMatchObject({ version: 1, published: true });
    const changed = nextRevision(file({ status: 'draft', badges: [harder] }), draft);
    expect(changed.badges[0]).toMatchObject({ version: 2, published: false });
    expect(changed.superseded).toMatchObject([{ version: 1 }]);
  });

  test('a badge that comes back goes on from the version it had', () => {
    const gone = nextRevision(file({ badges: [badge('other')] }), first());
    expect(gone.superseded).toMatchObject([{ version: 1, badge: { id: 'planning' } }]);
    const kept = new Map(gone.superseded.map((one) => [one.badge.id, one]));
    expect(addedBadges(file(), gone)).toEqual(['planning']);
    expect(nextRevision(file(), gone, kept).badges[0]).toMatchObject({ version: 1, published: true });
    expect(nextRevision(file({ badges: [harder] }), gone, kept).badges[0]).toMatchObject({ version: 2 });
  });
});

const anyFile = fc
  .record({
    status: fc.constantFrom('draft', 'published'),
    name: fc.constantFrom('One', 'Two'),
    badges: fc.uniqueArray(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), hours: fc.integer({ min: 1, max: 3 }) }),
      {
        selector: ({ id }) => id,
      },
    ),
    people: fc.uniqueArray(fc.integer({ min: 2, max: 6 })),
  })
  .map(({ badges, people, ...rest }) =>
    file({
      ...rest,
      badges: badges.map(({ id, hours }) => badge(id, { hours })),
      members: [member('E-1', { roles: ['owner'] }), ...people.map((n) => member(`E-${n}`))],
    }),
  );

/** Puts files one after the other, as the store does. */
const play = (files: ProgramFile[]) => {
  const kept = new Map<string, VersionedBadge>();
  const revisions: NextRevision[] = [];
  for (const one of files) {
    const added = new Set(addedBadges(one, revisions.at(-1)));
    const retired = [...kept.values()]
      .filter(({ badge: { id } }) => added.has(id))
      .sort((a, b) => a.version - b.version);
    const next = nextRevision(one, revisions.at(-1), new Map(retired.map((v) => [v.badge.id, v])));
    for (const version of next.superseded) kept.set(`${version.badge.id} ${version.version}`, version);
    revisions.push(next);
  }
  return { revisions, kept };
};

describe('for every sequence of files', () => {
  const files = fc.array(anyFile, { minLength: 1, maxLength: 8 });

  test('the same file again is no change', () => {
    fc.assert(
      fc.property(files, (all) => {
        const last = play(all).revisions.at(-1);
        expect(nextRevision(all.at(-1) as ProgramFile, last)).toMatchObject({ revision: last?.revision, changes: [] });
      }),
    );
  });

  test('revisions count up by one exactly when something changed', () => {
    fc.assert(
      fc.property(files, (all) => {
        play(all).revisions.forEach((next, at, every) => {
          const before = every[at - 1]?.revision ?? 0;
          expect(next.revision).toBe(before + (next.changes.length > 0 ? 1 : 0));
        });
      }),
    );
  });

  test('a published version says the same for ever, and is in force or kept', () => {
    fc.assert(
      fc.property(files, (all) => {
        const { revisions, kept } = play(all);
        const published = new Map<string, string>();
        for (const { badge: one, version, published: out } of revisions.flatMap(({ badges }) => badges)) {
          if (!out) continue;
          const name = `${one.id} ${version}`;
          expect(published.get(name) ?? badgeContent(one)).toBe(badgeContent(one));
          published.set(name, badgeContent(one));
        }
        const inForce = new Map(revisions.at(-1)?.badges.map((v) => [`${v.badge.id} ${v.version}`, v]));
        for (const [name, content] of published) {
          const found = inForce.get(name) ?? kept.get(name);
          expect(found && badgeContent(found.badge)).toBe(content);
        }
      }),
    );
  });

  test('what is in force is what the file says', () => {
    fc.assert(
      fc.property(files, (all) => {
        play(all).revisions.forEach(({ badges }, at) => {
          expect(badges.map((v) => badgeContent(v.badge))).toEqual(all[at]?.badges.map(badgeContent));
        });
      }),
    );
  });
});
