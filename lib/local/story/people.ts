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

/** The member whom the submission names. */
const namedEarner = ({ members }: StoryProgram, { data }: StorySubmission): StoryMember => {
  const { employeeId, email } = data.earner;
  const named = members.find((member) => member.employeeId === employeeId || member.addresses.includes(email ?? ''));
  if (named) return named;
  throw new LocalProblem(
    'story-stopped',
    'The submission names an earner who is no member of the program.',
    'Name one of its members.',
  );
};

/**
 * One person of each role, each another one where the program has enough people: nobody reviews their own submission. A
 * role nobody has is played by nobody.
 */
export const castOf = (program: StoryProgram, submission: StorySubmission) => {
  const earner = namedEarner(program, submission);
  const taken = new Set([earner.employeeId]);
  const another = (suits: (member: StoryMember) => boolean) => {
    const fitting = program.members.filter(suits);
    const found = fitting.find(({ employeeId }) => !taken.has(employeeId)) ?? fitting[0];
    if (found) taken.add(found.employeeId);
    return found;
  };
  const withRole = (role: string) => another(({ roles }) => roles.includes(role));
  return {
    earner,
    reviewer: withRole('reviewer'),
    administrator: withRole('administrator'),
    finance: withRole('finance'),
    owner: another(({ employeeId }) => employeeId === program.owner),
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
    let next: string | undefined;
    do {
      const query = new URLSearchParams({ state, limit: '500', ...(next && { after: next }) });
      const answer = await client.call(reviewer, 'GET', `/v1/programs/${programId}/submissions?${query}`);
      for (const one of answer.submissions as { badgeId: string; earnerId: string }[]) {
        if (one.badgeId === badgeId) begun.add(one.earnerId);
      }
      next = answer.next as string | undefined;
    } while (next);
  }
  return begun;
};

/** The teacher to play: the one the submission names, or, if that one has begun the badge, the next who has not. */
export const nextTeacher = (program: StoryProgram, submission: StorySubmission, begun: Set<string>) => {
  const { earner, reviewer } = castOf(program, submission);
  const others = program.members.filter(
    ({ roles, employeeId }) => roles.includes('earner') && employeeId !== reviewer?.employeeId,
  );
  return [earner, ...others].find(({ employeeId }) => !begun.has(employeeId));
};
