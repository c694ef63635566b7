/** The page of a badge: the competency, what to send, the rubric that reviewers decide by, and who stands behind it. */
import { html } from 'hono/html';
import type { SignedEndorsement } from '../../open-badges/endorsement.ts';
import { issuerDid } from '../../open-badges/issuer-identity.ts';
import { type Html, page } from '../../platform/page.ts';
import type { Badge, Program } from '../../programs/read.ts';
import { achievementId, type Deployment } from '../signing/achievement.ts';
import { type Texts, textsIn } from '../texts/texts.ts';
import { endorsementsSection } from './endorsements-section.ts';
import { badgeImage, items, pilotNote, prose, section, webLink } from './page-parts.ts';
import { rubricSection } from './rubric-section.ts';

export interface BadgePage {
  language: 'en' | 'es';
  deployment: Deployment;
  program: Program;
  badge: Badge;
  /** The badges of the program, as they are earned today. */
  badges: readonly Badge[];
  /** Every version of this one that is kept, oldest first. */
  versions: readonly number[];
  /** Those of this version that the owner accepted. */
  endorsements: readonly SignedEndorsement[];
}

export const badgePage = (view: BadgePage): string => {
  const { language, program, badge, badges, deployment, endorsements } = view;
  const { publicUrl, pilot } = deployment;
  const texts = textsIn(language);
  const said = saidIn(program);
  const body = html`${headOf(view)}
    <p class="lead" lang="${said}">${badge.competency}</p>
    ${badges.some(({ id }) => id === badge.id) ? '' : html`<p class="note">${texts.retired}</p>`}
    ${facts(view)}
    ${pilotNote(pilot, language)}
    ${section(texts.why, prose(badge.description, said))}
    ${section(texts.keyMethod, prose(badge.keyMethod, said))}
    ${section(texts.criteria, prose(badge.criteria, said), 'criteria')}
    ${section(texts.requirements, items(badge.requirements.map((one) => requirementItem(one, said, texts))))}
    ${rubricSection(badge.rubric, said, texts)}
    ${endorsementsSection({ language, said, issuerId: issuerDid(publicUrl, program.programId), endorsements })}
    ${section(texts.research, items(badge.research.map(({ citation, url }) => webLink(url, citation))))}
    ${section(texts.alignment, items(badge.alignment.map((one) => alignmentItem(one, said))))}
    ${section(texts.resources, items(badge.resources.map(({ title, url }) => webLink(url, title))))}
    ${versionsSection(view)}`;
  return page({
    ...{ language, title: `${badge.name} · ${program.name}`, program, body },
    preview: {
      title: `${badge.name} · ${program.issuer.name}`,
      description: badge.competency,
      url: achievementId(publicUrl, program.programId, badge),
      image: `${achievementId(publicUrl, program.programId, badge)}/image.png`,
    },
  });
};

const saidIn = ({ languages }: Program) => languages[0] ?? 'en';

const headOf = ({ language, program, badge }: BadgePage): Html => {
  const said = saidIn(program);
  const { name, image } = badge;
  return html`<div class="badge-head">
      ${badgeImage({ image, version: achievementId('', program.programId, badge), name, said }, language)}
      <div><p class="above">${textsIn(language).badge}</p><h1 lang="${said}">${name}</h1></div>
    </div>`;
};

const facts = ({ language, program, badge, badges, versions }: BadgePage): Html => {
  const texts = textsIn(language);
  const tier = program.tiers.find((one) => one.tier === badge.tier);
  const at = `/programs/${program.programId}/badges`;
  const said = saidIn(program);
  const newer = versions.some((version) => version > badge.version);
  const nameOf = (id: string) => badges.find((one) => one.id === id)?.name ?? id;
  const needed = badge.prerequisites.map((id) => html`<a lang="${said}" href="${at}/${id}">${nameOf(id)}</a><br>`);
  return html`<dl>
    <dt>${texts.issuedBy}</dt><dd><a href="${program.issuer.url}">${program.issuer.name}</a></dd>
    <dt>${texts.tier}</dt><dd>${badge.tier}${tier ? html`: <span lang="${said}">${tier.name}</span>` : ''}</dd>
    <dt>${texts.time}</dt><dd>${texts.hoursOf(badge.hours)}</dd>
    <dt>${texts.validity}</dt><dd>${badge.validMonths ? texts.validMonths(badge.validMonths) : texts.validForever}</dd>
    <dt>${texts.version}</dt><dd>${badge.version}${newer ? html` (<a href="${versionPath(program, badge, versions.at(-1) ?? 1)}">${texts.seeNewest}</a>)` : ''}</dd>
    ${needed.length > 0 ? html`<dt>${texts.prerequisites}</dt><dd>${needed}</dd>` : ''}
  </dl>`;
};

const requirementItem = (requirement: Badge['requirements'][number], said: string, texts: Texts): Html => {
  const { type, title, instructions } = requirement;
  const words = 'words' in requirement ? `, ${texts.words(requirement.words.min, requirement.words.max)}` : '';
  return html`<strong lang="${said}">${title}</strong>
    ${prose(instructions, said)}
    <p class="hint">${texts.kinds[type]}${words}. ${texts.isPublic[requirement.public]}</p>`;
};

const alignmentItem = (alignment: Badge['alignment'][number], said: string): Html => {
  const { targetName, targetUrl, targetFramework, targetCode, targetDescription } = alignment;
  const place = [targetFramework, targetCode].filter(Boolean).join(', ');
  return html`<div lang="${said}">${webLink(targetUrl, targetName)}${place ? html` (${place})` : ''}
    ${targetDescription ? html`<br>${targetDescription}` : ''}</div>`;
};

const versionPath = ({ programId }: Program, { id }: Badge, version: number) =>
  achievementId('', programId, { id, version });

const versionsSection = ({ language, program, badge, versions }: BadgePage): Html => {
  const texts = textsIn(language);
  const rows = versions.toReversed().map((version, at) => {
    const marks = [...(version === badge.version ? [texts.shown] : []), ...(at === 0 ? [texts.newest] : [])];
    const name = html`<a href="${versionPath(program, badge, version)}">${texts.versionNumber(version)}</a>`;
    return html`${name}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
  });
  const list = items(rows);
  return section(texts.versions, list && html`<p>${texts.versionsMore}</p>${list}`, 'versions');
};
