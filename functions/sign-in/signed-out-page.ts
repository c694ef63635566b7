import { html } from 'hono/html';
import type { Language } from '../platform/http/language.ts';
import { page } from '../platform/page.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';

/** Signed out here, on the way to the sign-in service to sign out there. Mostly nobody gets to read it. */
export const signedOutPage = (language: Language, onward: string) => {
  const texts = { en, es }[language];
  const body = html`<h1>${texts.signedOutHere}</h1>
    <p>${texts.signedOutHereNext}</p>
    <p><a class="button" href="${onward}">${texts.signOutThere}</a></p>`;
  return page({ language, title: texts.signedOutHere, body });
};
