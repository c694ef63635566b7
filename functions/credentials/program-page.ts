/** The page of a program: what it is, who stands behind it, and its badges by tier. */
import { html } from 'hono/html';
import { type Html, page } from '../platform/page.ts';
import type { Badge, Program } from '../programs/read.ts';
import type { Deployment } from './achievement.ts';
import { badgeImage, pilotNote, prose } from './page-parts.ts';
import { textsIn } from './texts/texts.ts';

export interface ProgramPage {
  language: 'en' | 'es';
  deployment: Deployment;
  program: Program;
  badges: readonly Badge[];
}

export const programPage = ({ language, deployment, program, badges }: ProgramPage): string => {
  const texts = textsIn(language);
  const said = program.languages[0] ?? 'en';
  const { issuer } = program;
  const tiers = program.tiers.toSorted((a, b) => a.tier - b.tier);
  const body = html`<h1 lang="${said}">${program.name}</h1>
    ${badgeImage(issuer.image, issuer.name)}
    ${prose(program.description, said)}
    <dl>
      <dt>${texts.issuedBy}</dt><dd><a href="${issuer.url}">${issuer.name}</a></dd>
      <dt>${texts.contact}</dt><dd><a href="mailto:${program.contact}">${program.contact}</a></dd>
    </dl>
    ${pilotNote(deployment.pilot, language)}
    <h2>${texts.badges}</h2>
    ${badges.length === 0 ? html`<p>${texts.noBadges}</p>` : ''}
    ${tiers.map((tier) => tierPart(tier, program, badges, texts))}`;
  return page({ language, title: `${program.name} · ${issuer.name}`, program, body });
};

const tierPart = (
  tier: Program['tiers'][number],
  { programId, languages }: Program,
  badges: readonly Badge[],
  texts: ReturnType<typeof textsIn>,
): Html => {
  const said = languages[0] ?? 'en';
  const mine = badges.filter((badge) => badge.tier === tier.tier);
  if (mine.length === 0) return html``;
  const rows = mine.map(
    ({ id, name, competency, hours }) => html`<li>
        <h4 lang="${said}"><a href="/programs/${programId}/badges/${id}">${name}</a></h4>
        <p lang="${said}">${competency}</p>
        <p class="hint">${texts.hoursOf(hours)}</p>
      </li>`,
  );
  return html`<h3>${texts.tier} ${tier.tier}: <span lang="${said}">${tier.name}</span></h3>
    ${tier.description ? prose(tier.description, said) : ''}
    <ul class="rows">${rows}</ul>`;
};
