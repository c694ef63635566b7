/** What the pages of notices say. */
import type { Trouble } from '../claims/claim.ts';
import type { SuppressionReason } from '../claims/suppression.ts';
import type { OccasionKind } from '../matters/occasion.ts';

const kinds: Record<OccasionKind, string> = {
  'submission-received': 'Evidence arrived',
  'review-wanted': 'A review is asked for',
  'reviewer-missing': 'Nobody can review',
  returned: 'Comments on evidence',
  'not-yet': 'A decision: not yet',
  'badge-awarded': 'A badge was earned',
  'badge-revoked': 'A badge was revoked',
  'award-notice': 'Somebody earned a badge',
  digest: 'A digest',
  'posts-waiting': 'Posts wait in quarantine',
  'webhook-disabled': 'A webhook endpoint was disabled',
  'post-set-aside': 'Evidence could not be used yet',
  'concern-reported': 'A concern was reported',
  'endorsement-wanted': 'An endorsement is asked for',
  'endorsement-proposed': 'An endorsement waits',
};

const troubles: Record<Trouble, string> = {
  refused: 'The mail service refused it.',
  bounced: 'It came back.',
  unreachable: 'It was not sent: no address takes mail.',
  unknown: 'It was sent twice, and nobody knows whether it arrived.',
  complained: 'It arrived, and was marked as spam.',
};

const suppressed: Record<SuppressionReason, (since: string) => string> = {
  bounced: (since) => `takes no mail: a mail came back on ${since}`,
  complained: (since) => `gets no mail: one was marked as spam on ${since}`,
  'on-ses-list': (since) => `takes no mail: Amazon SES has had it on its list since ${since} at the latest`,
};

export const en = {
  kinds,
  troubles,
  unreachable: 'Who cannot be reached',
  about:
    'Notices to these people did not arrive, or were marked as spam. Correct an address in the program file, then send the notice again: it goes to the first address that takes mail.',
  nobody: 'Everybody can be reached: every notice of this program has arrived, as far as is known.',
  more: 'There are more than are listed here. The others follow when these are settled.',
  done: {
    resent: 'The notice was sent again. If it does not arrive either, it comes back to this list.',
    dismissed: 'The notice is off the list.',
    lifted: 'Mail is sent to that address again.',
  },
  people: 'People',
  addresses: 'Addresses',
  open: 'takes mail',
  suppressed,
  notices: 'Notices',
  since: (date: string) => `since ${date}`,
  resend: 'Send again',
  dismiss: 'They know: take it off',
  lift: 'It works again',
  which: (action: string, what: string, name: string) => `${action}: ${what}, ${name}`,
  noAddress: 'No address takes mail, so nothing can be sent again yet.',
  sesList:
    'Amazon SES keeps a list of its own for the whole account. Before mail can arrive, a platform engineer takes the address off it:',

  settings: 'How often you get mail',
  saved: 'Your choice is kept.',
  save: 'Keep this choice',
  legends: { awards: 'When somebody earns a badge', unreached: 'When a member cannot be reached' },
  choices: {
    awards: {
      immediate: 'At once; several within ten minutes come as one mail',
      daily: 'Once a day, in one mail, at 11:00 UTC',
      off: 'No mail',
    },
    unreached: { daily: 'Once a day, on days with news, at 11:00 UTC', off: 'No mail' },
  },
  stop: 'Stop these mails?',
  stopMore: 'After that, no mail tells you of badges that were earned, or of members who cannot be reached.',
  stopButton: 'Stop these mails',
  stopped: 'These mails are stopped',
  stoppedMore: 'No mail tells you any more of badges that were earned, or of members who cannot be reached.',
  alwaysSent: 'Decisions on your own evidence, your own badges, and what you are asked to do reach you all the same.',
  again: 'Send them again, once a day',
};
