/** How to check a credential, and the forms in which it can be taken along. */
import { html } from 'hono/html';
import type { Html } from '../../platform/page.ts';
import { isPresentable } from '../credential.ts';
import { type Texts, textsIn } from '../texts/texts.ts';
import { validityOf } from '../validity.ts';
import type { CredentialPage } from './credential-page.ts';
import { section } from './page-parts.ts';

/** To others it can only be shown by its address once it is shared. */
export const checkingSection = ({ language, credential }: CredentialPage): Html => {
  const texts = textsIn(language);
  const { document, shared } = credential;
  const did = `/programs/${document.issuer.id.split(':').at(-1)}/did.json`;
  const check = shared
    ? html`<p class="screen"><a class="button" href="/verify?url=${encodeURIComponent(document.id)}">${texts.verifyNow}</a></p>`
    : html`<p class="screen">${texts.verifyFile} <a href="/verify">${texts.verifyPage}</a></p>`;
  const printed = html`<p class="print">${texts.printed} ${document.id}</p>`;
  const content = html`${check}
    <p>${texts.verifyMore} <a class="screen" href="${did}">${texts.issuerDocument}</a></p>
    ${shared ? printed : ''}`;
  return section(texts.verify, content);
};

export const filesSection = (view: CredentialPage): Html => {
  const { language, credential, as } = view;
  const texts = textsIn(language);
  const files = html`<dl class="files">
    ${(['json', 'jwt', 'png', 'svg'] as const).map((form) => file(form, view, texts))}
    ${as === 'earner' && credential.shared && !credential.revokedAt ? linkedIn(view, texts) : ''}
  </dl>`;
  const content = isPresentable(credential) ? files : html`<p class="note">${texts.beingSigned}</p>`;
  return html`<div class="screen">${section(texts.take, content, 'files')}</div>`;
};

/** Whoever came by the private link needs its key for the files too. */
const file = (
  form: keyof Texts['download'],
  { credential: { credentialId }, key }: CredentialPage,
  texts: Texts,
): Html => {
  const query = key === undefined ? '' : `?key=${encodeURIComponent(key)}`;
  return html`<dt><a class="button${form === 'json' ? '' : ' quiet'}" href="/credentials/${credentialId}.${form}${query}" download="badge.${form}">${texts.download[form]}</a></dt>
    <dd>${texts.downloadMore[form]}</dd>`;
};

const linkedIn = ({ credential, now }: CredentialPage, texts: Texts): Html => {
  const { credentialId, document } = credential;
  const { name, issuer, awardedDate, id } = document;
  const validity = validityOf(credential, now);
  const until = 'until' in validity ? validity.until : undefined;
  const form = new URLSearchParams({
    ...{ startTask: 'CERTIFICATION_NAME', name, organizationName: issuer.name },
    ...monthOf('issue', awardedDate),
    ...(until && monthOf('expiration', until)),
    ...{ certUrl: id, certId: credentialId },
  });
  return html`<dt><a class="button quiet" rel="noreferrer" href="https://www.linkedin.com/profile/add?${form.toString()}">${texts.linkedIn}</a></dt>
    <dd>${texts.linkedInMore}</dd>`;
};

const monthOf = (what: 'issue' | 'expiration', iso: string): Record<string, string> => {
  const time = new Date(iso);
  return { [`${what}Year`]: String(time.getUTCFullYear()), [`${what}Month`]: String(time.getUTCMonth() + 1) };
};
