/** What stood in the way of a post, and what to do about it: for the owner, and for the member it names. Pages and mails. */
import type { QuarantineReason } from '../../../../events/post-quarantined.ts';

export interface Reason {
  what: string;
  owner: string;
  earner: string;
}

export interface Problems extends Record<string, ((words: number | undefined) => string) | undefined> {
  other: (words: number | undefined) => string;
}

const tellContact = 'Reply to this mail: the people who run the program can put it right.';

export const reasons: Record<QuarantineReason, Reason> = {
  'unreadable-submission': {
    what: 'The post does not have the form of a submission.',
    owner:
      'Correct the mapping of the source in the program file and replay it; or mend the form or system that sent it and have the evidence sent again under a new id, then set this post aside.',
    earner: 'This is a fault of the form or system, not of your evidence. Reply to this mail so that it can be mended.',
  },
  'program-not-published': {
    what: 'The program is not published yet.',
    owner: 'Publish the program, then replay the post.',
    earner: 'Once the program has opened, it can be taken up. Reply to this mail to learn when.',
  },
  'unknown-earner': {
    what: 'Nobody in the program has the employee id or the address it names.',
    owner:
      'Add the person, or the missing address, to the members of the program, or say below whose it is. Then replay it.',
    earner: tellContact,
  },
  'not-an-earner': {
    what: 'The person it names is not an earner in the program.',
    owner: 'Give the person the role of earner if they should have it, then replay the post.',
    earner: tellContact,
  },
  'unknown-badge': {
    what: 'The program has no badge by the name that was sent.',
    owner: 'Add the badge to the program, or correct the name where it comes from. Then replay the post.',
    earner:
      'This is most likely a fault of the form, not of your evidence. Reply to this mail so that it can be mended.',
  },
  'evidence-missing': {
    what: 'Something that the badge asks for was not sent.',
    owner:
      'The earner is told what is missing, and sends all of it again; then set this post aside. Check that the form asks for everything.',
    earner: 'Add what is missing and send all of your evidence again.',
  },
  'evidence-invalid': {
    what: 'Some of the evidence does not fit what the badge asks for.',
    owner:
      'The earner is told what to change, and sends all of it again; then set this post aside. Check that the form asks for the right things.',
    earner: 'Change what is named here and send all of your evidence again.',
  },
  'prerequisite-missing': {
    what: 'Another badge must be held first.',
    owner:
      'Once the earner holds it, replay the post. Before, there is nothing to do, unless the prerequisite is a mistake in the program file.',
    earner:
      'Earn the badge named here first, then send this evidence again. Nothing speaks against keeping it until then.',
  },
  'submission-open': {
    what: 'An earlier submission for the same badge still waits for a decision.',
    owner:
      'If that one is returned, replay this post as the next attempt. If it is the same evidence sent twice, set it aside.',
    earner: 'Your earlier evidence is still in review. Wait for its decision, or withdraw it and send this again.',
  },
  'badge-already-held': {
    what: 'The badge is held already.',
    owner: 'The award stands as it is. Set this post aside.',
    earner: 'You hold this badge already, so there is nothing to do. It stays yours.',
  },
  'denied-is-final': {
    what: 'There is a decision on this badge, and the program does not take a second submission after one.',
    owner: 'Set this post aside, unless the program should allow it: see its policy on submissions after a denial.',
    earner: 'In this program the decision stands. Reply to this mail if you want to talk about another way.',
  },
};

export const problems: Problems = {
  missing: () => 'was not sent',
  'not-in-table': () => 'holds a value that the mapping of the source does not know',
  'cut-short': () => 'was cut short by the system that sent it',
  'not-stated': () => 'does not say that no student can be identified',
  'not-reliable': () => 'names somebody other than the one who handed it in',
  'unknown-requirement': () => 'is not asked for by this badge',
  'wrong-type': () => 'was sent as another kind of evidence than the badge asks for',
  'too-few-words': (words) => `has too few words (${words ?? 0})`,
  'too-many-words': (words) => `has too many words (${words ?? 0})`,
  'not-held': () => 'is not held yet',
  'unknown-badge': () => 'is no badge of the program',
  'unknown-source': () => 'is no source of the program any more: put it back to replay the post',
  other: () => 'cannot be read as it was sent',
};
