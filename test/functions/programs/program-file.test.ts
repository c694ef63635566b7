import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Slug } from '../../../events/ids.ts';
import { Id } from '../../../functions/programs/fields.ts';
import { badgeContent, programJsonSchema, readProgramFile } from '../../../functions/programs/program-file.ts';
import { badge, criterion, member, program } from './minimal-program.ts';

/** What is wrong with a program, as `path code`. */
const problems = (json: unknown): string[] => {
  const read = readProgramFile(json);
  return read.ok ? [] : read.errors.map((error) => `${error.path} ${error.code}`);
};

const accepted = (json: unknown) => {
  const read = readProgramFile(json);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.program;
};

const withBadge = (more: object) => program({ badges: [badge('planning', more)] });
const withMember = (more: object) => program({ members: [member('E-1', { roles: ['owner'] }), member('E-2', more)] });

test('the smallest program passes, with every default said', () => {
  const read = accepted(program());
  expect(read).toMatchObject({ policy: { resubmitAfterDenial: true }, sources: [] });
  expect(read.badges[0]).toMatchObject({ repeatable: false, prerequisites: [], resources: [], research: [] });
  expect(read.badges[0]?.requirements.map((requirement) => requirement.public)).toEqual(['never', 'never']);
  expect(read.members[0]).toMatchObject({ language: 'en', naming: 'earner-decides' });
});

describe('shape', () => {
  test.each<[string, unknown, string[]]>([
    ['not an object', 'program', ['$ wrong-type']],
    ['null', null, ['$ wrong-type']],
    [
      'an unknown key',
      program({ colour: 'red', 'pay schedule': 1 }),
      ['$.colour unknown-key', '$["pay schedule"] unknown-key'],
    ],
    ['an unknown key far down', withBadge({ pay: 200 }), ['$.badges[0].pay unknown-key']],
    [
      'a secret in a source',
      program({ sources: [{ id: 's', name: 'S', format: 'standard-webhooks', secret: 'whsec_x' }] }),
      ['$.sources[0].secret unknown-key'],
    ],
    ['a missing name', program({ name: undefined }), ['$.name missing']],
    ['an id that is no slug', program({ id: 'A Program' }), ['$.id wrong-format']],
    ['http', program({ issuer: { name: 'D', url: 'http://school.example' } }), ['$.issuer.url wrong-format']],
    [
      'a script as image',
      withBadge({ image: { id: 'javascript:alert(1)', caption: 'x' } }),
      ['$.badges[0].image.id wrong-format'],
    ],
    ['no e-mail address', withMember({ addresses: [] }), ['$.members[1].addresses too-small']],
    [
      'an address as employee id',
      withMember({ employeeId: 'a@school.example' }),
      ['$.members[1].employeeId wrong-format'],
    ],
    ['an unknown role', withMember({ roles: ['principal'] }), ['$.members[1].roles[0] not-allowed']],
    ['naming switched on for others', withMember({ naming: 'always' }), ['$.members[1].naming not-allowed']],
    ['tier 0', withBadge({ tier: 0 }), ['$.badges[0].tier too-small', '$.badges[0].tier unnamed-tier']],
    ['tier 1.5', withBadge({ tier: 1.5 }), ['$.badges[0].tier wrong-type']],
    [
      'a competency that is not a "can" sentence',
      withBadge({ competency: 'Lesson planning' }),
      ['$.badges[0].competency wrong-format'],
    ],
    ['no requirements', withBadge({ requirements: [] }), ['$.badges[0].requirements too-small']],
    [
      'a requirement without type',
      withBadge({ requirements: [{ id: 'plan', title: 'T', instructions: 'I' }] }),
      ['$.badges[0].requirements[0].type not-allowed'],
    ],
    [
      'a requirement of an unknown type',
      withBadge({ requirements: [{ id: 'plan', type: 'tweet', title: 'T', instructions: 'I' }] }),
      ['$.badges[0].requirements[0].type not-allowed'],
    ],
    [
      'a reflection without words',
      withBadge({ requirements: [{ id: 'r', type: 'reflection', title: 'T', instructions: 'I' }] }),
      ['$.badges[0].requirements[0].words missing'],
    ],
    [
      'a link with words',
      withBadge({
        requirements: [{ id: 'r', type: 'link', title: 'T', instructions: 'I', words: { min: 1, max: 2 } }],
      }),
      ['$.badges[0].requirements[0].words unknown-key'],
    ],
    [
      'an alignment of an unknown type',
      withBadge({ alignment: [{ targetName: 'N', targetUrl: 'https://a.example', targetType: 'Standard' }] }),
      ['$.badges[0].alignment[0].targetType wrong-format'],
    ],
    ['201 badges', program({ badges: Array.from({ length: 201 }, (_, n) => badge(`b-${n}`)) }), ['$.badges too-large']],
  ])('refuses %s', (_what, json, expected) => expect(problems(json)).toEqual(expected));

  test('takes a Spanish competency and every field of an alignment', () => {
    const alignment = [
      {
        targetName: 'N',
        targetUrl: 'https://a.example/1',
        targetType: 'ext:district',
        targetCode: '1',
        targetFramework: 'F',
      },
    ];
    expect(problems(withBadge({ competency: 'La maestra puede planear una lección.', alignment }))).toEqual([]);
  });
});

