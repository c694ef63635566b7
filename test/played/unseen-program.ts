/** Program files that the code has never seen: other ids, numbers, languages and letters, all within the rules of the file. */
import fc from 'fast-check';
import type { StoryMember, StoryProgram, StorySubmission } from '../../lib/local/story/people.ts';

interface UnseenBadge {
  id: string;
  name: string;
  criteria: string;
  hours: number;
  requirements: { id: string; type: string; words?: { min: number; max: number } }[];
  rubric: { id: string; name: string; levels: { id: string; name: string; description: string }[] }[];
}

export interface UnseenMember extends StoryMember {
  language: 'en' | 'es';
  school: string;
  schools?: string[];
}

export interface UnseenProgram extends StoryProgram {
  members: UnseenMember[];
  badges: UnseenBadge[];
  issuer: { name: string };
}

export interface Unseen {
  program: UnseenProgram;
  submission: StorySubmission;
  badge: UnseenBadge;
  teacher: UnseenMember;
}

const WORDS = [
  ...['enseñanza', 'evaluación', 'niñez', 'cafe\u0301', '¿qué?', 'aula', 'lección'],
  ...['تعليم', 'المعلّمة', 'درس', 'قراءة'],
  ...['🎓', '👩🏽‍🏫', '日本語', 'дети', 'R&D', '<b>', '"so"', "it's", '%20', '$&', '\\n', '{{name}}', 'plain'],
];
const NAMES = [
  'María-José Ñíguez de la Cruz',
  'نورة بنت عبد الله الشمري',
  '李小龍',
  'Zoë 🎓 Müller',
  'Seán O’Connor-D\'Arcy "Red"',
  'Ana & Luis <Rivera>, Jr.',
  'Øystein Łukasiewicz',
];

const word = fc.constantFrom(...WORDS);
const phrase = (least: number, most: number) =>
  fc.array(word, { minLength: least, maxLength: most }).map((words) => words.join(' '));
const slug = fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}$/);
const slugs = (least: number, most: number) => fc.uniqueArray(slug, { minLength: least, maxLength: most });
const employeeId = fc.stringMatching(/^[A-Za-z0-9ñÑéعش][A-Za-z0-9ñÑعش._/:+%-]{0,14}$/);
const url = slug.map((path) => `https://unseen.example/${path}`);

const levels = slugs(2, 6).chain((ids) =>
  fc.record({
    levels: fc.tuple(
      ...ids.map((id) => fc.record({ id: fc.constant(id), name: phrase(1, 3), description: phrase(3, 40) })),
    ),
    passing: fc.constantFrom(...ids.slice(1)),
  }),
);
const criterion = (id: string) =>
  fc
    .tuple(fc.record({ id: fc.constant(id), name: phrase(1, 6), description: phrase(2, 30) }), levels)
    .map(([about, how]) => ({ ...about, ...how }));

const requirement = (id: string) => {
  const slot = { id: fc.constant(id), title: phrase(1, 6), instructions: phrase(3, 40) };
  const plain = fc.constantFrom('link', 'file', 'video', 'observation');
  const counted = fc.integer({ min: 1, max: 40 }).chain((min) =>
    fc.record({
      ...slot,
      type: fc.constantFrom('text', 'reflection'),
      words: fc.record({ min: fc.constant(min), max: fc.integer({ min: min, max: min + 60 }) }),
    }),
  );
  return fc.oneof(fc.record({ ...slot, type: plain }), counted);
};

const badge = (id: string, tiers: number[]) =>
  fc.record({
    id: fc.constant(id),
    name: phrase(1, 7),
    competency: fc.tuple(phrase(1, 4), fc.constantFrom('can', 'puede'), phrase(1, 9)).map((words) => words.join(' ')),
    ...{ description: phrase(4, 60), keyMethod: phrase(4, 60), criteria: phrase(4, 120) },
    tier: fc.constantFrom(...tiers),
    hours: fc.constantFrom(0.5, 1, 2.75, 33, 480),
    repeatable: fc.boolean(),
    requirements: slugs(1, 5).chain((ids) => fc.tuple(...ids.map(requirement))),
    rubric: slugs(1, 7).chain((ids) => fc.tuple(...ids.map(criterion))),
    research: fc.array(fc.record({ citation: phrase(3, 20), url }), { maxLength: 3 }),
  });

