/** What may become of a badge after its award, by the public routes: shown, withheld, endorsed, checked, doubted, revoked. */
import { expect } from 'vitest';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { ofEntity } from './ledger.ts';
import { BADGE, type Played } from './played-stack.ts';
import { visitor } from './visitor.ts';

/** Each turn once. `earner` has sent nothing yet; `other` has never signed in. */
export const takeBadgeTurns = async (played: Played, earner: StoryMember, other: StoryMember): Promise<void> => {
  await endorse(played, played.program.id);
  await played.post(earner);
  await played.settle();
  await played.decide(earner, 'approve', { studentsNotIdentifiable: true });
  await played.settle();
  const credential = ofEntity(await played.items(), 'Credential').find(
    ({ earnerId }) => earnerId === earner.employeeId,
  );
  const award = `/v1/awards/${credential?.awardId}`;
  const { client, program } = played;
  const [theirs, owners] = [await played.token(earner), await played.token(played.member('owner'))];
  await client.call(theirs, 'POST', `${award}/share`);
  await reportConcern(played, String(credential?.credentialId));
  await client.call(theirs, 'PUT', `/v1/programs/${program.id}/profile`, { named: true, portfolio: true });
  await client.call(await played.token(other), 'GET', `/v1/programs/${program.id}/profile`);
  await client.call(theirs, 'POST', `${award}/withhold`, { item: 0 });
  await played.settle();
  expect(await check(played, JSON.parse(String(credential?.document)))).toBe('valid');
  await client.call(owners, 'POST', `${award}/revoke`, { reason: 'The evidence was of another class.' });
  await played.settle();
  expect(await check(played, JSON.parse(String(credential?.document)))).toBe('invalid');
};

/** Somebody without an account reports a concern about a badge that its earner shares. */
const reportConcern = async ({ host, local, settle }: Played, credentialId: string): Promise<void> => {
  const body = new URLSearchParams({ kind: 'something-else', text: 'Is this badge real?' });
  const url = `${local.apiUrl}/credentials/${credentialId}/concern`;
  const answer = await visitor(host).send(url, { method: 'POST', body, headers: { origin: local.apiUrl } });
  expect(answer.status).toBe(303);
  await settle();
};

/** The owner asks an organization, which confirms by the link in its mail; the owner accepts, and it is signed. */
export const endorse = async (played: Played, programId: string): Promise<void> => {
  const { client, local, settle } = played;
  const owners = await played.token(played.member('owner'));
  const invited = {
    name: 'Lakeside Reading Council',
    url: 'https://reading.example',
    email: 'a@reading.example',
    language: 'en',
  };
  await client.call(owners, 'POST', `/v1/programs/${programId}/badges/${BADGE}/endorsements/invitations`, invited);
  await settle();
  const [endorsement] = ofEntity(await played.items(), 'Endorsement').filter((one) => one.programId === programId);
  const { key } = (endorsement?.invitation ?? {}) as { key: string };
  const page = `${local.apiUrl}/endorsements/${endorsement?.endorsementId}`;
  await fetch(`${page}?key=${key}`);
  const body = new URLSearchParams({ key, answer: 'confirm', comment: 'The rubric asks for what matters.' });
  await fetch(page, { method: 'POST', body, headers: { origin: local.apiUrl }, redirect: 'manual' });
  await settle();
  await client.call(owners, 'GET', `/v1/programs/${programId}/endorsements`);
  await client.call(owners, 'POST', `/v1/endorsements/${endorsement?.endorsementId}/accept`);
  await settle();
};

/** What the page for checking badges says of one. */
const check = async ({ client, local }: Played, credential: unknown) =>
  (await client.call(local.tokens.reviewer, 'POST', '/v1/verify', { credential })).verdict;
