import { html } from 'hono/html';
import type { Review } from './submission.ts';
import type { SubmissionView } from './submission-view.ts';

/** What reviewers said, newest first. */
export const reviewSection = (view: SubmissionView) =>
  view.reviews.toReversed().map((review) => reviewPart(view, review));

const reviewPart = ({ badge, texts }: SubmissionView, review: Review) => html`
  <section aria-labelledby="review-${review.attempt}">
    <h2 id="review-${review.attempt}">${texts.reviewOf(review.attempt)}: ${texts.decided[review.decision]}</h2>
    ${review.comment ? html`<p class="prose">${review.comment}</p>` : ''}
    ${badge.rubric.map((criterion) => {
      const judgement = review.criteria.find((one) => one.criterion === criterion.id);
      const level = criterion.levels.find(({ id }) => id === judgement?.level);
      return html`<h3>${criterion.name}</h3>
        <p><strong>${level?.name ?? ''}</strong> ${level?.description ?? ''}</p>
        ${judgement?.comment ? html`<p class="prose">${judgement.comment}</p>` : ''}`;
    })}
  </section>`;

/** The public rubric, as the earner could read it before sending anything. */
export const rubricSection = ({ badge, texts }: SubmissionView) => html`
  <section aria-labelledby="rubric">
    <h2 id="rubric">${texts.rubric}</h2>
    ${badge.rubric.map(
      (criterion) => html`<h3>${criterion.name}</h3>
        <p>${criterion.description}</p>
        <dl>
          ${criterion.levels.map(
            ({ id, name, description }) => html`<dt>${name}${id === criterion.passing ? ` (${texts.passing})` : ''}</dt>
              <dd>${description}</dd>`,
          )}
        </dl>`,
    )}
  </section>`;
