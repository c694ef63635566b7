/** The played stack with two programs, somebody of every kind, and data of every kind that they must or must not reach. */
import type { Person } from '../../lib/local/issuer/issuer.ts';
import { type Client, clientOf } from '../../lib/local/story/client.ts';
import type { StoryMember, StoryProgram } from '../../lib/local/story/people.ts';
import { type Item, ofEntity } from '../played/ledger.ts';
import { deploymentAdministrator, example, type Played, playStack, submission } from '../played/played-stack.ts';
import { ACTORS, type Actor } from './actors.ts';
import { PLANTED } from './who-sees-what.ts';

export interface District {
  played: Played;
  apiUrl: string;
  /**
   * By parameter of a path, then by name; the first is what a row gets that names none. What is used up by an act is there for
   * each who acts: `to-remove of owner`.
   */
  samples: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Bearer tokens of those who are signed in. */
  tokens: Readonly<Partial<Record<Actor, string>>>;
  /** What the two sources sign with. */
  secrets: Readonly<Partial<Record<Actor, string>>>;
  /** Secrets of outbound endpoints. */
  shownOnce: readonly string[];
  /** The program file in force. */
  file: Record<string, unknown>;
  rubric: Rubric;
  /** Of the private link to the credential `private`. */
  holderKey: string;
  /** Of the links in invitations to endorse. */
  keys: Readonly<Record<string, string>>;
}

type Rubric = StoryProgram['badges'][number]['rubric'];

/** Submissions of the earner, each for a badge of its own that is named by what is to become of it. */
const OPEN = ['waiting', 'to-start', 'to-review', 'to-review-by-form', 'to-withdraw', 'to-withdraw-by-form'];
const DECIDED = ['returned', 'denied'];
const AWARDED = ['private', 'shared', 'revoked', 'to-revoke', 'to-withhold', 'to-share'];
const SHARED = ['shared', 'revoked', 'to-revoke'];
const INVITED = ['to-accept', 'to-refuse', 'to-withdraw', 'to-decide', 'accepted', 'invited', 'to-answer'];
/** Posts that wait, each for a badge that there is not. */
const QUARANTINED = ['waiting', 'unclaimed', 'to-dismiss'];
const UNCLAIMED = { earner: { employeeId: 'E-0000' } };
const CONFIRMED = ['to-accept', 'to-refuse', 'to-withdraw', 'to-decide', 'accepted'];
const BADGES = [...new Set([...OPEN, ...DECIDED, ...AWARDED, ...INVITED, 'spare'])];

const [SCHOOL, OTHER_SCHOOL] = ['Cedar Hollow Middle School', 'Alder Creek Elementary School'];
const person = (employeeId: string, name: string, roles: string[], more: object = {}): StoryMember => ({
  ...{ employeeId, name, addresses: [`${employeeId.toLowerCase()}@cedarhollow.example`], roles },
  ...{ school: SCHOOL, language: 'en', ...more },
});

/** Who plays whom; the others of the example are there too. */
const MEMBERS = {
  earner: person('H-1', PLANTED.name, ['earner']),
  colleague: person('H-2', 'Colleague Two', ['earner'], { addresses: [PLANTED.address] }),
  administrator: person('H-3', 'Administrator Three', ['administrator']),
  principal: person('H-4', 'Principal Four', ['administrator'], { schools: [SCHOOL] }),
  'principal-elsewhere': person('H-5', 'Principal Five', ['administrator'], { schools: [OTHER_SCHOOL] }),
  spare: person('H-6', 'Spare Six', ['earner']),
};
const OF_EXAMPLE = { reviewer: 'E-1127', owner: 'E-1004', deputy: 'E-1011', sponsor: 'E-1001', finance: 'E-1080' };
const FOREIGN = {
  'foreign-owner': person('X-1', 'Foreign Owner', ['owner', 'reviewer', 'administrator', 'finance', 'earner']),
  'foreign-earner': person('X-2', 'Foreign Earner', ['earner']),
};

