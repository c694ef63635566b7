/** Who can see the page of a credential: for the earner to decide, and for whoever has the private link to know. */
import { html } from 'hono/html';
import type { Html } from '../../platform/page.ts';
import { textsIn } from '../texts/texts.ts';
import type { CredentialPage } from './credential-page.ts';

/** For the earner a form; for whoever has the private link, and may be the earner, a word on how. */
export const sharingSection = ({ language, credential, as }: CredentialPage): Html => {
  if (as !== 'earner' && as !== 'holder') return html``;
  const texts = textsIn(language);
  const { credentialId, shared, document } = credential;
  const state = html`<h2 id="sharing">${texts.sharing}</h2>
    <p>${shared ? texts.shared : texts.notShared}</p>
    ${shared ? html`<p>${texts.shareAddress} <a href="/credentials/${credentialId}">${document.id}</a></p>` : ''}`;
  const form = html`<form method="post" action="/credentials/${credentialId}/sharing">
    <button name="shared" value="${shared ? 'no' : 'yes'}"${shared ? html` class="quiet"` : ''}>${shared ? texts.unshare : texts.share}</button>
  </form>`;
  const back = encodeURIComponent(`/credentials/${credentialId}`);
  const how = html`<p>${texts.shareHow}</p>
    <p><a class="button quiet" href="/sign-in?return=${back}">${texts.signIn}</a></p>`;
  return html`<section class="note screen" aria-labelledby="sharing">${state}${as === 'earner' ? form : how}</section>`;
};

/** Anybody may say what is wrong with what everybody can see. Its earner and the staff need no form for it. */
export const concernSection = ({ language, credential: { credentialId, shared }, as }: CredentialPage): Html => {
  if (!shared || as === 'earner' || as === 'staff') return html``;
  const texts = textsIn(language);
  return html`<p class="screen hint">${texts.concernMore} <a href="/credentials/${credentialId}/concern">${texts.concern}</a></p>`;
};
