import { html } from 'hono/html';
import type { SeenReview } from './rounds.ts';
import type { SubmissionView } from './submission-view.ts';

/** What reviewers said, newest first. */
export const reviewSection = (view: SubmissionView) =>
  view.reviews.toReversed().map((review) => reviewPart(view, review));

const reviewPart = ({ badge, said, texts }: SubmissionView, review: SeenReview) => html`
  <section aria-labelledby="review-${review.attempt}">
    <h2 id="review-${review.attempt}">${texts.reviewOf(review.attempt)}: ${texts.decided[review.decision]}</h2>
    ${review.comment ? html`<blockquote><p class="prose">${review.comment}</p></blockquote>` : ''}
    ${badge.rubric.map((criterion) => {
      const judgement = review.criteria.find((one) => one.criterion === criterion.id);
      const level = criterion.levels.find(({ id }) => id === judgement?.level);
      const needed = criterion.levels.find(({ id }) => id === criterion.passing);
      return html`<h3 lang="${said}">${criterion.name}</h3>
        <p lang="${said}"><strong>${level?.name ?? ''}:</strong> ${level?.description ?? ''}</p>
        ${isBelow(criterion, level, needed) ? html`<p class="hint">${texts.needed} <span lang="${said}"><strong>${needed?.name}.</strong> ${needed?.description}</span></p>` : ''}
        ${judgement?.comment ? html`<blockquote><p class="prose">${judgement.comment}</p></blockquote>` : ''}`;
    })}
  </section>`;

type Criterion = SubmissionView['badge']['rubric'][number];
type Level = Criterion['levels'][number];

const isBelow = ({ levels }: Criterion, reached: Level | undefined, needed: Level | undefined) =>
  reached !== undefined && needed !== undefined && levels.indexOf(reached) < levels.indexOf(needed);

/** The public rubric, as the earner could read it before sending anything. */
export const rubricSection = ({ badge, said, texts }: SubmissionView) => html`
  <section aria-labelledby="rubric">
    <h2 id="rubric">${texts.rubric}</h2>
    ${badge.rubric.map(
      (criterion) => html`<div class="card">
        <h3 lang="${said}">${criterion.name}</h3>
        <p lang="${said}">${criterion.description}</p>
        <dl>
          ${criterion.levels.map(
            ({
              id,
              name,
              description,
            }) => html`<dt><span lang="${said}">${name}</span>${id === criterion.passing ? ` (${texts.passing})` : ''}</dt>
              <dd lang="${said}">${description}</dd>`,
          )}
        </dl>
      </div>`,
    )}
  </section>`;
