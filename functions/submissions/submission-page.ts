/** The page of a submission: its status for the earner, the review for a reviewer, the record for the owner. */
import { html } from 'hono/html';
import { day } from '../platform/day.ts';
import { errorSummary } from '../platform/error-summary.ts';
import { page } from '../platform/page.ts';
import { evidenceSection } from './evidence-section.ts';
import { type Filled, reviewFormSection } from './review-form-section.ts';
import { reviewSection, rubricSection } from './review-section.ts';
import type { SubmissionView } from './submission-view.ts';

/** What the viewer just tried, if it did not go through. */
export interface Attempted extends Filled {
  /** The submission changed meanwhile: the form is not shown again, but nothing that was written is lost. */
  overtaken?: boolean;
}

const UNTRIED: Attempted = { typed: {}, errors: [] };

export const submissionPage = (view: SubmissionView, attempted: Attempted = UNTRIED) => {
  const { texts, badge, language, program } = view;
  const failed = attempted.errors.length > 0 || attempted.overtaken;
  const body = html`
    ${attempted.errors.length > 0 ? errorSummary(texts.errors.summary, attempted.errors) : ''}
    ${attempted.overtaken ? overtakenPart(view, attempted) : ''}
    ${headPart(view)}
    ${view.as === 'earner' ? earnerPart(view) : staffPart(view, attempted)}
  `;
  const title = `${failed ? texts.errorTitle : ''}${badge.name}: ${texts.states[view.submission.state]}`;
  return page({ language, title, program, reader: view.member.name, body });
};

const headPart = ({ badge, said, texts, submission, as, earnerName }: SubmissionView) => html`
  ${as === 'earner' ? '' : backToQueue(submission.programId, texts)}
  <p class="above">${as === 'earner' ? texts.yourSubmission : texts.submissionOf(earnerName)}</p>
  <h1 lang="${said}">${badge.name}</h1>
  <p class="lead" lang="${said}">${badge.competency}</p>
  <p class="screen"><a href="/programs/${submission.programId}/badges/${badge.id}/versions/${badge.version}">${texts.aboutBadge}</a></p>`;

const earnerPart = (view: SubmissionView) => html`
  <section class="note" aria-labelledby="state">
    <h2 id="state">${view.texts.states[view.submission.state]}</h2>
    <p>${view.texts.next[view.submission.state]}</p>
    ${badgePart(view)}
    <p class="hint">${view.texts.attempt(view.submission.attempt)}</p>
  </section>
  ${reviewSection(view)} ${evidenceSection(view)} ${withdrawPart(view)} ${historyPart(view)}`;

/** The credential knows its earner by the same session: no key is in this link. */
const badgePart = ({ award, submission, texts }: SubmissionView) => {
  if (award?.credentialId) {
    return html`<p class="screen"><a class="button" href="/credentials/${award.credentialId}">${texts.seeBadge}</a></p>`;
  }
  return submission.state === 'awarded' ? html`<p>${texts.badgeSoon}</p>` : '';
};

const staffPart = (view: SubmissionView, attempted: Attempted) => html`
  <p class="note"><strong>${view.texts.states[view.submission.state]}</strong>, ${view.texts.attempt(view.submission.attempt)}.
    ${view.as === 'owner' ? view.texts.readOnly : ''}</p>
  <div class="beside">
    <div class="stays">${evidenceSection(view)}</div>
    <div>${view.as === 'reviewer' ? judgingPart(view, attempted) : ''} ${reviewSection(view)} ${isJudging(view) ? '' : rubricSection(view)}</div>
  </div>
  ${historyPart(view)}`;

const backToQueue = (programId: string, texts: SubmissionView['texts']) =>
  html`<p class="screen"><a href="/programs/${encodeURIComponent(programId)}/submissions">${texts.backToQueue}</a></p>`;

/** The form of a review holds the rubric already. */
const isJudging = ({ as, submission }: SubmissionView) => as === 'reviewer' && submission.state === 'in-review';

const judgingPart = (view: SubmissionView, attempted: Attempted) => {
  const { submission, texts } = view;
  if (submission.state === 'submitted') {
    return html`<form class="note" method="post" action="/submissions/${submission.submissionId}/start-review">
        <p>${texts.startReviewWhy}</p>
        <button>${texts.startReview}</button>
      </form>`;
  }
  if (submission.state !== 'in-review') return '';
  const starter = view.history.findLast(({ what }) => what === 'review.started')?.who;
  const byAnother = starter && starter.employeeId !== view.member.employeeId;
  return html`${byAnother ? html`<p class="note">${texts.inReviewBy(starter.name ?? starter.employeeId)}</p>` : ''}
    ${reviewFormSection(view, attempted)}`;
};

/** A second press, so that nothing is taken back by a slip; it opens without a script. */
const withdrawPart = ({ submission, texts }: SubmissionView) =>
  ['submitted', 'in-review', 'returned'].includes(submission.state)
    ? html`<details>
        <summary>${texts.withdraw}</summary>
        <form method="post" action="/submissions/${submission.submissionId}/withdraw">
          <p>${texts.withdrawWhy}</p>
          <button class="quiet">${texts.withdrawConfirm}</button>
        </form>
      </details>`
    : '';

/** The earner reads what happened; who reviews is for the staff to know. */
const historyPart = ({ history, texts, language, as }: SubmissionView) => html`
  <section aria-labelledby="history">
    <h2 id="history">${texts.history}</h2>
    <ol>
      ${history.map(({ what, when, attempt, who }) => {
        const name = as === 'earner' ? undefined : (who?.name ?? who?.employeeId);
        return html`<li>
          <time datetime="${when}">${day(when, language)}</time>: ${texts.happened[what] ?? what}${
            attempt ? ` (${texts.attempt(attempt)})` : ''
          }${name ? `, ${texts.by(name)}` : ''}
        </li>`;
      })}
    </ol>
  </section>`;

const overtakenPart = ({ texts, badge }: SubmissionView, { typed }: Attempted) => {
  const nameOf = (field: string) =>
    badge.rubric.find(({ id }) => field === `comment.${id}`)?.name ?? (field === 'comment' ? texts.comment : undefined);
  const written = Object.entries(typed).filter(([field, text]) => nameOf(field) && text.trim() !== '');
  return html`<div class="errors" role="alert" tabindex="-1" autofocus>
    <p>${texts.overtaken}</p>
    ${
      written.length === 0
        ? ''
        : html`<h2>${texts.whatYouWrote}</h2>
          ${written.map(([field, text]) => html`<h3>${nameOf(field)}</h3><p class="prose">${text}</p>`)}`
    }
  </div>`;
};
