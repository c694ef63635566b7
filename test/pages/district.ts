/** The played stack with a submission in every state, and badges of every kind: what the tests of pages look at. */
import { Credential } from '../../functions/credentials/credential.ts';
import { type Answer, clientOf } from '../../lib/local/story/client.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import type { Item } from '../played/ledger.ts';
import { sesReports } from '../played/mail-turns.ts';
import { BADGE, type Played, playStack, submission } from '../played/played-stack.ts';

export interface District {
  played: Played;
  apiUrl: string;
  programId: string;
  /** A member by the beginning of the name. */
  member(name: string): StoryMember;
  /** The path of the page of a member's submission. */
  submissionOf(member: StoryMember): Promise<string>;
  /** The path of the page of a member's credential, the key of the private link to it, and the credential. */
  credentialOf(member: StoryMember): Promise<{ path: string; key: string; credential: Credential }>;
  /** The path of the page of all that a member shares. */
  portfolioOf(member: StoryMember): Promise<string>;
  /** The path and the key of the link in the invitation of that organization. */
  invitationOf(name: string): Promise<{ path: string; key: string; id: string }>;
  /** Calls a route as that member. */
  call(member: StoryMember, method: string, path: string, body?: object): Promise<Answer['body']>;
}

export const openDistrict = async (earners: number): Promise<District> => {
  const played = await playStack(earners);
  const { host, local, program } = played;
  const find = async (what: string, test: (item: Item) => boolean) => {
    const found = (await played.items()).find(test);
    if (!found) throw new Error(`There is no ${what}.`);
    return found;
  };
  const of = (entity: string, { employeeId }: StoryMember) =>
    find(`${entity} of ${employeeId}`, (item) => item.entity === entity && item.earnerId === employeeId);
  return {
    ...{ played, apiUrl: host.apiUrl, programId: program.id },
    member: (name) => {
      const found = program.members.find((member) => member.name.startsWith(name));
      if (!found) throw new Error(`There is no ${name}.`);
      return found;
    },
    submissionOf: async (member) => `/submissions/${(await of('Submission', member)).submissionId}`,
    async credentialOf(member) {
      const credential = Credential.parse(await of('Credential', member));
      return { path: `/credentials/${credential.credentialId}`, key: credential.holderKey, credential };
    },
    portfolioOf: async (member) => `/portfolios/${(await of('EarnerProfile', member)).portfolioId}`,
    async invitationOf(name) {
      const invited = ({ entity, invitation }: Item) =>
        entity === 'Endorsement' && (invitation as { name: string } | undefined)?.name === name;
      const { endorsementId, invitation } = await find(`invitation of ${name}`, invited);
      const { key } = invitation as { key: string };
      return { path: `/endorsements/${endorsementId}`, key, id: String(endorsementId) };
    },
    async call({ employeeId }, method, path, body) {
      const person = host.issuer.people().find((one) => one.employeeId === employeeId);
      if (!person) throw new Error(`${employeeId} cannot sign in.`);
      return clientOf(local).call(await host.issuer.mint(person, 'aud'), method, path, body);
    },
  };
};

/** What became of the submission of each of the first earners. `contested`: in review, and about to be decided. */
const UNDECIDED = ['submitted', 'in-review', 'contested', 'returned', 'denied', 'withdrawn'];
/** Who was awarded and shares the badge; `withheld`: an item of its evidence was withheld just now. */
const SHARING = ['shared', 'named', 'revoked', 'withheld'];
const FATES = [...UNDECIDED, 'awarded', ...SHARING, 'approved'];
export const EARNERS = FATES.length;
export const earnerOf = ({ played }: District, fate: string) => played.earner(FATES.indexOf(fate));

export const ENDORSER = 'Cedar Valley College';
/** Whose answer the owner has not decided on, and who has not answered. */
export const [WAITING_ENDORSER, INVITED_ENDORSER] = ['Valley Teachers’ Guild', 'County Office of Education'];

