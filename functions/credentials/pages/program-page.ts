/** The page of a program: what it is, who stands behind it, and its badges by tier. */
import { html } from 'hono/html';
import { issuerDid } from '../../open-badges/issuer-identity.ts';
import { type Html, page } from '../../platform/page.ts';
import type { Badge, Program } from '../../programs/read.ts';
import { achievementId, type Deployment } from '../signing/achievement.ts';
import { textsIn } from '../texts/texts.ts';
import { badgeImage, pilotNote, prose, section, webLink } from './page-parts.ts';

export interface ProgramPage {
  language: 'en' | 'es';
  deployment: Deployment;
  program: Program;
  badges: readonly Badge[];
}

export const programPage = (view: ProgramPage): string => {
  const { language, deployment, program, badges } = view;
  const texts = textsIn(language);
  const said = program.languages[0] ?? 'en';
  const tiers = program.tiers.toSorted((a, b) => a.tier - b.tier);
  const body = html`<p class="above">${texts.program}</p>
    <h1 lang="${said}">${program.name}</h1>
    ${prose(program.description, said)}
    ${pilotNote(deployment.pilot, language)}
    ${standsBehind(view)}
    <h2>${texts.badges}</h2>
    ${badges.length === 0 ? html`<p>${texts.noBadges}</p>` : ''}
    ${tiers.map((tier) => tierPart(tier, view))}`;
  return page({
    ...{ language, title: `${program.name} · ${program.issuer.name}`, program, body },
    preview: {
      title: `${program.name} · ${program.issuer.name}`,
      description: program.description,
      url: `${deployment.publicUrl}/programs/${program.programId}`,
      // A picture that travels in the program file has no address of its own.
      image: /^https:/.test(program.issuer.image?.id ?? '') ? program.issuer.image?.id : undefined,
    },
  });
};

const standsBehind = ({ language, deployment, program }: ProgramPage): Html => {
  const texts = textsIn(language);
  const said = program.languages[0] ?? 'en';
  const { issuer, scope, contact, programId } = program;
  const { image, description } = issuer;
  const logo = image ? html`<p><img class="badge" src="${image.id}" alt="${image.caption}" lang="${said}"></p>` : '';
  const content = html`${logo}
    ${description ? prose(description, said) : ''}
    <dl>
      <dt>${texts.issuedBy}</dt><dd><a href="${issuer.url}">${issuer.name}</a></dd>
      <dt>${texts.scopes[scope.kind]}</dt><dd>${scope.name}</dd>
      <dt>${texts.contact}</dt><dd><a href="mailto:${contact}">${contact}</a></dd>
      <dt>${texts.performanceReview}</dt><dd>${performanceReview(program, language)}</dd>
      <dt>${texts.identifier}</dt><dd><code>${issuerDid(deployment.publicUrl, programId)}</code></dd>
      <dt>${texts.keys}</dt><dd><a href="/programs/${programId}/did.json">${texts.keysMore}</a></dd>
    </dl>`;
  return section(texts.standsBehind, content, 'issuer');
};

const performanceReview = ({ performanceReview: { place, agreement }, languages }: Program, language: 'en' | 'es') => {
  const texts = textsIn(language);
  if (!agreement) return html`${texts.places[place]}`;
  const reference = html`<span lang="${languages[0] ?? 'en'}">${webLink(agreement.url, agreement.reference)}</span>`;
  return html`${texts.places[place]} ${texts.agreement} ${reference}`;
};

const tierPart = (tier: Program['tiers'][number], { language, program, badges }: ProgramPage): Html => {
  const texts = textsIn(language);
  const said = program.languages[0] ?? 'en';
  const mine = badges.filter((badge) => badge.tier === tier.tier);
  if (mine.length === 0) return html``;
  return html`<h3>${texts.tier} ${tier.tier}: <span lang="${said}">${tier.name}</span></h3>
    ${tier.description ? prose(tier.description, said) : ''}
    <ul class="rows pictured">${mine.map((badge) => badgeRow(badge, program, language))}</ul>`;
};

const badgeRow = (badge: Badge, { programId, languages }: Program, language: 'en' | 'es'): Html => {
  const said = languages[0] ?? 'en';
  const { id, name, competency, hours, image } = badge;
  return html`<li>
      ${badgeImage({ image, version: achievementId('', programId, badge), name, said }, language)}
      <div>
        <h4 lang="${said}"><a href="/programs/${programId}/badges/${id}">${name}</a></h4>
        <p lang="${said}">${competency}</p>
        <p class="hint">${textsIn(language).hoursOf(hours)}</p>
      </div>
    </li>`;
};
