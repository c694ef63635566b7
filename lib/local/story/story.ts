/**
 * The story of one submission, played by nothing but `local.json` and the public routes: a signed post, a return, a second
 * post, an approval, a signed credential, a verification by a library that is not ours, and an altered copy refused.
 */
import { LocalProblem } from '../problem.ts';
import { awardMailTo, download, judge, post, waitForState } from './acts.ts';
import { clientOf } from './client.ts';
import { type Documents, documentsOf, type SignedCredential } from './documents.ts';
import { type InboxMail, readInbox } from './inbox.ts';
import type { LocalFile } from './local-file.ts';
import { begunBy, nextTeacher, type StoryMember, type StoryProgram, type StorySubmission } from './people.ts';
import { type Verdict, verifyElsewhere } from './verify-elsewhere.ts';

export interface StoryOptions {
  local: LocalFile;
  program: StoryProgram;
  submission: StorySubmission;
  /** Told of every hop as it happens. */
  say: (line: string) => void;
}

export interface HistoryEntry {
  what: string;
  when: string;
  who?: { employeeId: string; name?: string };
  why?: string;
}

export interface Ending {
  teacher: StoryMember;
  badgeName: string;
  submissionId: string;
  /** The holder's private link, as the award mail has it. */
  credentialUrl: string;
  credential: SignedCredential;
  documents: Documents;
  verdict: Verdict;
  alteredVerdict: Verdict;
  history: HistoryEntry[];
  awardMail: InboxMail;
}

/** Plays it to its end; undefined when every teacher of the program has begun the badge already. */
export const playStory = async ({ local, program, submission, say }: StoryOptions): Promise<Ending | undefined> => {
  const client = clientOf(local);
  const badge = program.badges.find(({ id }) => id === submission.data.badge);
  if (!badge)
    throw new LocalProblem(
      'story-stopped',
      'The submission is for a badge the program does not have.',
      'Name one of its badges.',
    );
  const begun = await begunBy(client, local.tokens.reviewer, program.id, badge.id);
  if (begun.size > 0) say(`Teachers who have begun "${badge.name}" before: ${begun.size}. The next one plays`);
  const teacher = nextTeacher(program, submission, begun);
  if (!teacher) return undefined;

  const seen = new Set((await readInbox(local.inboxUrl)).map(({ messageId }) => messageId));
  const body = { ...submission, data: { ...submission.data, earner: { employeeId: teacher.employeeId } } };
  const submissionId = await post(client, local, badge.id, teacher, body);
  say(`${teacher.name} sends evidence for "${badge.name}" (signed post, accepted)`);

  await judge(client, local, badge, submissionId, 1, 'return');
  say('A reviewer returns it, with a comment on what to do next');
  await waitForState(client, local, submissionId, 'returned');

  await post(client, local, badge.id, teacher, body);
  say(`${teacher.name} sends it again (attempt 2 of the same submission)`);
  await judge(client, local, badge, submissionId, 2, 'approve');
  say('A reviewer approves it against the public rubric');

  const { awardMail, credentialUrl } = await awardMailTo(local, teacher, seen);
  say(`The award mail is in the inbox: "${awardMail.subject}"`);
  const credential = await download(credentialUrl);
  const documents = await documentsOf(credential, local.apiUrl);
  const verdict = await verifyElsewhere(credential, documents);
  say(
    verdict.verified
      ? 'A library that is not ours verifies the credential'
      : `The credential does NOT verify: ${verdict.reason}`,
  );
  const alteredVerdict = await verifyElsewhere(altered(credential), documents);
  say(
    alteredVerdict.verified
      ? 'An altered copy was NOT refused'
      : 'The same library refuses a copy with one letter changed',
  );
  const { history } = await client.call(local.tokens.reviewer, 'GET', `/v1/submissions/${submissionId}/history`);
  return {
    ...{ teacher, badgeName: badge.name, submissionId, credentialUrl, credential, documents },
    ...{ verdict, alteredVerdict, history: history as HistoryEntry[], awardMail },
  };
};

/** A copy with one letter of the badge's name changed. */
const altered = (credential: SignedCredential): unknown => {
  const copy = structuredClone(credential) as SignedCredential & {
    credentialSubject: { achievement: { name: string } };
  };
  const { achievement } = copy.credentialSubject;
  achievement.name = `${achievement.name.startsWith('X') ? 'Y' : 'X'}${achievement.name.slice(1)}`;
  return copy;
};
