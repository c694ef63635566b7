/** The page on which anybody reports a concern about a public badge, and the thanks for it. */
import { html } from 'hono/html';
import type { Credential } from '../credentials/read.ts';
import { errorSummary } from '../platform/error-summary.ts';
import type { Language } from '../platform/http/language.ts';
import { type Html, page } from '../platform/page.ts';
import type { Program } from '../programs/read.ts';
import { type FieldError, LONGEST_TEXT, type Typed } from './concern-form.ts';
import { ConcernKind } from './model.ts';
import { type Texts, textsIn } from './texts/texts.ts';

export interface About {
  language: Language;
  credential: Pick<Credential, 'credentialId' | 'document'>;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors' | 'contact'> | undefined;
}

/** The form filled with what was typed before, if it is shown again. */
export interface Filled {
  typed: Typed;
  errors: readonly FieldError[];
}

export const concernPage = (view: About & { concernId: string }, filled: Filled): string => {
  const { language, credential, program, concernId } = view;
  const texts = textsIn(language);
  const { typed, errors } = filled;
  const wrong = errors.map(({ at, code }) => ({ at, message: texts.errors[code] }));
  const body = html`${wrong.length > 0 ? errorSummary(texts.errors.summary, wrong) : ''}
    <h1>${texts.title}</h1>
    ${aboutBadge(view)}
    <p>${texts.whatHappens}</p>
    <form method="post" action="/credentials/${credential.credentialId}/concern" novalidate>
      <input type="hidden" name="concern" value="${typed.concern ?? concernId}">
      ${kindField(texts, filled)}
      ${textField(texts, filled)}
      ${replyField(texts, filled)}
      <button>${texts.send}</button>
    </form>`;
  const title = errors.length > 0 ? `${texts.errors.summary} · ${texts.title}` : texts.title;
  return page({ language, title, program, body });
};

export const thanksPage = (view: About): string => {
  const { language, credential, program } = view;
  const texts = textsIn(language);
  const body = html`<h1>${texts.thanks}</h1>
    <p class="lead">${texts.thanksMore}</p>
    ${program ? html`<p>${texts.urgent} <a href="mailto:${program.contact}">${program.contact}</a></p>` : ''}
    <p><a href="/credentials/${credential.credentialId}">${texts.back}</a></p>`;
  return page({ language, title: texts.thanks, program, body });
};

const aboutBadge = ({ language, credential: { credentialId, document } }: About): Html => {
  const { inLanguage } = document.credentialSubject.achievement;
  const name = html`<a href="/credentials/${credentialId}" lang="${inLanguage}">${document.name}</a>`;
  return html`<p class="lead">${textsIn(language).about} ${name}, ${document.issuer.name}.</p>`;
};

const kindField = (texts: Texts, filled: Filled): Html =>
  html`<fieldset aria-describedby="kind.about">
      <legend>${texts.kind}</legend>
      <div id="kind.about">${errorAt(texts, 'kind', filled)}</div>
      ${ConcernKind.options.map(
        (kind, index) => html`<div class="choice">
          <input type="radio" id="${index === 0 ? 'kind' : `kind.${kind}`}" name="kind" value="${kind}" ${filled.typed.kind === kind ? 'checked' : ''}>
          <label for="${index === 0 ? 'kind' : `kind.${kind}`}">${texts.kinds[kind]}</label>
        </div>`,
      )}
    </fieldset>`;

const textField = (texts: Texts, filled: Filled): Html =>
  html`<div class="field">
      <label for="text">${texts.text}</label>
      <div id="text.about"><p class="hint">${texts.textHint(LONGEST_TEXT)}</p>${errorAt(texts, 'text', filled)}</div>
      <textarea id="text" name="text" rows="6" aria-describedby="text.about" aria-invalid="${isWrong('text', filled)}">
${filled.typed.text ?? ''}</textarea>
    </div>`;

const replyField = (texts: Texts, filled: Filled): Html =>
  html`<div class="field">
      <label for="replyTo">${texts.replyTo}</label>
      <div id="replyTo.about"><p class="hint">${texts.replyToHint}</p>${errorAt(texts, 'replyTo', filled)}</div>
      <input type="email" id="replyTo" name="replyTo" autocomplete="email" size="40" value="${filled.typed.replyTo ?? ''}" aria-describedby="replyTo.about" aria-invalid="${isWrong('replyTo', filled)}">
    </div>`;

const isWrong = (field: FieldError['at'], { errors }: Filled) =>
  errors.some(({ at }) => at === field) ? 'true' : 'false';

const errorAt = (texts: Texts, field: FieldError['at'], { errors }: Filled): Html =>
  html`${errors.filter(({ at }) => at === field).map(({ code }) => html`<p class="error">${texts.errors[code]}</p>`)}`;
