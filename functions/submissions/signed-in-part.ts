import { html } from 'hono/html';
import type { Texts } from './texts/texts.ts';

/** Who reads, and the way out: school computers are shared. */
export const signedInPart = (name: string, texts: Texts) =>
  html`<footer><p>${texts.signedInAs(name)} <a href="/sign-in/status">${texts.signOut}</a></p></footer>`;
