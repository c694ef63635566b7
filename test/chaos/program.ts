/** The program that is broken on purpose: the example's staff, many teachers, and badges that a few words of evidence are enough for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoryMember, StoryProgram } from '../../lib/local/story/people.ts';

const readJson = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8'));
const example = readJson('examples/future-ready-teachers.json');
export const submission = readJson('examples/submission.json');
export const [deploymentAdministrator] = readJson('cdk.json').context.accolade.deploymentAdministrators as [string];

export interface ChaosMember extends StoryMember {
  school: string;
  language: string;
  /** The schools that an administrator hears of; without it, all. */
  schools?: string[];
}

export interface ChaosProgram extends StoryProgram {
  owner: string;
  members: ChaosMember[];
}

export const BADGES = ['questions', 'feedback', 'captions', 'seating', 'openers', 'exit-tickets'] as const;

/** Names and ids of one length: none is the beginning of another, so that whom a text is about can be searched for. */
const numbered = (n: number) => String(n).padStart(4, '0');
export const teacherId = (n: number) => `T-${numbered(n)}`;

const SCHOOLS = ['Cedar Hollow Middle School', 'Alder Creek Elementary School', 'Cedar Hollow High School'];

const teacher = (_: unknown, n: number): ChaosMember => ({
  employeeId: teacherId(n),
  name: `Teacher Number${numbered(n)}`,
  addresses: [`teacher.${numbered(n)}@cedarhollow.example`],
  school: SCHOOLS[n % SCHOOLS.length] ?? '',
  language: n % 5 === 0 ? 'es' : 'en',
  roles: ['earner'],
});

/** Hears of every school, beside the example's principal, who hears of one. */
const superintendent: ChaosMember = {
  employeeId: 'E-9001',
  name: 'Amara Oyelaran',
  addresses: ['amara.oyelaran@cedarhollow.example'],
  school: 'District Office',
  language: 'en',
  roles: ['administrator'],
};

const badge = (id: string) => ({
  ...example.badges[0],
  id,
  name: `Badge of ${id}`,
  requirements: [
    { ...example.badges[0].requirements[0], id: 'lesson' },
    {
      id: 'words',
      type: 'text',
      title: 'What you saw',
      instructions: 'In three to sixty words: what did you see?',
      words: { min: 3, max: 60 },
      public: 'never',
    },
  ],
});

/** Nobody of the staff teaches here: each has one part. */
export const programOf = (teachers: number): ChaosProgram => ({
  ...example,
  // What is broken on purpose is not to be saved by a limit.
  sources: example.sources.map((source: object) => ({ ...source, rateLimit: 60_000 })),
  badges: BADGES.map(badge),
  members: [
    ...example.members
      .filter(({ roles }: StoryMember) => roles.join() !== 'earner')
      .map((member: StoryMember) => ({ ...member, roles: member.roles.filter((role) => role !== 'earner') })),
    superintendent,
    ...Array.from({ length: teachers }, teacher),
  ],
});

/** The body of a post. `data` replaces the usual. */
export const postOf = (employeeId: string, badgeId: string, note: string, data: object = {}) => ({
  type: 'submission.created',
  timestamp: '2026-10-14T21:05:00Z',
  data: {
    earner: { employeeId },
    badge: badgeId,
    privacyStatement: true,
    evidence: [
      { requirement: 'lesson', type: 'file', url: `https://drive.cedarhollow.example/d/${note}`, shareable: true },
      { requirement: 'words', type: 'text', text: `They asked more than before: ${note}` },
    ],
    ...data,
  },
});