describe('offices and publishing', () => {
  test.each<[string, unknown, string[]]>([
    ['an owner who is no member', program({ owner: 'E-9' }), ['$.owner unknown-member']],
    ['a deputy who is no member', program({ deputy: 'E-9' }), ['$.deputy unknown-member']],
    ['a sponsor who is no member', program({ sponsor: 'E-9' }), ['$.sponsor unknown-member']],
    ['a published program without an owner', program({ owner: undefined }), ['$.owner owner-missing']],
    [
      'required without an agreement',
      program({ performanceReview: { place: 'required' } }),
      ['$.performanceReview.agreement agreement-missing'],
    ],
    [
      'the role of an owner without the office',
      program({ members: [member('E-1', { roles: ['owner'] }), member('E-2', { roles: ['earner', 'owner'] })] }),
      ['$.members[1].roles[1] role-without-office'],
    ],
    ['two languages alike', program({ languages: ['en', 'en'] }), ['$.languages[1] duplicate-language']],
  ])('refuses %s', (_what, json, expected) => expect(problems(json)).toEqual(expected));

  test('owner and deputy may have the role written, and need it not', () => {
    for (const roles of [[], ['owner']]) {
      const members = ['E-1', 'E-2'].map((id) => member(id, { roles }));
      expect(problems(program({ deputy: 'E-2', members }))).toEqual([]);
    }
  });

  test('a draft may still lack an owner and an agreement', () => {
    expect(problems(program({ status: 'draft', owner: undefined, performanceReview: { place: 'required' } }))).toEqual(
      [],
    );
  });

  test('required passes with an agreement', () => {
    const performanceReview = { place: 'required', agreement: { reference: 'Memorandum of 2026-05-04' } };
    expect(problems(program({ performanceReview }))).toEqual([]);
  });
});

describe('members', () => {
  test('addresses are kept in lower case, and names with ñ in one form', () => {
    const decomposed = 'Castan\u0303eda';
    const [, second] = accepted(withMember({ name: decomposed, addresses: ['Ana.C@School.Example'] })).members;
    expect(second).toMatchObject({ name: 'Casta\u00f1eda', addresses: ['ana.c@school.example'] });
  });

  test.each<[string, object, string[]]>([
    [
      'an address of somebody else',
      { addresses: ['x@school.example', 'E-1@SCHOOL.example'] },
      ['$.members[1].addresses[1] duplicate-address'],
    ],
    [
      'an address twice',
      { addresses: ['x@school.example', 'X@school.example'] },
      ['$.members[1].addresses[1] duplicate-address'],
    ],
    [
      'an employee id twice',
      { employeeId: 'E-1', addresses: ['x@school.example'] },
      ['$.members[1].employeeId duplicate-member'],
    ],
    [
      'schools without the role',
      { school: 'North', schools: ['North'] },
      ['$.members[1].schools schools-without-administrator'],
    ],
    [
      'a school nobody is at',
      { school: 'North', roles: ['administrator'], schools: ['North', 'Nort'] },
      ['$.members[1].schools[1] unknown-school'],
    ],
    ['an empty list of schools', { roles: ['administrator'], schools: [] }, ['$.members[1].schools too-small']],
  ])('refuses %s', (_what, more, expected) => expect(problems(withMember(more))).toEqual(expected));

  test('5,000 members are read within a request', () => {
    const members = Array.from({ length: 5000 }, (_, n) => member(`E-${n + 1}`));
    expect(accepted(program({ members })).members).toHaveLength(5000);
    expect(problems(program({ members: [...members, member('E-5001')] }))).toEqual(['$.members too-large']);
  });
});

