/** Badges as a list, each leading to its page. */
import { html } from 'hono/html';
import { day } from '../platform/day.ts';
import type { Language } from '../platform/http/language.ts';
import type { Html } from '../platform/page.ts';
import type { SharedBadge } from './shared-badges.ts';
import { textsIn } from './texts/texts.ts';

/** A picture of a program file may be 60 KB of text in the page; an answer of Lambda holds 6 MB. */
const LARGEST_PICTURES = 3_000_000;

export const badgeList = (language: Language, badges: readonly SharedBadge[], heading: 'h2' | 'h3'): Html => {
  let room = LARGEST_PICTURES;
  const rows = badges.map((badge) => {
    room -= badge.image?.src.length ?? 0;
    return row(language, badge, heading, room >= 0);
  });
  return html`<ul class="rows">${rows}</ul>`;
};

const row = (language: Language, badge: SharedBadge, heading: 'h2' | 'h3', pictured: boolean): Html => {
  const texts = textsIn(language);
  const { credentialId, name, language: said, image, awardedAt, revokedAt } = badge;
  const link = html`<a href="/credentials/${credentialId}" lang="${said}">${name}</a>`;
  return html`<li>
      ${heading === 'h2' ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
      ${image && pictured ? picture(image, texts.badgeImage(name), said) : ''}
      <p>${texts.awardedOn} <time datetime="${awardedAt}">${day(awardedAt, language)}</time></p>
      ${revokedAt === undefined ? '' : html`<p><strong>${texts.revokedOn(day(revokedAt, language))}</strong></p>`}
    </li>`;
};

const picture = ({ src, caption }: NonNullable<SharedBadge['image']>, fallback: string, said: string): Html =>
  caption
    ? html`<p><img class="badge" src="${src}" alt="${caption}" lang="${said}"></p>`
    : html`<p><img class="badge" src="${src}" alt="${fallback}"></p>`;
