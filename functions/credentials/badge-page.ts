/** The page of a badge: the competency, what to send, and the rubric that reviewers decide by. */
import { html } from 'hono/html';
import { type Html, page } from '../platform/page.ts';
import type { Badge, Program } from '../programs/read.ts';
import type { Deployment } from './achievement.ts';
import { badgeImage, items, pilotNote, prose, section } from './page-parts.ts';
import { textsIn } from './texts/texts.ts';

export interface BadgePage {
  language: 'en' | 'es';
  deployment: Deployment;
  program: Program;
  badge: Badge;
  /** The badges of the program, as they are earned today. */
  badges: readonly Badge[];
}

export const badgePage = (view: BadgePage): string => {
  const { language, program, badge, deployment } = view;
  const texts = textsIn(language);
  const said = program.languages[0] ?? 'en';
  const body = html`<p class="above">${texts.badge}</p>
    <h1 lang="${said}">${badge.name}</h1>
    ${badgeImage(badge.image, texts.badgeImage(badge.name))}
    <p class="lead" lang="${said}">${badge.competency}</p>
    ${facts(view)}
    ${pilotNote(deployment.pilot, language)}
    ${section(texts.why, prose(badge.description, said))}
    ${section(texts.keyMethod, prose(badge.keyMethod, said))}
    ${section(texts.criteria, prose(badge.criteria, said), 'criteria')}
    ${section(texts.requirements, items(badge.requirements.map(({ title, instructions }) => html`<strong lang="${said}">${title}</strong>${prose(instructions, said)}`)))}
    ${section(texts.rubric, html`<p>${texts.rubricMore}</p>${badge.rubric.map((criterion) => criterionPart(criterion, said, texts.passing))}`)}
    ${section(texts.research, items(badge.research.map(({ citation, url }) => link(url, citation))))}
    ${section(texts.resources, items(badge.resources.map(({ title, url }) => link(url, title))))}
    ${section(texts.alignment, items(badge.alignment.map(({ targetName, targetUrl }) => link(targetUrl, targetName))))}`;
  return page({ language, title: `${badge.name} · ${program.name}`, program, body });
};

const facts = ({ language, program, badge, badges }: BadgePage): Html => {
  const texts = textsIn(language);
  const tier = program.tiers.find((one) => one.tier === badge.tier);
  const at = `/programs/${program.programId}/badges`;
  const said = program.languages[0] ?? 'en';
  const current = badges.find(({ id }) => id === badge.id);
  const newest = current && current.version !== badge.version;
  const nameOf = (id: string) => badges.find((one) => one.id === id)?.name ?? id;
  return html`<dl>
    <dt>${texts.issuedBy}</dt><dd><a href="${program.issuer.url}">${program.issuer.name}</a></dd>
    <dt>${texts.tier}</dt><dd>${badge.tier}${tier ? html`: <span lang="${said}">${tier.name}</span>` : ''}</dd>
    <dt>${texts.hours}</dt><dd>${texts.hoursOf(badge.hours)}</dd>
    <dt>${texts.version}</dt><dd>${badge.version}${newest ? html` (<a href="${at}/${badge.id}">${texts.newest}</a>)` : ''}</dd>
    ${badge.prerequisites.length > 0 ? html`<dt>${texts.prerequisites}</dt><dd>${badge.prerequisites.map((id) => html`<a lang="${said}" href="${at}/${id}">${nameOf(id)}</a> `)}</dd>` : ''}
  </dl>`;
};

const criterionPart = (criterion: Badge['rubric'][number], said: string, passing: string): Html =>
  html`<section class="card" id="rubric/${criterion.id}"><h3 lang="${said}">${criterion.name}</h3>${prose(criterion.description, said)}
    <dl>${criterion.levels.map(
      (
        level,
      ) => html`<dt id="rubric/${criterion.id}/${level.id}"><span lang="${said}">${level.name}</span>${level.id === criterion.passing ? ` (${passing})` : ''}</dt>
        <dd lang="${said}">${level.description}</dd>`,
    )}</dl></section>`;

const link = (url: string, words: string): Html => html`<a href="${url}">${words}</a>`;
