/** Badges as a list under a heading of the second level, each leading to its page. */
import { html } from 'hono/html';
import { day } from '../platform/day.ts';
import type { Language } from '../platform/http/language.ts';
import type { Html } from '../platform/page.ts';
import type { SharedBadge } from './shared-badges.ts';
import { textsIn } from './texts/texts.ts';

/** A picture of a program file may be 60 KB of text in the page; an answer of Lambda holds 6 MB. */
const LARGEST_PICTURES = 3_000_000;

export const badgeList = (language: Language, badges: readonly SharedBadge[]): Html => {
  let room = LARGEST_PICTURES;
  const rows = badges.map((badge) => {
    room -= badge.image?.src.length ?? 0;
    return row(language, badge, room >= 0);
  });
  return html`<ul class="rows">${rows}</ul>`;
};

const row = (language: Language, badge: SharedBadge, pictured: boolean): Html => {
  const texts = textsIn(language);
  const { credentialId, name, language: said, image, awardedAt, revokedAt } = badge;
  return html`<li>
      <h3><a href="/credentials/${credentialId}" lang="${said}">${name}</a></h3>
      ${image && pictured ? picture(image, texts.badgeImage(name), said) : ''}
      <p>${texts.awardedOn} <time datetime="${awardedAt}">${day(awardedAt, language)}</time></p>
      ${revokedAt === undefined ? '' : html`<p><strong>${texts.revokedOn(day(revokedAt, language))}</strong></p>`}
    </li>`;
};

const picture = ({ src, caption }: NonNullable<SharedBadge['image']>, fallback: string, said: string): Html =>
  caption
    ? html`<p><img class="badge" src="${src}" alt="${caption}" lang="${said}"></p>`
    : html`<p><img class="badge" src="${src}" alt="${fallback}"></p>`;
