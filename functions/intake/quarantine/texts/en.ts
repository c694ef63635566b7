/** What the page of the quarantine says. */
import { problems, reasons } from './en-posts.ts';

export const en = {
  quarantine: 'Posts that wait',
  empty: 'Nothing waits here. Every post has become a submission.',
  how: 'These posts arrived with a good signature and were kept, but could not become submissions: no reviewer sees them. Mend the cause, then have the evidence sent again. The newest is last.',
  since: (time: string) => `Waits since ${time} (UTC)`,
  sentFor: (name: string) => `Sent for ${name}`,
  sentForNobody: 'It names nobody whom the program knows.',
  receipt: 'Receipt',
  more: 'More that waits',
  problem: (code: string, words: number | undefined): string => (problems[code] ?? problems.other)(words),
  reasons,
};
