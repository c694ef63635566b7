/** The form with which the owner, the deputy or an administrator revokes, folded away until it is wanted. */
import { html } from 'hono/html';
import type { Html } from '../../platform/page.ts';
import { type Texts, textsIn } from '../texts/texts.ts';
import type { CredentialPage } from './credential-page.ts';
import { type FieldError, type Filled, LONGEST_REASON } from './revocation-form.ts';

const EMPTY: Filled = { typed: {}, errors: [] };

export const revocationSection = ({ language, credential, rights, filled }: CredentialPage): Html => {
  if (!rights.mayRevoke) return html``;
  const texts = textsIn(language);
  return html`<details class="screen card"${filled ? html` open` : ''}>
    <summary>${texts.revoke}</summary>
    <p>${texts.revokeMore}</p>
    <form method="post" action="/credentials/${credential.credentialId}/revocation" novalidate>
      ${reasonField(texts, filled ?? EMPTY)}
      ${sureField(texts, filled ?? EMPTY)}
      <p><button>${texts.revokeConfirm}</button></p>
    </form>
  </details>`;
};

const reasonField = (texts: Texts, filled: Filled): Html =>
  html`<div class="field">
      <label for="reason">${texts.revokeReason}</label>
      <div id="reason.about"><p class="hint">${texts.revokeReasonHint(LONGEST_REASON)}</p>${errorAt('reason', texts, filled)}</div>
      <textarea id="reason" name="reason" rows="3" aria-describedby="reason.about" aria-invalid="${isWrong('reason', filled)}">
${filled.typed.reason ?? ''}</textarea>
    </div>`;

const sureField = (texts: Texts, filled: Filled): Html =>
  html`<div id="sure.about">${errorAt('sure', texts, filled)}</div>
    <div class="choice">
      <input type="checkbox" id="sure" name="sure" value="yes" aria-describedby="sure.about" aria-invalid="${isWrong('sure', filled)}"${filled.typed.sure === 'yes' ? html` checked` : ''}>
      <label for="sure">${texts.revokeSure}</label>
    </div>`;

const isWrong = (field: FieldError['at'], { errors }: Filled) =>
  errors.some(({ at }) => at === field) ? 'true' : 'false';

const errorAt = (field: FieldError['at'], texts: Texts, { errors }: Filled): Html =>
  html`${errors.filter(({ at }) => at === field).map(({ code }) => html`<p class="error">${texts.errors[code]}</p>`)}`;
