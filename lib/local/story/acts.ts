/** What people do in the story, each by the public routes. */
import { randomUUID } from 'node:crypto';
import { type Client, unexpected, waitFor } from './client.ts';
import type { SignedCredential } from './documents.ts';
import { isTo, linksIn, readInbox } from './inbox.ts';
import type { LocalFile } from './local-file.ts';
import type { StoryMember, StoryProgram } from './people.ts';

/** Posts evidence as the teacher; answers the submission it made. */
export const post = async (client: Client, local: LocalFile, badgeId: string, teacher: StoryMember, body: unknown) => {
  const answer = await client.post(`msg_${randomUUID()}`, body);
  if (answer.status !== 202) throw unexpected('The post', answer);
  // A post that could not be mapped is accepted too, and waits in quarantine: the inbox says why.
  return waitFor('The submission (if it is in quarantine, the inbox has a mail that says why)', async () => {
    const path = `/v1/programs/${local.programId}/submissions?state=submitted`;
    const { submissions } = await client.call(local.tokens.reviewer, 'GET', path);
    const mine = (submissions as { submissionId: string; earnerId: string; badgeId: string }[]).find(
      (one) => one.earnerId === teacher.employeeId && one.badgeId === badgeId,
    );
    return mine?.submissionId;
  });
};

/** Judges every criterion at its highest level; a return asks for one thing more. */
export const judge = async (
  client: Client,
  { tokens }: LocalFile,
  badge: StoryProgram['badges'][number],
  submissionId: string,
  attempt: number,
  decision: 'return' | 'approve',
) => {
  await client.call(tokens.reviewer, 'POST', `/v1/submissions/${submissionId}/start-review`);
  const criteria = badge.rubric.map(({ id, levels }) => ({
    criterion: id,
    level: levels.at(decision === 'approve' ? -1 : 0)?.id,
    ...(decision === 'return' && { comment: 'Show one more example of this from your own class.' }),
  }));
  const comment =
    decision === 'return'
      ? 'A strong start. Add one more example from your class and send it again.'
      : 'Clear evidence. Well done.';
  await client.call(tokens.reviewer, 'POST', `/v1/submissions/${submissionId}/reviews`, {
    attempt,
    criteria,
    decision,
    comment,
  });
};

/** Waits until the submission has the state. */
export const waitForState = (client: Client, { tokens }: LocalFile, submissionId: string, state: string) =>
  waitFor(`The state "${state}"`, async () => {
    const submission = await client.call(tokens.reviewer, 'GET', `/v1/submissions/${submissionId}`);
    return submission.state === state ? true : undefined;
  });

/** The first new mail to the teacher with the holder's link in it. */
export const awardMailTo = (local: LocalFile, teacher: StoryMember, seen: ReadonlySet<string>) =>
  waitFor('The award mail', async () => {
    for (const mail of await readInbox(local.inboxUrl)) {
      if (seen.has(mail.messageId)) continue;
      const credentialUrl = linksIn(mail).find((link) => link.includes('/credentials/') && link.includes('key='));
      if (credentialUrl && teacher.addresses.some((address) => isTo(mail, address)))
        return { awardMail: mail, credentialUrl };
    }
    return undefined;
  });

/** The credential behind a private link. */
export const download = async (credentialUrl: string): Promise<SignedCredential> => {
  const response = await fetch(credentialUrl, { headers: { accept: 'application/json' } });
  if (!response.ok) throw unexpected('The download', { status: response.status, body: {} });
  return (await response.json()) as SignedCredential;
};
