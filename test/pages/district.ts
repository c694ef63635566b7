/** The played stack with a submission in every state: what the tests of pages look at. */
import { clientOf } from '../../lib/local/story/client.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { type Played, playStack } from '../played/played-stack.ts';

export interface District {
  played: Played;
  apiUrl: string;
  programId: string;
  /** A member by the beginning of the name. */
  member(name: string): StoryMember;
  /** The path of the page of a member's submission. */
  submissionOf(member: StoryMember): Promise<string>;
  /** The path of the page of a member's credential, and the key of the private link to it. */
  credentialOf(member: StoryMember): Promise<{ path: string; key: string }>;
  /** Calls a route as that member. */
  call(member: StoryMember, method: string, path: string): Promise<void>;
}

export const openDistrict = async (earners: number): Promise<District> => {
  const played = await playStack(earners);
  const { host, local, program } = played;
  const newestOf = async (entity: string, { employeeId }: StoryMember) => {
    const items = await played.items();
    const found = items.findLast((item) => item.entity === entity && item.earnerId === employeeId);
    if (!found) throw new Error(`${employeeId} has no ${entity}.`);
    return found;
  };
  return {
    ...{ played, apiUrl: host.apiUrl, programId: program.id },
    member: (name) => {
      const found = program.members.find((member) => member.name.startsWith(name));
      if (!found) throw new Error(`There is no ${name}.`);
      return found;
    },
    submissionOf: async (member) => `/submissions/${(await newestOf('Submission', member)).submissionId}`,
    async credentialOf(member) {
      const { credentialId, holderKey } = await newestOf('Credential', member);
      return { path: `/credentials/${credentialId}`, key: String(holderKey) };
    },
    async call({ employeeId }, method, path) {
      const person = host.issuer.people().find((one) => one.employeeId === employeeId);
      if (!person) throw new Error(`${employeeId} cannot sign in.`);
      await clientOf(local).call(await host.issuer.mint(person, 'aud'), method, path);
    },
  };
};

/** The path of a submission in each state. `approved` lasts until the badge is made: after it nothing may be settled. */
export const inEveryState = async ({ played, member, call, submissionOf }: District) => {
  const spanish = member('Joaquín');
  const [submitted, inReview, returned, denied, withdrawn, awarded, shared, approved] = [0, 1, 2, 3, 4, 5, 6, 7].map(
    played.earner,
  ) as [StoryMember, StoryMember, StoryMember, StoryMember, StoryMember, StoryMember, StoryMember, StoryMember];
  const earners = { submitted, inReview, returned, denied, withdrawn, awarded, shared, approved, spanish };
  for (const earner of Object.values(earners)) await played.post(earner);
  await played.settle();
  await call(member('Priya'), 'POST', `/v1${await submissionOf(inReview)}/start-review`);
  await call(withdrawn, 'POST', `/v1${await submissionOf(withdrawn)}/withdraw`);
  for (const earner of [returned, spanish]) await played.decide(earner, 'return');
  await played.decide(denied, 'deny');
  for (const earner of [awarded, shared]) await played.decide(earner, 'approve');
  await played.settle();
  await played.decide(approved, 'approve');
  return earners;
};
