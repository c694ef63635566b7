/** The page on which a member sees what strangers see of them, and decides it. */
import { html } from 'hono/html';
import { day } from '../platform/day.ts';
import { type Html, page } from '../platform/page.ts';
import { badgeList } from './badge-list.ts';
import type { OwnView } from './profile.ts';
import type { SharedBadge } from './shared-badges.ts';
import { textsIn } from './texts/texts.ts';

export interface ProfilePage extends OwnView {
  publicUrl: string;
  badges: readonly SharedBadge[];
}

export const profilePage = (view: ProfilePage): string => {
  const { member, program, badges } = view;
  const { language } = member;
  const texts = textsIn(language);
  const body = html`<h1>${texts.profile}</h1>
    <p class="lead">${texts.lead}</p>
    ${nameSection(view)}
    ${portfolioSection(view)}
    <h2>${texts.shared}</h2>
    ${badges.length === 0 ? html`<p>${texts.sharedNone}</p>` : badgeList(language, badges)}`;
  return page({ language, title: `${texts.profile}, ${program.name}`, program, reader: member.name, body });
};

const nameSection = (view: ProfilePage): Html => {
  const { member, profile, program, namingAllowed } = view;
  const { language, name, school } = member;
  const texts = textsIn(language);
  const shown = profile.named && namingAllowed;
  const show = school === undefined ? texts.nameShowWithout : texts.nameShow;
  const contact = html`<a href="mailto:${program.contact}">${program.contact}</a>`;
  const state = shown
    ? html`<p>${texts.nameOn(day(profile.namedSince ?? '', language))}</p>
      <p><strong>${name}</strong>${school === undefined ? '' : html`<br>${school}`}</p>`
    : html`<p>${namingAllowed ? texts.nameOff : html`${texts.nameNever} ${contact}`}</p>`;
  return html`<section class="note" aria-labelledby="name">
      <h2 id="name">${texts.name}</h2>
      ${state}
      ${profile.named ? form(view, 'named', 'no', texts.nameHide) : ''}
      ${!profile.named && namingAllowed ? form(view, 'named', 'yes', show) : ''}
    </section>`;
};

const portfolioSection = (view: ProfilePage): Html => {
  const { member, profile, badges, publicUrl } = view;
  const texts = textsIn(member.language);
  const path = `/portfolios/${profile.portfolioId}`;
  const open = html`<p>${texts.portfolioOn}</p>
    <p>${texts.portfolioAddress} <a href="${path}">${publicUrl}${path}</a></p>
    ${form(view, 'portfolio', 'no', texts.portfolioClose)}`;
  const closed = html`<p>${texts.portfolioOff}</p>
    ${profile.portfolioId === undefined ? '' : html`<p>${texts.portfolioAgain}</p>`}
    ${badges.length === 0 ? html`<p>${texts.portfolioFirst}</p>` : form(view, 'portfolio', 'yes', texts.portfolioOpen)}`;
  return html`<section class="note" aria-labelledby="portfolio">
      <h2 id="portfolio">${texts.portfolio}</h2>
      ${profile.portfolio ? open : closed}
    </section>`;
};

/** One button: on, or off again. */
const form = (
  { program }: Pick<ProfilePage, 'program'>,
  field: 'named' | 'portfolio',
  value: 'yes' | 'no',
  label: string,
): Html =>
  html`<form method="post" action="/programs/${program.programId}/profile">
      <button name="${field}" value="${value}"${value === 'no' ? html` class="quiet"` : ''}>${label}</button>
    </form>`;
