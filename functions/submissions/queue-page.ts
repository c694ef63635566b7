/** What waits for review in a program, longest waiting first. */
import { html } from 'hono/html';
import type { Language } from '../platform/http/language.ts';
import { page } from '../platform/page.ts';
import { day, daysBetween } from './day.ts';
import { pageStyle } from './page-style.ts';
import { signedInPart } from './signed-in-part.ts';
import type { Submission } from './submission.ts';
import { type Texts, textsOf } from './texts/texts.ts';

/** A submission with the names a reviewer reads. */
export interface QueueEntry {
  submission: Submission;
  badgeName: string;
  earnerName: string;
  /** Nobody reviews their own. */
  own: boolean;
}

export interface Queue {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: { name: string; colors: { primary: string; accent: string } };
  waiting: readonly QueueEntry[];
  inReview: readonly QueueEntry[];
  now: Date;
}

export const queuePage = ({ language, reader, program, waiting, inReview, now }: Queue) => {
  const texts = textsOf(language);
  const list = (title: string, entries: readonly QueueEntry[]) =>
    entries.length === 0
      ? ''
      : html`<h2>${title}</h2>
        <ol class="queue">
          ${entries.map((entry) => queueEntry(entry, { texts, language, now }))}
        </ol>`;
  const body = html`
    ${pageStyle}
    <h1>${texts.queue}</h1>
    <p>${program.name}</p>
    ${waiting.length + inReview.length === 0 ? html`<p>${texts.queueEmpty}</p>` : ''}
    ${list(texts.waiting, waiting)} ${list(texts.inReview, inReview)}
    ${signedInPart(reader, texts)}
  `;
  return page({ language, title: `${texts.queue}, ${program.name}`, colors: program.colors, body });
};

const queueEntry = (
  { submission, badgeName, earnerName, own }: QueueEntry,
  { texts, language, now }: { texts: Texts; language: Language; now: Date },
) => {
  const { submissionId, attempt, changedAt } = submission;
  const what = `${badgeName}, ${earnerName}, ${texts.attempt(attempt)}`;
  return html`<li>
    ${own ? what : html`<a href="/submissions/${submissionId}">${what}</a>`}<br />
    ${texts.waitingSince(day(changedAt, language))}: ${texts.days(daysBetween(changedAt, now))}
    ${own ? html`<br /><em>${texts.yours}</em>` : ''}
  </li>`;
};
