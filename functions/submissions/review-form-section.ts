import { html } from 'hono/html';
import type { Html } from '../platform/page.ts';
import { type FieldError, fields, type Typed } from './review-form.ts';
import type { SubmissionView } from './submission-view.ts';
import type { Texts } from './texts/texts.ts';

/** The form filled with what was typed before, if it is shown again. */
export interface Filled {
  typed: Typed;
  errors: readonly FieldError[];
}

/** The rubric as a form: one group of levels for each criterion, then the decision. */
export const reviewFormSection = ({ badge, said, submission, texts }: SubmissionView, filled: Filled) => html`
  <section aria-labelledby="your-review">
    <h2 id="your-review">${texts.yourReview}</h2>
    <ol>
      ${texts.howToReview.map((step) => html`<li>${step}</li>`)}
    </ol>
    <form method="post" action="/submissions/${submission.submissionId}/review" novalidate>
      <input type="hidden" name="attempt" value="${submission.attempt}" />
      ${badge.rubric.map((criterion) => criterionFields(criterion, said, texts, filled))} ${decisionFields(texts, filled)}
      <button>${texts.send}</button>
    </form>
  </section>`;

type Criterion = SubmissionView['badge']['rubric'][number];

const criterionFields = (criterion: Criterion, said: string, texts: Texts, filled: Filled) => {
  const { id, name, description, levels, passing } = criterion;
  const first = fields.idOfLevel(id, levels[0]?.id ?? '');
  const comment = fields.criterionComment(id);
  return html`<fieldset aria-describedby="criterion.${id}.about">
      <legend lang="${said}">${name}</legend>
      <div id="criterion.${id}.about">
        <p lang="${said}">${description}</p>
        ${errorAt(first, filled)}
      </div>
      ${levels.map((level) =>
        choice({
          id: fields.idOfLevel(id, level.id),
          name: fields.level(id),
          value: level.id,
          label: html`<span lang="${said}">${level.name}</span>${level.id === passing ? ` (${texts.passing})` : ''}`,
          hint: html`<span lang="${said}">${level.description}</span>`,
          filled,
        }),
      )}
      ${textArea({ name: comment, label: texts.criterionComment(name), rows: 2, filled })}
    </fieldset>`;
};

const decisionFields = (texts: Texts, filled: Filled) => html`
  <fieldset aria-describedby="about.decision">
    <legend>${texts.decision}</legend>
    <div id="about.decision">${errorAt(fields.idOfDecision('approve'), filled)}</div>
    ${Object.entries(texts.decisions).map(([value, { label, hint }]) =>
      choice({
        id: fields.idOfDecision(value),
        name: 'decision',
        value,
        label: html`${label}`,
        hint: html`${hint}`,
        filled,
      }),
    )}
  </fieldset>
  ${textArea({ name: 'comment', label: texts.comment, hint: texts.commentHint, rows: 5, filled })}
  <div class="choice">
    <input
      type="checkbox"
      id="studentsNotIdentifiable"
      name="studentsNotIdentifiable"
      value="yes"
      aria-describedby="about.studentsNotIdentifiable"
      ${filled.typed.studentsNotIdentifiable === 'yes' ? 'checked' : ''}
    />
    <label for="studentsNotIdentifiable">${texts.notIdentifiable}</label>
    <p class="hint" id="about.studentsNotIdentifiable">${texts.notIdentifiableHint}</p>
  </div>`;

interface Choice {
  id: string;
  name: string;
  value: string;
  label: Html;
  hint: Html;
  filled: Filled;
}

const choice = ({ id, name, value, label, hint, filled }: Choice) => html`
  <div class="choice">
    <input
      type="radio"
      id="${id}"
      name="${name}"
      value="${value}"
      aria-describedby="${id}.about"
      ${filled.typed[name] === value ? 'checked' : ''}
    />
    <label for="${id}">${label}</label>
    <p class="hint" id="${id}.about">${hint}</p>
  </div>`;

interface TextArea {
  name: string;
  label: string;
  hint?: string;
  rows: number;
  filled: Filled;
}

const textArea = ({ name, label, hint, rows, filled }: TextArea) => html`
  <div class="field">
    <label for="${name}">${label}</label>
    <div id="${name}.about">
      ${hint ? html`<p class="hint">${hint}</p>` : ''} ${errorAt(name, filled)}
    </div>
    <textarea
      id="${name}"
      name="${name}"
      rows="${rows}"
      aria-describedby="${name}.about"
      aria-invalid="${filled.errors.some(({ at }) => at === name) ? 'true' : 'false'}"
    >${filled.typed[name] ?? ''}</textarea>
  </div>`;

const errorAt = (id: string, { errors }: Filled) =>
  errors.filter(({ at }) => at === id).map(({ message }) => html`<p class="error">${message}</p>`);
