/** The page of a program: what it is, who stands behind it, and its badges by tier. */
import { html } from 'hono/html';
import { type Html, page } from '../platform/page.ts';
import type { Badge, Program } from '../programs/read.ts';
import { type Deployment, saidOfPilot } from './achievement.ts';
import { badgeImage, items, prose } from './page-parts.ts';
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
    ${prose(saidOfPilot(deployment, program, program.description), said)}
    <dl>
      <dt>${texts.issuedBy}</dt><dd><a href="${issuer.url}">${issuer.name}</a></dd>
      <dt>${texts.contact}</dt><dd><a href="mailto:${program.contact}">${program.contact}</a></dd>
    </dl>
    <h2>${texts.badges}</h2>
    ${badges.length === 0 ? html`<p>${texts.noBadges}</p>` : ''}
    ${tiers.map((tier) => tierPart(tier, program, badges))}`;
  return page({ language, title: `${program.name} · ${issuer.name}`, colors: program.colors, body });
};

const tierPart = (tier: Program['tiers'][number], program: Program, badges: readonly Badge[]): Html => {
  const said = program.languages[0] ?? 'en';
  const mine = badges.filter((badge) => badge.tier === tier.tier);
  if (mine.length === 0) return html``;
  const list = items(
    mine.map(
      ({ id, name, competency }) =>
        html`<a lang="${said}" href="/programs/${program.programId}/badges/${id}">${name}</a><br><span lang="${said}">${competency}</span>`,
    ),
  );
  return html`<h3 lang="${said}">${tier.name}</h3>${tier.description ? prose(tier.description, said) : ''}${list ?? ''}`;
};