describe('badges', () => {
  const levels = criterion('c').levels;
  test.each<[string, object, string[]]>([
    [
      'two requirements alike',
      { requirements: [1, 2].map(() => ({ id: 'plan', type: 'link', title: 'T', instructions: 'I' })) },
      ['$.badges[0].requirements[1].id duplicate-requirement'],
    ],
    [
      'two criteria alike',
      { rubric: [criterion('c'), criterion('c')] },
      ['$.badges[0].rubric[1].id duplicate-criterion'],
    ],
    [
      'two levels alike',
      { rubric: [criterion('c', { levels: [...levels, levels[2]] })] },
      ['$.badges[0].rubric[0].levels[3].id duplicate-level'],
    ],
    [
      'one level',
      { rubric: [criterion('c', { levels: levels.slice(1, 2) })] },
      ['$.badges[0].rubric[0].levels too-small', '$.badges[0].rubric[0].passing lowest-level-passes'],
    ],
    [
      'a level without description',
      { rubric: [criterion('c', { levels: [{ id: 'a', name: 'A' }, ...levels] })] },
      ['$.badges[0].rubric[0].levels[0].description missing'],
    ],
    [
      'a passing level that is not there',
      { rubric: [criterion('c', { passing: 'good' })] },
      ['$.badges[0].rubric[0].passing unknown-level'],
    ],
    [
      'a passing level that everybody reaches',
      { rubric: [criterion('c', { passing: 'beginning' })] },
      ['$.badges[0].rubric[0].passing lowest-level-passes'],
    ],
    [
      'fewer words at most than at least',
      { requirements: [{ id: 'r', type: 'text', title: 'T', instructions: 'I', words: { min: 9, max: 8 } }] },
      ['$.badges[0].requirements[0].words.max words-reversed'],
    ],
    ['a tier without a name', { tier: 2 }, ['$.badges[0].tier unnamed-tier']],
    [
      'a prerequisite that is not there',
      { prerequisites: ['nothing'] },
      ['$.badges[0].prerequisites[0] unknown-badge'],
    ],
    [
      'a prerequisite twice',
      { prerequisites: ['nothing', 'nothing'] },
      [
        '$.badges[0].prerequisites[1] duplicate-prerequisite',
        '$.badges[0].prerequisites[0] unknown-badge',
        '$.badges[0].prerequisites[1] unknown-badge',
      ],
    ],
    ['itself as prerequisite', { prerequisites: ['planning'] }, ['$.badges[0].prerequisites[0] prerequisite-cycle']],
  ])('refuses %s', (_what, more, expected) => expect(problems(withBadge(more))).toEqual(expected));

  test('refuses two badges, tiers or sources alike', () => {
    const source = { id: 'forms', name: 'Forms', format: 'standard-webhooks' };
    const tiers = [
      { tier: 1, name: 'A' },
      { tier: 1, name: 'B' },
    ];
    expect(problems(program({ badges: [badge('a'), badge('a')], tiers, sources: [source, source] }))).toEqual([
      '$.badges[1].id duplicate-badge',
      '$.tiers[1].tier duplicate-tier',
      '$.sources[1].id duplicate-source',
    ]);
  });

  test('a cycle is told once, with the way round', () => {
    const badges = [
      badge('a', { prerequisites: ['b'] }),
      badge('b', { prerequisites: ['c'] }),
      badge('c', { prerequisites: ['a'] }),
    ];
    const read = readProgramFile(program({ badges }));
    expect(read).toMatchObject({
      ok: false,
      errors: [{ path: '$.badges[2].prerequisites[0]', code: 'prerequisite-cycle' }],
    });
    expect(JSON.stringify(read)).toContain('a needs b needs c needs a');
  });

  test('prerequisites that only lead back in the file are no cycle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (count, seed) => {
        const needs = (n: number) =>
          Array.from({ length: n }, (_, m) => m).filter((m) => ((seed >> (m % 8)) + n + m) % 3 === 0);
        const badges = Array.from({ length: count }, (_, n) =>
          badge(`b-${n}`, { prerequisites: needs(n).map((m) => `b-${m}`) }),
        );
        expect(problems(program({ badges }))).toEqual([]);
        if (count > 1) {
          const chained = badges.map((each, n) => ({ ...each, prerequisites: [`b-${(n + 1) % count}`] }));
          expect(problems(program({ badges: chained }))).toHaveLength(1);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a badge that would not fit an item is refused', () => {
    const long = 'ñ'.repeat(1000);
    const wide = Array.from({ length: 6 }, (_, n) => ({
      id: `l-${n}`,
      name: 'L',
      description: `${long.slice(1)}${n}`,
    }));
    const rubric = Array.from({ length: 12 }, (_, n) =>
      criterion(`c-${n}`, { levels: wide, passing: 'l-1', description: long }),
    );
    const image = { id: `data:image/png;base64,${'A'.repeat(59_000)}`, caption: 'A leaf' };
    const research = Array.from({ length: 20 }, () => ({
      citation: long.slice(0, 600),
      url: `https://a.example/${'x'.repeat(1900)}`,
    }));
    const resources = Array.from({ length: 30 }, () => ({
      title: long.slice(0, 200),
      url: `https://a.example/${'x'.repeat(1900)}`,
    }));
    expect(problems(withBadge({ rubric, image, research, resources }))).toEqual(['$.badges[0] badge-too-large']);
    expect(problems(withBadge({ rubric }))).toEqual(['$.badges[0] badge-too-large']);
    expect(problems(withBadge({ image, research, resources: [] }))).toEqual([]);
  });

  test('an issuer that would leave no room in a credential is refused', () => {
    const named = { name: 'D', url: 'https://school.example', description: 'd'.repeat(1500) };
    const withImage = (id: string) => program({ issuer: { ...named, image: { id, caption: 'A leaf' } } });
    expect(problems(withImage(`https://a.example/${'i'.repeat(59_000)}`))).toEqual([]);
    expect(problems(withImage(`https://a.example/${'ñ'.repeat(59_000)}`))).toEqual(['$.issuer issuer-too-large']);
  });
});

describe('the content of a badge', () => {
  const contentOf = (more: object) => badgeContent(accepted(withBadge(more)).badges[0] as never);

  test('does not depend on the order of keys, nor on defaults being written', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, reversed(inner)]),
            )
          : value;
    const said = { repeatable: false, prerequisites: [], alignment: [] };
    const other = accepted(program({ badges: [reversed(badge('planning', said))] })).badges[0];
    expect(badgeContent(other as never)).toBe(contentOf({}));
  });

  test.each<[string, object]>([
    ['a word of the rubric', { rubric: [criterion('clear', { name: 'Clearer' })] }],
    ['the order of levels', { rubric: [criterion('clear', { levels: criterion('c').levels.toReversed() })] }],
    ['hours', { hours: 4 }],
    ['repeatable', { repeatable: true }],
  ])('changes with %s', (_what, more) => expect(contentOf(more)).not.toBe(contentOf({})));
});

test('an id of a program file is a slug of the events', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9-]{0,70}$/), (text) => {
      expect(Id.safeParse(text).success).toBe(Slug.safeParse(text).success);
    }),
  );
});

test('the published JSON Schema is in step', async () => {
  const published = await readFile(new URL('../../../docs/program.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(programJsonSchema())));
});
