import { html } from 'hono/html';
import type { Language } from '../platform/http/language.ts';
import { page } from '../platform/page.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';

/** Whether somebody is signed in here; `email` is empty where the issuer vouches for no address. */
export const statusPage = (language: Language, signedIn: { email: string | undefined } | undefined) => {
  const texts = { en, es }[language];
  if (!signedIn) {
    const body = html`<h1>${texts.signedOut}</h1>
      <p>${texts.signedOutNext}</p>
      <p><a class="button" href="/sign-in">${texts.signIn}</a></p>
      <p class="hint">${texts.signedOutMore}</p>`;
    return page({ language, title: texts.signedOut, body });
  }
  const who = signedIn.email ? texts.signedInAs(signedIn.email) : texts.signedInWithoutAddress;
  const body = html`<h1>${texts.signedIn}</h1>
    <p>${who}</p>
    <p>${texts.whatNext}</p>
    <form method="post" action="/sign-out"><button class="quiet">${texts.signOut}</button></form>
    <p class="hint">${texts.signOutMore}</p>`;
  return page({ language, title: texts.signedIn, body });
};
