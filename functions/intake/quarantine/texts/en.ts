/** What the pages of the quarantine say. */
import type { Dismissal } from '../../../../events/post-dismissed.ts';
import { problems, reasons } from './en-posts.ts';

const posts = (count: number) => (count === 1 ? '1 post' : `${count} posts`);
const dismissals: Record<Dismissal, string> = {
  duplicate: 'The same evidence was sent twice',
  test: 'It was sent to try something out',
  spam: 'It should never have been sent',
  'not-needed': 'Nothing is left to do about it',
};

export const en = {
  quarantine: 'Posts that wait',
  empty: 'Nothing waits here. Every post has become a submission, or was set aside.',
  how: 'These posts arrived with a good signature and were kept, but could not become submissions: no reviewer sees them. Open one to see what to mend, then replay it. The newest is last.',
  waiting: (total: number, more: boolean, oldest: string) =>
    `${more ? `More than ${total} posts wait` : total === 1 ? '1 post waits' : `${total} posts wait`}, the oldest since ${oldest} (UTC).`,
  since: (time: string) => `Waits since ${time} (UTC)`,
  sentFor: (name: string) => `Sent for ${name}`,
  sentForNobody: 'It names nobody whom the program knows.',
  receipt: 'Receipt',
  more: 'More that waits',
  problem: (code: string, words: number | undefined): string => (problems[code] ?? problems.other)(words),
  reasons,

  replayAll: 'Replay all',
  replayAllHow:
    'Each is tried again with the program as it is now, the oldest first. What still cannot become a submission goes on waiting.',
  replayedAll: (done: number, still: number) =>
    `${posts(done)} became submissions. ${still === 0 ? 'None of those tried' : posts(still)} still ${still === 1 ? 'waits' : 'wait'}.`,
  goOn: 'There are more to try.',
  replayRest: 'Replay the rest',

  back: 'All that waits',
  came: 'Came',
  by: 'Sent through',
  of: 'Sent for',
  attributedTo: (name: string) => `${name}, as you or your deputy said`,
  state: {
    replayed: 'It became a submission',
    dismissed: 'It was set aside for good',
  },
  resolved: (time: string, name: string) => `On ${time} (UTC), by ${name}.`,
  submission: 'See the submission',

  why: 'Why it waits',
  now: 'With the program as it is now, it can become a submission.',
  ignored:
    'With the mapping of its source as it is now, it is no submission at all. Set it aside, or correct the mapping.',
  toDo: 'What to do',
  addAddress: 'The address it names belongs to no member. Add it to the right one in the program file:',
  addMember: 'The employee id it names belongs to no member. Add the member to the program file:',
  addRole: (name: string) => `In the program file, give ${name} the role:`,
  badgesThere: 'The badges of the program have these ids:',
  publish: 'In the program file:',

  replay: 'Replay it',
  stillWaits: 'It was tried again, and still cannot become a submission.',
  attributed: 'Kept. Now replay it.',
  attribute: 'Say whose it is',
  attributeHow:
    'The evidence goes to this earner when the post is replayed. It holds for this post alone: the program file stays as it is, and the next post from the same address waits again.',
  employeeId: 'Employee id of the earner',
  attributeSend: 'Keep this earner',
  dismiss: 'Set it aside for good',
  dismissHow: 'It leaves this list and is kept, with your name and the reason. It can never become a submission.',
  dismissWhy: 'Why?',
  dismissals,
  dismissSend: 'Set aside for good',

  sent: 'What was sent',
  sentCare:
    'Evidence from a classroom can show students. Only you and your deputy see this here. Please do not pass it on.',
  sentGone: 'What was sent is the evidence of the submission now.',
  long: (path: string, length: number) => `${path}: ${length} characters`,
  cut: 'This is only the beginning. The rest is in the answer of the API.',

  errors: {
    prefix: 'Error',
    summary: 'Please correct this',
    employeeMissing: 'Give the employee id of an earner.',
    employeeUnknown: 'No member with this employee id is an earner in the program.',
    dismissalMissing: 'Choose why.',
  },
};
