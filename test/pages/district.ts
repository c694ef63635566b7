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
  const find = async (entity: string, { employeeId }: StoryMember) => {
    const items = await played.items();
    const found = items.find((item) => item.entity === entity && item.earnerId === employeeId);
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
    submissionOf: async (member) => `/submissions/${(await find('Submission', member)).submissionId}`,
    async credentialOf(member) {
      const { credentialId, holderKey } = await find('Credential', member);
      return { path: `/credentials/${credentialId}`, key: String(holderKey) };
    },
    async call({ employeeId }, method, path) {
      const person = host.issuer.people().find((one) => one.employeeId === employeeId);
      if (!person) throw new Error(`${employeeId} cannot sign in.`);
      await clientOf(local).call(await host.issuer.mint(person, 'aud'), method, path);
    },
  };
};

/** What became of the submission of each of the first earners. `contested`: in review, and about to be decided. */
const FATES = [
  'submitted',
  'in-review',
  'contested',
  'returned',
  'denied',
  'withdrawn',
  'awarded',
  'shared',
  'approved',
];
export const EARNERS = FATES.length;
export const earnerOf = ({ played }: District, fate: string) => played.earner(FATES.indexOf(fate));

/** Brings them there. An approval lasts until the badge is made: after it nothing may be settled. */
export const bringAbout = async (district: District) => {
  const { played, member, call, submissionOf } = district;
  const spanish = member('Joaquín');
  const of = (fate: string) => earnerOf(district, fate);
  for (const earner of [...FATES.map(of), spanish]) await played.post(earner);
  await played.post(spanish, undefined, { badge: 'no-such-badge' });
  await played.settle();
  for (const fate of ['in-review', 'contested'])
    await call(member('Priya'), 'POST', `/v1${await submissionOf(of(fate))}/start-review`);
  await call(of('withdrawn'), 'POST', `/v1${await submissionOf(of('withdrawn'))}/withdraw`);
  for (const earner of [of('returned'), spanish]) await played.decide(earner, 'return');
  await played.decide(of('denied'), 'deny');
  for (const fate of ['awarded', 'shared']) await played.decide(of(fate), 'approve');
  await played.settle();
  const awards = (await played.items()).filter(({ entity }) => entity === 'Award');
  const award = awards.find(({ earnerId }) => earnerId === of('shared').employeeId);
  await call(of('shared'), 'POST', `/v1/awards/${award?.awardId}/share`);
  await played.decide(of('approved'), 'approve');
};