const [firstBadge] = example.badges;
const source = (id: string) => ({ id, name: id, format: 'standard-webhooks' });
const badge = (id: string) => ({ ...firstBadge, id, name: `Badge ${id}` });
const PROGRAM: StoryProgram = {
  ...example,
  badges: [...example.badges, ...BADGES.map(badge)],
  sources: [...example.sources, source('spare')],
  members: [...example.members, ...Object.values(MEMBERS)],
};
const { deputy: _, sponsor: __, ...unled } = example;
const OTHER_PROGRAM = {
  ...{ ...unled, id: 'other-program', owner: 'X-1', badges: [badge('other-practice')] },
  ...{ sources: [source('other-forms')], members: Object.values(FOREIGN) },
};

/** A student's name stands in what is not to be public; two of the items may be shown. */
const evidence = (submission.data.evidence as { type: string; text?: string }[]).map((item) =>
  item.type === 'reflection' ? { ...item, text: `${item.text} ${PLANTED.evidence}` } : item,
);

export const openDistrict = async (): Promise<District> => {
  const played = await playStack(0, { program: PROGRAM });
  const { host, local, program } = played;
  const deployer = host.issuer.people().find(({ email }) => email === deploymentAdministrator) as Person;
  const signedIn: Record<string, Person> = { ...peopleOf(program), ...foreigners, deployer };
  host.issuer.welcome([...host.issuer.people(), ...Object.values(foreigners)]);
  const tokenOf = (who: string) => host.issuer.mint(signedIn[who] as Person, 'aud');
  const client = clientOf(local);
  await bindEverybody(client, tokenOf);
  const otherSecret = await client
    .call(await tokenOf('deployer'), 'PUT', '/v1/programs/other-program', OTHER_PROGRAM)
    .then(async () =>
      client.call(await tokenOf('deployer'), 'POST', '/v1/programs/other-program/sources/other-forms/secret'),
    );
  await client.call(await tokenOf('foreign-owner'), 'GET', '/v1/programs/other-program/profile');
  const secrets = { source: local.source.secret, 'other-source': String(otherSecret.secret) };

  const post = (badge: string, more: object = {}) =>
    played.post(MEMBERS.earner, undefined, { badge, evidence, ...more });
  await Promise.all([...OPEN, ...DECIDED, ...AWARDED].map((fate) => post(fate)));
  await Promise.all(QUARANTINED.map((fate) => post(`no-badge-${fate}`, fate === 'unclaimed' ? UNCLAIMED : {})));
  await postElsewhere(played, secrets['other-source']);
  await invite(played, await tokenOf('owner'));
  await played.settle();
  await decideAll(played, client, await tokenOf('reviewer'));
  await answerInvitations(played, client, await tokenOf('owner'));
  await played.settle();
  const items = await played.items();
  await show(client, items, tokenOf);
  await played.settle();
  // Last: none of them is told of what happened so far.
  const { endpointId, shownOnce } = await addEndpoints(client, tokenOf);

  const tokens = Object.fromEntries(
    await Promise.all(Object.keys(signedIn).map(async (who) => [who, await tokenOf(who)])),
  );
  const file = await client.call(await tokenOf('owner'), 'GET', `/v1/programs/${program.id}`);
  return {
    ...{ played, apiUrl: host.apiUrl, tokens, secrets, file, rubric: firstBadge.rubric },
    ...{ shownOnce, samples: { ...(await samplesOf(played)), endpointId } },
    holderKey: String(ofBadge(items, 'Credential', 'private').holderKey),
    keys: Object.fromEntries(INVITED.map((name) => [name, keyOf(ofBadge(items, 'Endorsement', name))])),
  };
};

const personOf = ({ employeeId, name, addresses, roles }: StoryMember): Person => ({
  ...{ employeeId, name, email: addresses[0] ?? '', role: roles.join(', ') },
});
const foreigners: Record<string, Person> = {
  'foreign-owner': personOf(FOREIGN['foreign-owner']),
  account: { employeeId: 'nobody', name: 'Nobody', email: 'nobody@elsewhere.example', role: '' },
};

