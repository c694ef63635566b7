/** What waits for review in a program, longest waiting first. */
import { html } from 'hono/html';
import { day, daysBetween } from '../platform/day.ts';
import type { Language } from '../platform/http/language.ts';
import { page } from '../platform/page.ts';
import type { Program } from '../programs/read.ts';
import type { Submission, SubmissionState } from './submission.ts';
import { type Texts, textsOf } from './texts/texts.ts';

/** A submission with the names a reviewer reads. */
export interface QueueEntry {
  submission: Submission;
  badgeName: string;
  earnerName: string;
  /** Nobody reviews their own. */
  own: boolean;
}

/** What waits for somebody of the staff. */
export type QueueState = Extract<SubmissionState, 'submitted' | 'in-review'>;

export interface QueuePart {
  state: QueueState;
  entries: readonly QueueEntry[];
  /** There is more: the cursor to it. */
  next?: string | undefined;
}

export interface Queue {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: Pick<Program, 'programId' | 'name' | 'colors' | 'languages'>;
  parts: readonly QueuePart[];
  now: Date;
}

export const queuePage = ({ language, reader, program, parts, now }: Queue) => {
  const texts = textsOf(language);
  const list = ({ state, entries, next }: QueuePart) =>
    entries.length === 0
      ? ''
      : html`<h2>${texts.queueParts[state]}</h2>
        <ol class="rows">
          ${entries.map((entry) => queueEntry(entry, { texts, language, said: program.languages[0] ?? 'en', now }))}
        </ol>
        ${next ? html`<p class="screen"><a href="/programs/${program.programId}/submissions?${String(new URLSearchParams({ state, after: next }))}">${texts.queueMore[state]}</a></p>` : ''}`;
  const body = html`
    <h1>${texts.queue}</h1>
    <p>${parts.every(({ entries }) => entries.length === 0) ? texts.queueEmpty : texts.queueHow}</p>
    ${parts.map(list)}
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
