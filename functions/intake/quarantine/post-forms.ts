/** What can be done about a post on its page: replay it, say whose it is, set it aside for good. */
import { html } from 'hono/html';
import { Dismissal } from '../../../events/post-dismissed.ts';
import type { Html } from '../../platform/page.ts';
import { mayAttribute } from './model.ts';
import type { PostPage } from './post-page.ts';
import type { Texts } from './texts/texts.ts';

export const actsOf = (view: PostPage, texts: Texts): Html => html`
    ${form(view, 'replay', html`<p><button>${texts.replay}</button></p>`)}
    ${mayAttribute(view.look.post) ? attribution(view, texts) : ''}
    ${dismissal(view, texts)}`;

/** The name of the button says which: a form without a script sends one act. */
const form = ({ program, look }: PostPage, act: 'replay' | 'attribute' | 'dismiss', fields: Html): Html =>
  html`<form method="post" action="/programs/${program.programId}/quarantine/${look.post.receiptId}" novalidate>
      <input type="hidden" name="act" value="${act}">
      ${fields}
    </form>`;

const attribution = (view: PostPage, texts: Texts): Html => {
  const { filled } = view;
  const typed = filled?.typed.employeeId ?? view.look.post.attributedTo ?? '';
  return html`<h2>${texts.attribute}</h2>
    <p>${texts.attributeHow}</p>
    ${form(
      view,
      'attribute',
      html`<div class="field">
        <label for="employeeId">${texts.employeeId}</label>
        <div id="employeeId.about">${errorAt('employeeId', view, texts)}</div>
        <input id="employeeId" name="employeeId" value="${typed}" maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="employeeId.about" aria-invalid="${isWrong('employeeId', view)}">
      </div>
      <p><button>${texts.attributeSend}</button></p>`,
    )}`;
};

const dismissal = (
  view: PostPage,
  texts: Texts,
): Html => html`<details class="screen card"${isWrong('dismissal', view) === 'true' ? html` open` : ''}>
    <summary>${texts.dismiss}</summary>
    <p>${texts.dismissHow}</p>
    ${form(
      view,
      'dismiss',
      html`<fieldset aria-describedby="dismissal.about" aria-invalid="${isWrong('dismissal', view)}">
        <legend>${texts.dismissWhy}</legend>
        <div id="dismissal.about">${errorAt('dismissal', view, texts)}</div>
        ${Dismissal.options.map((why, at) => choice(why, at === 0 ? 'dismissal' : `dismissal.${why}`, texts))}
      </fieldset>
      <p><button>${texts.dismissSend}</button></p>`,
    )}
  </details>`;

/** The first is where an error leads to. */
const choice = (why: Dismissal, id: string, texts: Texts): Html => html`<div class="choice">
          <input type="radio" id="${id}" name="dismissal" value="${why}">
          <label for="${id}">${texts.dismissals[why]}</label>
        </div>`;

const isWrong = (field: string, { filled }: PostPage) => (filled?.error.at === field ? 'true' : 'false');

const errorAt = (field: string, { filled }: PostPage, texts: Texts): Html =>
  filled?.error.at === field ? html`<p class="error">${texts.errors[filled.error.code]}</p>` : html``;
