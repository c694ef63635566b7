/** The public page of all badges that an earner shares. */
import { html } from 'hono/html';
import type { Language } from '../platform/http/language.ts';
import { page } from '../platform/page.ts';
import type { Program } from '../programs/read.ts';
import { badgeList } from './badge-list.ts';
import type { ShownName } from './read.ts';
import type { SharedBadge } from './shared-badges.ts';
import { textsIn } from './texts/texts.ts';

export interface PortfolioPage {
  language: Language;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors' | 'issuer'>;
  /** Only while the earner has switched the name on. */
  earner: ShownName | undefined;
  badges: readonly SharedBadge[];
}

export const portfolioPage = ({ language, program, earner, badges }: PortfolioPage): string => {
  const texts = textsIn(language);
  const { issuer } = program;
  const title = texts.badgesOf(earner?.name ?? texts.aTeacher(program.name));
  const body = html`<h1>${title}</h1>
    <dl>
      ${earner?.school ? html`<dt>${texts.school}</dt><dd>${earner.school}</dd>` : ''}
      <dt>${texts.program}</dt><dd><a href="/programs/${program.programId}" lang="${program.languages[0] ?? 'en'}">${program.name}</a></dd>
      <dt>${texts.issuedBy}</dt><dd><a href="${issuer.url}">${issuer.name}</a></dd>
    </dl>
    <h2>${texts.badges}</h2>
    <p>${badges.length === 0 ? texts.noBadges : texts.about}</p>
    ${badges.length === 0 ? '' : badgeList(language, badges)}`;
  return page({ language, title: `${title} · ${issuer.name}`, program, body });
};
