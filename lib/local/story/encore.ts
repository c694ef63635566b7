/**
 * What `--out` plays after the story: the same credential in its other forms, its Open Badges 2.0 twin, and an award that its
 * owner revokes. By the public routes too.
 */
import { awardMailTo, download, judge, post } from './acts.ts';
import { type Client, clientOf, unexpected, waitFor } from './client.ts';
import {
  type Assertion,
  assertionDocumentsOf,
  type Documents,
  documentsOf,
  publishedAt,
  type SignedCredential,
} from './documents.ts';
import { readInbox } from './inbox.ts';
import { begunBy, nextTeacher, type StoryMember, type StoryProgram } from './people.ts';
import type { Ending, StoryOptions } from './story.ts';
import { verifyElsewhere } from './verify-elsewhere.ts';

export interface EncoreOptions extends StoryOptions {
  /** Signs a person in. */
  tokenOf: (member: StoryMember) => Promise<string>;
}

export interface Revoked {
  credential: SignedCredential;
  /** As of the time at which the status list says that it is revoked. */
  documents: Documents;
}

export interface Encore {
  /** The files that the credential is also handed out as, by their suffix. */
  forms: Record<'jwt' | 'png' | 'svg', Uint8Array>;
  assertion: Assertion;
  /** The story's documents, and those of the Assertion. */
  documents: Documents;
  /** Undefined for a program without an owner. */
  revoked: Revoked | undefined;
}

/** Plays it. The story's own award stays valid while there is another teacher to play; otherwise it is the one revoked, last. */
export const playEncore = async (options: EncoreOptions, ending: Ending): Promise<Encore> => {
  const { local, program, submission, say } = options;
  const { apiUrl, tokens } = local;
  const client = clientOf(local);
  const [jwt, png, svg] = await Promise.all(
    ['jwt', 'png', 'svg'].map((suffix) => fileOf(ending.credentialUrl, suffix)),
  );
  const { teacher, submissionId, credential } = ending;
  const assertion = await sharedAssertion(client, apiUrl, await options.tokenOf(teacher), submissionId, credential);
  say('The same badge was fetched as a JWT, a PNG, an SVG and, while it was shared, as an Open Badges 2.0 Assertion');
  const documents = { ...ending.documents, ...(await assertionDocumentsOf(assertion, apiUrl)) };
  const begun = await begunBy(client, tokens.reviewer, program.id, submission.data.badge);
  const other = nextTeacher(program, submission, begun);
  const award = tokens.owner ? await (other ? awarded(options, client, other) : ending) : undefined;
  const revoked = award && (await revoke(options, client, award));
  return { forms: { jwt, png, svg } as Encore['forms'], assertion, documents, revoked };
};

const fileOf = async (credentialUrl: string, suffix: string): Promise<Uint8Array> => {
  const url = new URL(credentialUrl);
  url.pathname += `.${suffix}`;
  const response = await fetch(url);
  if (!response.ok) throw unexpected(`The credential as .${suffix}`, { status: response.status, body: {} });
  return response.bytes();
};

/** An Assertion is there while its badge is shared: the earner shares it, and takes it back. */
const sharedAssertion = async (
  client: Client,
  apiUrl: string,
  earner: string,
  submissionId: string,
  { id }: SignedCredential,
): Promise<Assertion> => {
  const path = `/v1/awards/${await awardOf(client, earner, submissionId)}/share`;
  await client.call(earner, 'POST', path);
  try {
    return await publishedAt<Assertion>(apiUrl, `${id}/ob2`);
  } finally {
    await client.call(earner, 'DELETE', path);
  }
};

const awardOf = async (client: Client, token: string, submissionId: string): Promise<string> => {
  const { award } = await client.call(token, 'GET', `/v1/submissions/${submissionId}`);
  return (award as { awardId: string }).awardId;
};

type Award = Pick<Ending, 'teacher' | 'submissionId' | 'credential'>;

/** Another teacher posts, is approved, and shares nothing. */
const awarded = async (
  { local, program, submission, say }: EncoreOptions,
  client: Client,
  teacher: StoryMember,
): Promise<Award> => {
  const badge = program.badges.find(({ id }) => id === submission.data.badge) as StoryProgram['badges'][number];
  const seen = new Set((await readInbox(local.inboxUrl)).map(({ messageId }) => messageId));
  const body = { ...submission, data: { ...submission.data, earner: { employeeId: teacher.employeeId } } };
  const submissionId = await post(client, local, badge.id, teacher, body);
  say(`${teacher.name} sends evidence too, for an award that will be revoked`);
  await judge(client, local, badge, submissionId, 1, 'approve');
  const { credentialUrl } = await awardMailTo(local, teacher, seen);
  return { teacher, submissionId, credential: await download(credentialUrl) };
};

const revoke = async (
  { local, say }: EncoreOptions,
  client: Client,
  { teacher, submissionId, credential }: Award,
): Promise<Revoked> => {
  const { apiUrl, tokens } = local;
  const awardId = await awardOf(client, tokens.reviewer, submissionId);
  await client.call(tokens.owner, 'POST', `/v1/awards/${awardId}/revoke`, {
    reason: 'Awarded by mistake, to show it.',
  });
  const documents = await waitFor('The status list that says so', async () => {
    const now = await documentsOf(credential, apiUrl);
    const { reason } = await verifyElsewhere(credential, now);
    return reason === 'The credential is revoked.' ? now : undefined;
  });
  say(`The owner revokes the badge of ${teacher.name}, and the same library says so`);
  return { credential, documents };
};
