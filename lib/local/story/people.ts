/** Who plays which part, found in the program file: nothing of the story knows a person. */
import { LocalProblem } from '../problem.ts';
import type { Client } from './client.ts';

export interface StoryMember {
  employeeId: string;
  name: string;
  addresses: string[];
  roles: string[];
}

export interface StoryProgram {
  id: string;
  name: string;
  owner?: string;
  members: StoryMember[];
  sources: { id: string }[];
  badges: { id: string; name: string; rubric: { id: string; name: string; levels: { id: string }[] }[] }[];
}

export interface StorySubmission {
  data: { badge: string; earner: { employeeId?: string; email?: string } };
}

/** One person of each role. A role nobody has is played by nobody. */
export const castOf = ({ members, owner }: StoryProgram) => {
  const withRole = (role: string) => members.find(({ roles }) => roles.includes(role));
  return {
    earner: withRole('earner'),
    reviewer: withRole('reviewer'),
    administrator: withRole('administrator'),
    finance: withRole('finance'),
    owner: members.find(({ employeeId }) => employeeId === owner) ?? withRole('owner'),
  };
};

const STATES = ['submitted', 'in-review', 'returned', 'approved', 'denied', 'withdrawn', 'awarded'];

/** Who has begun the badge in earlier stories, in whatever state. */
export const begunBy = async (
  client: Client,
  reviewer: string,
  programId: string,
  badgeId: string,
): Promise<Set<string>> => {
  const begun = new Set<string>();
  for (const state of STATES) {
    const { submissions } = await client.call(reviewer, 'GET', `/v1/programs/${programId}/submissions?state=${state}`);
    for (const one of submissions as { badgeId: string; earnerId: string }[]) {
      if (one.badgeId === badgeId) begun.add(one.earnerId);
    }
  }
  return begun;
};

/** The teacher to play: the one the submission names, or, if that one has begun the badge, the next who has not. */
export const nextTeacher = (
  program: StoryProgram,
  { data }: StorySubmission,
  begun: Set<string>,
): StoryMember | undefined => {
  const { employeeId, email } = data.earner;
  const named = program.members.find(
    (member) => member.employeeId === employeeId || member.addresses.includes(email ?? ''),
  );
  if (!named) {
    throw new LocalProblem(
      'story-stopped',
      'The submission names an earner who is no member of the program.',
      'Name one of its members.',
    );
  }
  const others = program.members.filter(({ roles }) => roles.includes('earner') && !roles.includes('reviewer'));
  return [named, ...others].find((member) => !begun.has(member.employeeId));
};
