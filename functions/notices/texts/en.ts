/** Every sentence of every notice. Its type is the other languages' list of what to translate. */
import { problemsEn as problems, reasonsEn as reasons } from '../../intake/read.ts';

export const en = {
  greeting: (name: string) => `Hello ${name},`,
  replies: (contact: string) => `Questions? Reply to this mail. Your reply goes to ${contact}.`,
  choose: 'Choose how often you get these mails',
  facts: {
    badge: 'Badge',
    earner: 'Earned by',
    school: 'School',
    source: 'Sent through',
    receipt: 'Receipt',
  },
  next: 'What to do next',
  private:
    'Only you, the reviewers and those who answer for the program see this. Administrators and principals do not.',
  reviewer: {
    remark: 'What the reviewer says',
    comments: 'Criterion by criterion',
    level: (criterion: string, level: string) => `${criterion}: ${level}`,
  },

  'submission-received': {
    subject: (badge: string, attempt: number) =>
      attempt === 1 ? `We have your evidence for “${badge}”` : `We have your new evidence for “${badge}”`,
    first: (badge: string) =>
      `Your evidence for the badge “${badge}” has arrived and waits for a reviewer. There is nothing you need to do now.`,
    again: (badge: string, attempt: number) =>
      `Thank you for coming back to it. Your new evidence for the badge “${badge}” has arrived as attempt ${attempt} and waits for a reviewer.`,
    after:
      'A reviewer will read it against the rubric of the badge, the same one that you can read. We write to you as soon as there is a decision.',
    link: 'See your submission',
    why: (program: string) =>
      `You get this mail because evidence was sent for you to ${program}. If that was not you, please reply and say so.`,
  },

  'review-wanted': {
    subject: (badge: string, attempt: number) =>
      attempt === 1 ? `Evidence for “${badge}” waits for a review` : `New evidence for “${badge}” waits for a review`,
    first: (badge: string) => `A colleague has sent evidence for the badge “${badge}”. It waits for a reviewer.`,
    again: (badge: string, attempt: number) =>
      `A colleague has sent new evidence for the badge “${badge}”. It is attempt ${attempt} and answers the comments on the one before, which you can read on the same page.`,
    task: 'Each criterion of the rubric needs your judgment. A sentence on what to do next helps more than a mark.',
    care: 'Evidence from a classroom can show students. Please do not pass it on.',
    link: 'Open the review',
    why: (program: string) => `You get this mail because you are a reviewer of ${program}.`,
  },

  'reviewer-missing': {
    subject: (badge: string) => `Nobody can review the evidence for “${badge}”`,
    first: (badge: string) =>
      `Evidence for the badge “${badge}” has arrived, and the program has no reviewer who may decide on it: nobody reviews their own evidence.`,
    next: 'Give somebody the role of reviewer in the program file. They will find the evidence by the link below.',
    link: 'See the submission',
    why: (program: string) => `You get this mail because you answer for ${program}.`,
  },

  returned: {
    subject: (badge: string) => `Comments on your evidence for “${badge}”`,
    first: (badge: string) =>
      `A reviewer has read your evidence for the badge “${badge}” and returned it with comments that you can build on. You are on the way.`,
    next: (attempt: number) =>
      `Read the comments, change or add what they ask for, and send your evidence again the same way as before. It continues this submission as attempt ${attempt}.`,
    link: 'See the comments on your page',
    why: (program: string) => `You get this mail because you sent evidence to ${program}.`,
  },

  'not-yet': {
    subject: (badge: string) => `“${badge}”: not yet`,
    first: (badge: string) =>
      `A reviewer has read your evidence for the badge “${badge}”. It does not show the competency yet. Not yet is about this evidence, not about you.`,
    again:
      'Whenever you are ready, try it once more with your students, gather new evidence, and send it the same way as before. That opens a new submission, judged afresh.',
    final:
      'In this program the decision on a submission stands. If you think that something was overlooked, or want to talk about another way, reply to this mail.',
    link: 'See your submission',
    why: (program: string) => `You get this mail because you sent evidence to ${program}.`,
  },

  'badge-awarded': {
    subject: (badge: string) => `You earned “${badge}”`,
    first: (badge: string) =>
      `Congratulations! A reviewer has approved your evidence, and the badge “${badge}” is yours.`,
    says: 'What the badge says',
    open: 'It is a signed Open Badge. Anybody you show it to can check that it is genuine, in any verifier of Open Badges.',
    keep: 'The link below is private and yours: whoever has it can see the badge. It becomes public only if you decide to share it. Keep this mail.',
    link: 'See your badge',
    why: (program: string) => `You get this mail because you earned a badge of ${program}.`,
  },

  'badge-revoked': {
    subject: (badge: string) => `Your badge “${badge}” was revoked`,
    first: (badge: string, date: string) =>
      `On ${date} your badge “${badge}” was revoked. Whoever checks it from now on is told that it is no longer valid.`,
    reason: 'The reason',
    seen: 'You can read this reason, and so can the owner of the program and the finance office. Everybody else sees only the date.',
    next: 'If you think that this is a mistake, answer this mail. You may earn the badge again.',
    link: 'See the badge',
    why: (program: string) => `You get this mail because you earned a badge of ${program}.`,
  },

  'award-notice': {
    subject: (earner: string, badge: string) => `${earner} earned “${badge}”`,
    first: (earner: string, badge: string) =>
      `${earner} has earned the badge “${badge}”. A word from you will be welcome.`,
    link: 'See the program and its badges',
    why: (program: string, schools: string | undefined) =>
      schools === undefined
        ? `You get this mail because you are an administrator of ${program}.`
        : `You get this mail because you are an administrator of ${program} for ${schools}.`,
  },

  digest: {
    subject: (count: number) => `${count} badges were earned`,
    first: (count: number) =>
      count === 1 ? 'A badge was earned.' : `${count} badges were earned. A word from you will be welcome.`,
    others: (count: number) => `And ${count} more, which are too many for a mail.`,
    link: 'See the program and its badges',
    unreachedSubject: (count: number, more: boolean) =>
      `Members who cannot be reached by mail: ${more ? 'at least ' : ''}${count}`,
    unreached: 'Who cannot be reached',
    unreachedMore: 'Notices to these members did not arrive. The page below says which, and sends them again.',
    unreachedLink: 'See who cannot be reached',
    troubles: {
      refused: 'the mail service refused a notice',
      bounced: 'a notice came back',
      unreachable: 'no address takes mail',
      unknown: 'nobody knows whether a notice arrived',
      complained: 'a notice was marked as spam',
    },
    why: (program: string) => `You get this mail because you are an administrator of ${program}, or answer for it.`,
  },

  'posts-waiting': {
    subject: (count: number, more: boolean) =>
      `${more ? `More than ${count} posts wait` : count === 1 ? '1 post waits' : `${count} posts wait`} and cannot be seen by reviewers`,
    first: (count: number, more: boolean) =>
      count === 1
        ? 'A post arrived and was kept, but could not become a submission. As it is, no reviewer will see it. This is why:'
        : `${more ? 'More than ' : ''}${count} posts arrived and were kept, but could not become submissions. As they are, no reviewer will see them. This is why, and how many:`,
    oldest: 'The oldest since',
    next: 'Open the list. Each post says what to mend; then it can be replayed, and nobody has to send anything again. What nothing is to come of can be set aside. You get this mail once a day while anything waits.',
    link: 'See everything that waits',
    why: (program: string) => `You get this mail because you answer for ${program}.`,
  },

  'post-set-aside': {
    subject: 'Your evidence arrived, but could not be used yet',
    first: (program: string) =>
      `Evidence was sent for you to ${program}. It arrived and was kept, but as it is, no reviewer will see it.`,
    why: (program: string) =>
      `You get this mail because evidence was sent for you to ${program}. If that was not you, please reply and say so.`,
  },

  'concern-reported': {
    subject: (badge: string) => `Somebody reported a concern about “${badge}”`,
    first: (badge: string) =>
      `Somebody who saw the public page of a badge “${badge}” has reported a concern about it. These are their own words:`,
    kinds: {
      'student-identifiable': 'A student can be identified',
      'wrong-information': 'Something on the page is not true',
      'something-else': 'Something else',
    },
    answer: 'They ask for an answer to',
    care: 'Anybody can report a concern, without an account. Do not open links in it that you do not know.',
    next: 'Open the page and look. If a student can be identified, act today: evidence can be withheld, and a badge can be revoked.',
    link: 'See the page',
    why: (program: string) => `You get this mail because you answer for ${program}.`,
  },

  'endorsement-wanted': {
    subject: (badge: string) => `Would you endorse the badge “${badge}”?`,
    first: (program: string, badge: string) =>
      `${program} asks whether your organization stands behind the badge “${badge}” for teachers.`,
    says: 'What the badge says',
    how: 'The page below shows what the badge takes, and has a field for a comment of yours and two buttons: confirm and decline. You need no account. If you confirm and the program accepts, the badge says that you confirmed by mail and that the issuer signed on your behalf.',
    until: (date: string) =>
      `The link is good until ${date}. Whoever has it can answer for you, so pass this mail on only to those who may.`,
    link: 'Read the badge and answer',
    why: (program: string) =>
      `You get this one mail because somebody who answers for ${program} gave your address. If you do nothing, nothing happens.`,
  },

  'endorsement-proposed': {
    subject: (badge: string) => `An endorsement of “${badge}” waits for you`,
    first: (endorser: string, badge: string) => `${endorser} endorses the badge “${badge}”.`,
    kinds: {
      signed:
        'The endorsement is signed by the endorser, and the signature verifies. Whether the endorser is who the name says, you must judge.',
      hosted: 'You had asked for it: it was confirmed by the link in your invitation.',
    },
    next: 'Read what they say, and accept or refuse. Badges that are awarded from then on carry what you accept.',
    link: 'See the endorsements',
    why: (program: string) => `You get this mail because you answer for ${program}.`,
  },

  'webhook-disabled': {
    subject: (description: string) => `“${description}” is not told of events any more`,
    first: (description: string) =>
      `The system “${description}”, which was told by webhook of what happens in the program, has been disabled. Nothing is sent to it any more.`,
    reasons: {
      gone: 'It answered that its address is gone for good (410).',
      failing: 'For five days it took nothing of what was sent to it, although it was tried again and again.',
    },
    host: 'Its host',
    since: 'Disabled on',
    next: 'Ask whoever runs it. Once it works again, enable it, and send again what it missed: that is kept for 30 days. If nobody needs it any more, remove it.',
    link: 'See the webhooks of the program',
    why: (program: string) => `You get this mail because you answer for ${program}.`,
  },

  problem: (code: string, words: number | undefined): string => (problems[code] ?? problems.other)(words),
  reasons,
};