const peopleOf = ({ members }: StoryProgram): Record<string, Person> => {
  const ids = {
    ...OF_EXAMPLE,
    ...Object.fromEntries(Object.entries(MEMBERS).map(([who, one]) => [who, one.employeeId])),
  };
  const cast = Object.entries(ids).filter(([who]) => ACTORS.includes(who as Actor));
  return Object.fromEntries(
    cast.map(([who, id]) => [who, personOf(members.find(({ employeeId }) => employeeId === id) as StoryMember)]),
  );
};

/** The first time somebody is known, account and member are bound: not to be taken for a write of what comes after. */
const bindEverybody = (client: Client, tokenOf: (who: string) => Promise<string>) =>
  Promise.all(
    Object.keys(peopleOf(PROGRAM)).map(async (who) =>
      client.call(await tokenOf(who), 'GET', `/v1/programs/${PROGRAM.id}/profile`),
    ),
  );

const postElsewhere = async ({ local, host }: Played, secret: string) => {
  const other = clientOf({ ...local, source: { id: 'other-forms', secret } });
  for (const badge of ['other-practice', 'no-such-badge']) {
    const data = { ...submission.data, earner: { employeeId: 'X-2' }, badge };
    await other.post(`msg_${badge}`, { ...submission, data }, new Date(host.clock.now()));
  }
};

const ofBadge = (items: readonly Item[], entity: string, badgeId: string): Item => {
  const found = ofEntity(items, entity).find((item) => item.badgeId === badgeId && item.programId === PROGRAM.id);
  if (!found) throw new Error(`There is no ${entity} of ${badgeId}.`);
  return found;
};
const keyOf = ({ invitation }: Item) => (invitation as { key: string }).key;

const decideAll = async (played: Played, client: Client, reviewer: string) => {
  const items = await played.items();
  const decide = async (fate: string, decision: 'approve' | 'return' | 'deny') => {
    const { submissionId } = ofBadge(items, 'Submission', fate);
    const criteria = (firstBadge.rubric as Rubric).map(({ id, levels }) => ({
      ...{ criterion: id, level: levels.at(decision === 'approve' ? -1 : 0)?.id },
    }));
    const said = { comment: `Seen. ${PLANTED.comment}`, studentsNotIdentifiable: true };
    await client.call(reviewer, 'POST', `/v1/submissions/${submissionId}/reviews`, {
      attempt: 1,
      criteria,
      decision,
      ...said,
    });
  };
  await Promise.all([
    decide('returned', 'return'),
    decide('denied', 'deny'),
    ...AWARDED.map((fate) => decide(fate, 'approve')),
  ]);
};

/** By mail, each for another badge: so many of one badge are not taken. */
const invite = ({ program, client }: Played, owner: string) =>
  Promise.all(
    INVITED.map((name) => {
      const invited = { name: `Council ${name}`, url: 'https://council.example', email: `${name}@council.example` };
      const path = `/v1/programs/${program.id}/badges/${name}/endorsements/invitations`;
      return client.call(owner, 'POST', path, { ...invited, language: 'en' });
    }),
  );

const answerInvitations = async (played: Played, client: Client, owner: string) => {
  const { apiUrl } = played.local;
  const items = await played.items();
  for (const name of CONFIRMED) {
    const endorsement = ofBadge(items, 'Endorsement', name);
    const body = new URLSearchParams({ key: keyOf(endorsement), answer: 'confirm', comment: 'Good.' });
    const headers = { origin: apiUrl };
    await fetch(`${apiUrl}/endorsements/${endorsement.endorsementId}`, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
    });
  }
  for (const name of ['accepted', 'to-withdraw']) {
    await client.call(owner, 'POST', `/v1/endorsements/${ofBadge(items, 'Endorsement', name).endorsementId}/accept`);
  }
};

/** The earner shares, and opens their portfolio without their name; one award is revoked. */
const show = async (client: Client, items: readonly Item[], tokenOf: (who: string) => Promise<string>) => {
  const [earner, owner] = [await tokenOf('earner'), await tokenOf('owner')];
  const awardOf = (fate: string) => `/v1/awards/${ofBadge(items, 'Award', fate).awardId}`;
  for (const fate of SHARED) await client.call(earner, 'POST', `${awardOf(fate)}/share`);
  await client.call(earner, 'PUT', `/v1/programs/${PROGRAM.id}/profile`, { portfolio: true, named: false });
  await client.call(owner, 'POST', `${awardOf('revoked')}/revoke`, { reason: PLANTED.reason });
};

