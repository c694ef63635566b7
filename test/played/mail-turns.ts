/** What may become of a mail after SES took it, by the public routes: it bounces, is seen by the owner, and is sent again. */
import { expect } from 'vitest';
import type { UnreachedList } from '../../functions/notices/unreached/unreached.ts';
import type { MailEventType } from '../../lib/local/edge/mail.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import type { Played } from './played-stack.ts';

/** Each turn once. The earners have sent nothing yet; `other` has never signed in. */
export const takeMailTurns = async (
  played: Played,
  [earner, second]: readonly [StoryMember, StoryMember],
  other: StoryMember,
): Promise<void> => {
  const { client, program, settle } = played;
  const list = `/v1/programs/${program.id}/unreachable`;
  await client.call(await played.token(other), 'GET', list, undefined, [403]);
  await played.post(earner);
  await settle();
  await sesReports(played, 'Bounce', earner);
  const owners = await played.token(played.member('owner'));
  const { people } = (await client.call(owners, 'GET', list)) as unknown as UnreachedList;
  const [notice] = people.find(({ employeeId }) => employeeId === earner.employeeId)?.notices ?? [];
  const members = `/v1/programs/${program.id}/members/${earner.employeeId}`;
  await client.call(owners, 'POST', `${members}/lift-suppression`, { address: earner.addresses[0] }, [204]);
  const { claimId, resent } = notice ?? { claimId: 'none', resent: 0 };
  await client.call(owners, 'POST', `/v1/programs/${program.id}/notices/${claimId}/resend`, { resent }, [202]);
  await settle();
  expect(JSON.stringify(await client.call(owners, 'GET', list))).not.toContain(earner.name);
  await gatherAwards(played, [earner, second]);
};

/** Two awards at once: the administrator is told of the second in a digest, and chooses to hear once a day. */
const gatherAwards = async (played: Played, earners: readonly StoryMember[]): Promise<void> => {
  const { client, program } = played;
  await played.post(earners[1] ?? played.member('earner'));
  await played.settle();
  for (const earner of earners) await played.decide(earner, 'approve');
  await played.settle();
  await played.later(15);
  const settings = `/v1/programs/${program.id}/notice-settings`;
  await client.call(await played.token(played.member('administrator')), 'PUT', settings, { awards: 'daily' }, [204]);
};

/** SES tells of the newest mail to that person. */
export const sesReports = async (
  { host, settle }: Played,
  type: MailEventType,
  { addresses }: Pick<StoryMember, 'addresses'>,
): Promise<void> => {
  const mail = host.edges.mail.sent().findLast(({ destinations }) => destinations[0] === addresses[0]);
  if (!mail) throw new Error(`There is no mail to ${addresses[0]}.`);
  await host.edges.mail.report(mail.messageId, type);
  await settle();
};
