/** What waits for review in a program, longest waiting first. */
import { html } from 'hono/html';
import type { Language } from '../platform/http/language.ts';
import { page } from '../platform/page.ts';
import type { Program } from '../programs/read.ts';
import { day, daysBetween } from './day.ts';
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
  program: Pick<Program, 'programId' | 'name' | 'colors' | 'languages'>;
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
        <ol class="rows">
          ${entries.map((entry) => queueEntry(entry, { texts, language, said: program.languages[0] ?? 'en', now }))}
        </ol>`;
  const body = html`
    <h1>${texts.queue}</h1>
    <p>${waiting.length + inReview.length === 0 ? texts.queueEmpty : texts.queueHow}</p>
    ${list(texts.waiting, waiting)} ${list(texts.inReview, inReview)}
  `;
  return page({ language, title: `${texts.queue}, ${program.name}`, program, reader, body });
};

const queueEntry = (
  { submission, badgeName, earnerName, own }: QueueEntry,
  { texts, language, said, now }: { texts: Texts; language: Language; said: string; now: Date },
) => {
  const { submissionId, attempt, changedAt } = submission;
  const what = html`<span lang="${said}">${badgeName}</span>, ${earnerName}`;
  return html`<li>
    <h3>${own ? what : html`<a href="/submissions/${submissionId}">${what}</a>`}</h3>
    <p>${texts.attempt(attempt)}. ${texts.waitingSince(day(changedAt, language), texts.days(daysBetween(changedAt, now)))}</p>
    ${own ? html`<p class="hint">${texts.yours}</p>` : ''}
  </li>`;
};