const tiered = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }).chain((tiers) =>
  fc.record({
    tiers: fc.tuple(...tiers.map((tier) => fc.record({ tier: fc.constant(tier), name: phrase(1, 4) }))),
    badges: slugs(1, 5).chain((ids) => fc.tuple(...ids.map((id) => badge(id, tiers)))),
  }),
);

const ROLES = [['owner'], ['reviewer'], ['administrator'], ['administrator']];

const person = (employeeId: string, at: number, domain: string, schools: [string, string]) =>
  fc
    .record({
      name: fc.constantFrom(...NAMES),
      school: fc.constantFrom(...schools),
      language: fc.constantFrom<'en' | 'es'>('en', 'es'),
    })
    .map((about): UnseenMember => {
      const contact = { employeeId, addresses: [`person.${at}@${domain}`], roles: ROLES[at] ?? ['earner'] };
      // One of the two administrators hears of one school alone.
      return { ...about, ...contact, ...(at === 2 && { schools: [schools[0]] }) };
    });

/** One reviewer alone, who earns nothing; administrators for all schools and for one; teachers in both languages. */
const people = fc
  .record({
    ids: fc.uniqueArray(employeeId, { minLength: 6, maxLength: 9 }),
    schools: fc.tuple(phrase(1, 4), phrase(1, 4)),
    // The inbox's library keeps one store for a whole process: an address must not come again in the next program.
    domain: fc.uuid().map((name) => `${name}.example`),
  })
  .chain(({ ids, domain, schools }) =>
    fc
      .tuple(...ids.map((id, at) => person(id, at, domain, schools)))
      .filter((all) => all.some(({ school }) => school === schools[0])),
  );

const program = fc
  .tuple(
    fc.record({
      id: slug,
      status: fc.constant('published'),
      name: phrase(1, 8),
      description: phrase(3, 60),
      issuer: fc.record({ name: phrase(1, 6), url }),
      contact: slug.map((box) => `${box}@unseen.example`),
      languages: fc.constantFrom(['en'], ['es'], ['es', 'en']),
      scope: fc.record({ kind: fc.constantFrom('district', 'school', 'department'), name: phrase(1, 5) }),
      performanceReview: fc.constant({ place: 'required', agreement: { reference: 'Artículo 12' } }),
      sources: slugs(1, 3).map((ids) => ids.map((id) => ({ id, name: id, format: 'standard-webhooks' }))),
    }),
    tiered,
    people,
  )
  .map(([about, tiersAndBadges, members]) => ({ ...about, ...tiersAndBadges, members, owner: members[0]?.employeeId }));

/** Texts of exactly as many words as fit; blanks between, as people type them. */
const written = ({ min, max }: { min: number; max: number }) =>
  Array.from({ length: Math.floor((min + max) / 2) }, (_, at) => ['palabra', 'كلمة', 'слово'][at % 3]).join(' \n');

const itemFor = ({ id, type, words }: UnseenBadge['requirements'][number]) => ({
  requirement: id,
  type,
  ...(words ? { text: written(words) } : { url: 'https://unseen.example/evidence/%D9%85' }),
});

/** A program, and a post for one of its badges by one of its teachers, named by id or by address. */
export const unseen: fc.Arbitrary<Unseen> = program.chain((file) => {
  const teachers = file.members.filter(({ roles }) => roles.includes('earner'));
  return fc
    .record({ badge: fc.constantFrom(...file.badges), teacher: fc.constantFrom(...teachers), byId: fc.boolean() })
    .map(({ badge: chosen, teacher, byId }) => {
      const earner = byId ? { employeeId: teacher.employeeId } : { email: teacher.addresses[0] ?? '' };
      const evidence = chosen.requirements.map(itemFor);
      const data = { earner, badge: chosen.id, privacyStatement: true, evidence };
      const submission = { type: 'submission.created', timestamp: '2026-03-01T08:00:00+03:00', data };
      return { program: file, submission, badge: chosen, teacher };
    });
});
