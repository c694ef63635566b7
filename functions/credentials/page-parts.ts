/** Pieces that the pages of credentials, badges and programs share. */
import { html } from 'hono/html';
import type { Html } from '../platform/page.ts';
import { textsIn } from './texts/texts.ts';

/** Text of a program, in the program's own language, a paragraph for each. */
export const prose = (text: string, language: string): Html =>
  html`${text.split(/\n\s*\n/).map((paragraph) => html`<p lang="${language}">${paragraph}</p>`)}`;

/** What a program says, without the words of a pilot that follow it: a page says them once, in the reader's language. */
export const apartFromPilot = (text: string) => {
  const said = [textsIn('en'), textsIn('es')].map(({ pilot }) => ` ${pilot}`).find((words) => text.endsWith(words));
  return said ? text.slice(0, -said.length) : text;
};

export const pilotNote = (pilot: boolean, language: 'en' | 'es'): Html =>
  pilot ? html`<p class="note">${textsIn(language).pilot}</p>` : html``;

export const badgeImage = (image: { id: string; caption?: string | undefined } | undefined, fallback: string): Html =>
  image ? html`<p><img class="badge" src="${image.id}" alt="${image.caption || fallback}"></p>` : html``;

/** A heading with what stands below it; nothing at all where there is nothing to say. */
export const section = (heading: string, content: Html | undefined, id?: string): Html =>
  content === undefined ? html`` : html`<section${id ? html` id="${id}"` : ''}><h2>${heading}</h2>${content}</section>`;

/** A list, or undefined for an empty one. */
export const items = (parts: readonly Html[]): Html | undefined =>
  parts.length === 0 ? undefined : html`<ul>${parts.map((part) => html`<li>${part}</li>`)}</ul>`;