/** Two that wait alike, one whose earner nobody knows, and one of the other program. */
const quarantinedIn = async (played: Played): Promise<Record<string, string>> => {
  const posts = ofEntity(await played.items(), 'QuarantinedPost');
  const receiptOf = (test: (post: Item) => boolean) => String(posts.find(test)?.receiptId);
  const ours = posts.filter(({ programId }) => programId === PROGRAM.id);
  const [waiting, toDismiss] = ours
    .filter(({ reason }) => reason !== 'unknown-earner')
    .map(({ receiptId }) => String(receiptId));
  return {
    waiting: waiting ?? '',
    'to-dismiss': toDismiss ?? '',
    unclaimed: receiptOf(({ reason }) => reason === 'unknown-earner'),
    theirs: receiptOf(({ programId }) => programId === 'other-program'),
  };
};

/** All disabled, and where nothing is sent to. */
const addEndpoints = async (client: Client, tokenOf: (who: string) => Promise<string>) => {
  const add = async (who: string, programId: string) => {
    const path = `/v1/programs/${programId}/webhooks`;
    const settings = { url: 'https://127.0.0.1/hook', description: 'A system' };
    const { endpoint, secret } = await client.call(await tokenOf(who), 'POST', path, settings);
    const { endpointId } = endpoint as { endpointId: string };
    await client.call(await tokenOf(who), 'PUT', `${path}/${endpointId}`, { ...settings, enabled: false });
    return { endpointId, secret: String(secret) };
  };
  const ours = await add('owner', PROGRAM.id);
  const theirs = await add('foreign-owner', 'other-program');
  const [one, another] = [await add('owner', PROGRAM.id), await add('owner', PROGRAM.id)];
  const toRemove = { 'to-remove': one.endpointId, 'to-remove of owner': one.endpointId };
  return {
    endpointId: {
      ours: ours.endpointId,
      theirs: theirs.endpointId,
      ...toRemove,
      'to-remove of deputy': another.endpointId,
    },
    shownOnce: [ours.secret, theirs.secret],
  };
};

const samplesOf = async (played: Played): Promise<District['samples']> => {
  const items = await played.items();
  const named = (entity: string, id: string, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, String(ofBadge(items, entity, name)[id])]));
  const claimIn = (programId: string) =>
    String(ofEntity(items, 'NoticeClaim').find((claim) => claim.programId === programId)?.claimId);
  const theirs = ofEntity(items, 'Submission').find(({ programId }) => programId === 'other-program');
  const [profile] = ofEntity(items, 'EarnerProfile').filter(({ portfolioId }) => portfolioId);
  const jwks = (await (await fetch(`${played.local.apiUrl}/.well-known/jwks.json`)).json()) as {
    keys: { kid: string }[];
  };
  return {
    receiptId: await quarantinedIn(played),
    programId: { ours: PROGRAM.id, theirs: 'other-program', nowhere: 'nowhere' },
    badgeId: { ours: 'private', theirs: 'other-practice', spare: 'spare' },
    version: { first: '1' },
    list: { first: '1' },
    keyId: { first: jwks.keys[0]?.kid.split('/').at(-1) ?? '' },
    sourceId: { ours: played.local.source.id, theirs: 'other-forms', spare: 'spare', nowhere: 'nowhere' },
    employeeId: { ours: 'H-1', colleague: 'H-2', theirs: 'X-2', spare: 'H-6' },
    claimId: { ours: claimIn(PROGRAM.id), theirs: claimIn('other-program') },
    token: { guessed: 'guessed-guessed-guessed' },
    portfolioId: { open: String(profile?.portfolioId) },
    submissionId: {
      ...named('Submission', 'submissionId', [...OPEN, ...DECIDED, ...AWARDED]),
      theirs: String(theirs?.submissionId),
    },
    awardId: named('Award', 'awardId', AWARDED),
    credentialId: named('Credential', 'credentialId', AWARDED),
    endorsementId: named('Endorsement', 'endorsementId', INVITED),
  };
};
