/** Pieces that the pages of credentials, badges and programs share. */
import { html } from 'hono/html';
import type { Html } from '../../platform/page.ts';
import { textsIn } from '../texts/texts.ts';

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

export interface Picture {
  /** Its place on the web, or the picture itself. */
  image: { id: string; caption?: string | undefined } | undefined;
  /** The path of the badge's version, where its image can be had from this host. */
  version: string;
  /** Of the badge, in the language that the badge is written in. */
  name: string;
  said: string;
}

/** The image of a badge. A drawn one has no more of a caption than the name; a program's own says what it shows. */
export const badgeImage = ({ image, version, name, said }: Picture, language: 'en' | 'es'): Html => {
  const elsewhere = image && /^https?:/.test(image.id) && !image.id.endsWith(`${version}/image.svg`);
  const src = elsewhere ? image.id : `${version}/image.svg`;
  const own = image?.caption && image.caption !== name;
  return own
    ? html`<img class="badge" src="${src}" width="160" height="160" alt="${image?.caption}" lang="${said}">`
    : html`<img class="badge" src="${src}" width="160" height="160" alt="${textsIn(language).badgeImage(name)}">`;
};

/** A heading with what stands below it; nothing at all where there is nothing to say. */
export const section = (heading: string, content: Html | undefined, id?: string): Html =>
  content === undefined ? html`` : html`<section${id ? html` id="${id}"` : ''}><h2>${heading}</h2>${content}</section>`;

/** A list, or undefined for an empty one. */
export const items = (parts: readonly Html[]): Html | undefined =>
  parts.length === 0 ? undefined : html`<ul>${parts.map((part) => html`<li>${part}</li>`)}</ul>`;

/** A link, if the address is one of the web: others' documents may hold any. */
export const webLink = (url: string | undefined, words: string): Html =>
  url && /^https?:/i.test(url) ? html`<a href="${url}" rel="noreferrer">${words}</a>` : html`${words}`;
