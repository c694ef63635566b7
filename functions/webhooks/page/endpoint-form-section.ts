/** The form of an endpoint's settings: to add one, and to change one. Folded away until it is wanted. */
import { html } from 'hono/html';
import type { Html } from '../../platform/page.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { LONGEST } from '../endpoints/endpoint-settings.ts';
import { boxes, fieldOf, type SettingsError, type SettingsField, type Typed, typedOf } from './endpoint-form.ts';
import type { Texts } from './texts/texts.ts';
import type { WebhooksPage } from './webhooks-page.ts';

/** A form that is shown again, with what was typed and what is to be corrected. */
export interface Filled {
  /** Undefined where one is added. */
  endpointId: string | undefined;
  typed: Typed;
  wrong: readonly SettingsError[];
  /** The number of the last change when its page was made, if not of this one. */
  seen?: number | undefined;
}

/** The ids of its fields: there is one such form for each endpoint on the page. */
export const idOf = (field: string, endpointId: string | undefined): string => `${endpointId ?? 'new'}.${field}`;

interface Form extends Filled {
  texts: Texts;
}

export const endpointForm = (view: WebhooksPage, texts: Texts, endpoint?: Endpoint): Html => {
  const { said, program, seen } = view;
  const { filled } = said;
  const { endpointId } = endpoint ?? {};
  const again = filled?.endpointId === endpointId ? filled : undefined;
  const typed = again?.typed ?? (endpoint ? typedOf(endpoint) : { told: 'announced' });
  const form: Form = { endpointId, typed, wrong: again?.wrong ?? [], texts };
  const heading = endpoint ? texts.which(texts.change, endpoint.description) : undefined;
  return html`<details class="screen${endpoint ? '' : ' card'}"${again ? html` open` : ''}>
    <summary${heading ? html` aria-label="${heading}"` : ''}>${endpoint ? texts.change : texts.add}</summary>
    ${endpoint ? '' : html`<p>${texts.addHow}</p>`}
    <form method="post" action="/programs/${program.programId}/webhooks" novalidate>
      <input type="hidden" name="seen" value="${again?.seen ?? seen}">
      ${endpointId ? html`<input type="hidden" name="endpointId" value="${endpointId}">` : ''}
      ${textField(form, 'description')}
      ${textField(form, 'url')}
      ${told(form)}
      <p><button name="what" value="${endpoint ? 'change' : 'add'}"${endpoint ? html` aria-label="${texts.which(texts.changeSend, endpoint.description)}"` : ''}>${endpoint ? texts.changeSend : texts.addSend}</button></p>
    </form>
  </details>`;
};

const textField = (form: Form, field: 'description' | 'url'): Html => {
  const { endpointId, typed, texts } = form;
  const id = idOf(field, endpointId);
  return html`<div class="field">
        <label for="${id}">${texts.fields[field]}</label>
        <div id="${id}.about"><p class="hint">${texts.hints[field]}</p>${errorAt(form, field)}</div>
        <input id="${id}" name="${field}" value="${typed[field] ?? ''}" maxlength="${LONGEST[field]}" size="40" autocomplete="off"${field === 'url' ? html` type="url" spellcheck="false"` : ''} aria-describedby="${id}.about" aria-invalid="${isWrong(form, field)}">
      </div>`;
};

/** The first choice is where an error leads to. */
const told = (form: Form): Html => {
  const { endpointId, texts } = form;
  const id = idOf('events', endpointId);
  return html`<fieldset aria-describedby="${id}.about" aria-invalid="${isWrong(form, 'events')}">
        <legend>${texts.told}</legend>
        <div id="${id}.about">${errorAt(form, 'events')}</div>
        ${choice(form, 'announced', id)}
        ${choice(form, 'chosen', `${id}.chosen`)}
        <ul class="rows">${boxes.map(({ type, box }) => {
          const boxId = idOf(box, endpointId);
          return html`<li class="choice">
            <input type="checkbox" id="${boxId}" name="${box}" value="yes"${form.typed[box] === undefined ? '' : html` checked`}>
            <label for="${boxId}">${texts.types[type]}</label>
            <p class="hint"><code>${type}</code></p>
          </li>`;
        })}</ul>
      </fieldset>`;
};

const choice = ({ typed, texts }: Form, value: 'announced' | 'chosen', id: string): Html =>
  html`<div class="choice">
          <input type="radio" id="${id}" name="told" value="${value}"${typed.told === value ? html` checked` : ''}>
          <label for="${id}">${texts[value]}</label>
        </div>`;

const isWrong = ({ wrong }: Form, field: SettingsField) =>
  wrong.some((error) => fieldOf(error) === field) ? 'true' : 'false';

const errorAt = ({ wrong, texts }: Form, field: SettingsField): Html =>
  html`${wrong.filter((error) => fieldOf(error) === field).map((error) => html`<p class="error">${texts.errors[error]}</p>`)}`;