/** Brings them there. An approval lasts until the badge is made: after it nothing may be settled. */
export const bringAbout = async (district: District) => {
  const { played, member, call, submissionOf } = district;
  const spanish = member('Joaquín');
  const of = (fate: string) => earnerOf(district, fate);
  for (const earner of [...FATES.map(of), spanish]) await played.post(earner, undefined, { evidence: evidence() });
  await played.post(spanish, undefined, { badge: 'no-such-badge' });
  await played.post(spanish, undefined, { earner: { email: 'marisol.at.home@mail.example' } });
  await endorse(district);
  await tellSystems(district);
  await played.settle();
  await sesReports(played, 'Bounce', of('submitted'));
  await sesReports(played, 'Complaint', of('withdrawn'));
  for (const fate of ['in-review', 'contested'])
    await call(member('Priya'), 'POST', `/v1${await submissionOf(of(fate))}/start-review`);
  await call(of('withdrawn'), 'POST', `/v1${await submissionOf(of('withdrawn'))}/withdraw`);
  for (const earner of [of('returned'), spanish]) await played.decide(earner, 'return');
  await played.decide(of('denied'), 'deny');
  for (const fate of ['awarded', ...SHARING])
    await played.decide(of(fate), 'approve', { studentsNotIdentifiable: true });
  await played.settle();
  await showBadges(district);
  await played.settle();
  const { credential } = await district.credentialOf(of('withheld'));
  await call(of('withheld'), 'POST', `/v1/awards/${credential.awardId}/withhold`, { item: 0 });
  await played.decide(of('approved'), 'approve');
};

/** With two items that may be public. */
const evidence = () => {
  const [first, ...others] = submission.data.evidence as object[];
  const second = { ...first, title: 'The fifth opener, made after the tally', url: 'https://drive.example/fifth' };
  return [first, second, ...others];
};

/** One endorsement is accepted, one waits for the owner, and one was not answered. */
const endorse = async ({ apiUrl, programId, played, member, call, invitationOf }: District) => {
  for (const name of [ENDORSER, WAITING_ENDORSER, INVITED_ENDORSER]) {
    const email = `${name.replaceAll(/\W/g, '')}@endorsers.example`;
    const invited = { name, url: 'https://endorsers.example', email, language: 'en' };
    const path = `/v1/programs/${programId}/badges/${BADGE}/endorsements/invitations`;
    await call(member('Ruth'), 'POST', path, invited);
    if (name === INVITED_ENDORSER) continue;
    const { path: page, key } = await invitationOf(name);
    const comment = 'The rubric asks for what the research says matters.';
    const body = new URLSearchParams({ key, answer: 'confirm', comment });
    await fetch(`${apiUrl}${page}`, { method: 'POST', body, headers: { origin: apiUrl }, redirect: 'manual' });
  }
  await call(member('Ruth'), 'POST', `/v1/endorsements/${(await invitationOf(ENDORSER)).id}/accept`);
  await played.settle();
};

/** A system that is told, and did not take the test that it was sent; and one that is told nothing. */
const tellSystems = async ({ programId, played, member, call }: District) => {
  const webhooks = `/v1/programs/${programId}/webhooks`;
  const settings = { url: 'https://127.0.0.1/hook', description: 'The data warehouse' };
  const { endpoint } = (await call(member('Ruth'), 'POST', webhooks, settings)) as { endpoint: { endpointId: string } };
  const owner = await played.token(member('Ruth'));
  await played.client.call(owner, 'POST', `${webhooks}/${endpoint.endpointId}/test`, undefined, [202]);
  const other = { url: 'https://payroll.example/hook', description: 'Payroll', events: ['badge.awarded'] };
  const { endpoint: disabled } = (await call(member('Ruth'), 'POST', webhooks, other)) as {
    endpoint: { endpointId: string };
  };
  await call(member('Ruth'), 'PUT', `${webhooks}/${disabled.endpointId}`, { ...other, enabled: false });
  await played.settle();
};

const showBadges = async (district: District) => {
  const { programId, member, call } = district;
  const awardOf = async (fate: string) => (await district.credentialOf(earnerOf(district, fate))).credential.awardId;
  for (const fate of SHARING) await call(earnerOf(district, fate), 'POST', `/v1/awards/${await awardOf(fate)}/share`);
  const shown = { named: true, portfolio: true };
  await call(earnerOf(district, 'named'), 'PUT', `/v1/programs/${programId}/profile`, shown);
  const reason = 'The evidence was of another class.';
  await call(member('Ruth'), 'POST', `/v1/awards/${await awardOf('revoked')}/revoke`, { reason });
};
