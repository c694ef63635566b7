/** The page of the owner: what waits for a decision, what is accepted, who was asked, and a form to ask. */
import { html } from 'hono/html';
import { achievementId } from '../credentials/read.ts';
import { day } from '../platform/day.ts';
import type { Language } from '../platform/http/language.ts';
import { type Html, page } from '../platform/page.ts';
import type { Program } from '../programs/read.ts';
import type { Endorsement, State } from './endorsement.ts';
import { type Texts, textsIn } from './texts/texts.ts';

/** With the name of the badge, which the program may have dropped since. */
export type Listed = Endorsement & { badgeName: string };

export interface EndorsementsPage {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors'>;
  /** The badges that can be endorsed today. */
  badges: readonly { id: string; name: string }[];
  endorsements: readonly Listed[];
}

export const endorsementsPage = (view: EndorsementsPage): string => {
  const { language, reader, program } = view;
  const texts = textsIn(language);
  const body = html`<h1>${texts.endorsements}</h1>
    <p>${texts.how}</p>
    <h2>${texts.waiting}</h2>
    ${list(view, 'proposed') ?? html`<p>${texts.nothingWaits}</p>`}
    <h2>${texts.accepted}</h2>
    ${list(view, 'accepted') ?? html`<p>${texts.noneAccepted}</p>`}
    ${section(texts.asked, list(view, 'invited'))}
    ${view.badges.length === 0 ? '' : invitationForm(view, texts)}`;
  return page({ language, title: `${texts.endorsements}, ${program.name}`, program, reader, body });
};

const section = (heading: string, content: Html | undefined): Html =>
  content === undefined ? html`` : html`<h2>${heading}</h2>${content}`;

const list = (view: EndorsementsPage, state: State): Html | undefined => {
  const found = view.endorsements.filter((one) => one.state === state);
  return found.length === 0 ? undefined : html`<ol class="rows">${found.map((one) => row(view, one))}</ol>`;
};

const row = ({ language }: EndorsementsPage, endorsement: Listed): Html => {
  const texts = textsIn(language);
  const { programId, badgeId, badgeVersion, badgeName, state, changedAt } = endorsement;
  const { name, url, origin, comment } = endorserOf(endorsement, texts);
  const badgePage = achievementId('', programId, { id: badgeId, version: badgeVersion });
  return html`<li>
    <h3>${url ? html`<a href="${url}" rel="noreferrer">${name}</a>` : name}</h3>
    <p><a href="${badgePage}">${texts.of(badgeName, badgeVersion)}</a></p>
    <p>${howMade(endorsement, language)}. ${origin[0]} <code>${origin[1]}</code>.
      <time datetime="${changedAt}">${texts.since(day(changedAt, language))}</time>.</p>
    ${state === 'invited' ? '' : said(comment, texts)}
    ${state === 'accepted' && !endorsement.document ? html`<p class="hint">${texts.signing}</p>` : ''}
    ${decisions(endorsement, name, texts)}
  </li>`;
};

/** By whose key or word it is one, or for how long it may still become one. */
const howMade = ({ kind, state, invitation }: Listed, language: Language): string => {
  const texts = textsIn(language);
  if (invitation && state === 'invited') return texts.openUntil(day(invitation.validUntil, language));
  return kind === 'hosted' && state === 'proposed' ? texts.confirmed : texts.kinds[kind];
};

const said = (comment: string | undefined, texts: Texts): Html =>
  comment ? html`<blockquote class="prose">${comment}</blockquote>` : html`<p class="hint">${texts.noComment}</p>`;

/** Who endorses, and how one knows: by a key, or by an address. */
const endorserOf = ({ invitation, comment, document }: Listed, texts: Texts) => {
  if (invitation) {
    const { name, url, email } = invitation;
    return { name, url, origin: [texts.confirmedFrom, email] as const, comment };
  }
  const issuer = document?.issuer;
  const url = issuer?.url && /^https?:/i.test(issuer.url) ? issuer.url : undefined;
  const origin = [texts.signedBy, issuer?.id ?? ''] as const;
  return { name: issuer?.name ?? '', url, origin, comment: document?.credentialSubject.endorsementComment };
};

const decisions = ({ endorsementId, state }: Endorsement, name: string, texts: Texts): Html => {
  const button = (decision: string, action: string, quiet: boolean) =>
    html`<button name="decision" value="${decision}" aria-label="${texts.which(action, name)}"${quiet ? html` class="quiet"` : ''}>${action}</button>`;
  const buttons = {
    proposed: html`${button('accepted', texts.accept, false)} ${button('refused', texts.refuse, true)}`,
    accepted: html`${button('withdrawn', texts.withdraw, true)} <span class="hint">${texts.withdrawHint}</span>`,
  };
  if (state !== 'proposed' && state !== 'accepted') return html``;
  return html`<form method="post" action="/endorsements/${endorsementId}/decision"><p>${buttons[state]}</p></form>`;
};

const invitationForm = ({ language, program, badges }: EndorsementsPage, texts: Texts): Html => {
  const field = (name: 'name' | 'url' | 'email', type: string, longest: number) =>
    html`<div class="field"><label for="${name}">${texts[name]}</label><br>
      <input id="${name}" name="${name}" type="${type}" maxlength="${longest}" size="40" required></div>`;
  const options = badges.map(
    (badge) => html`<option value="${badge.id}" lang="${program.languages[0] ?? 'en'}">${badge.name}</option>`,
  );
  const languages = (['en', 'es'] as const).map(
    (one) => html`<option value="${one}"${one === language ? ' selected' : ''}>${texts.languages[one]}</option>`,
  );
  return html`<h2>${texts.invite}</h2>
    <p>${texts.inviteHow}</p>
    <form method="post" action="/programs/${program.programId}/endorsements">
      <div class="field"><label for="badge">${texts.badge}</label><br><select id="badge" name="badge">${options}</select></div>
      ${field('name', 'text', 120)}
      ${field('url', 'url', 500)}
      ${field('email', 'email', 254)}
      <div class="field"><label for="language">${texts.language}</label><br><select id="language" name="language">${languages}</select></div>
      <p><button>${texts.send}</button></p>
    </form>`;
};
