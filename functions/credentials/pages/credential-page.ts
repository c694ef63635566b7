/** The page of a credential: to whom, for what and by whom it was awarded, on what grounds, whether it counts, and how to check it. */
import { html } from 'hono/html';
import { day } from '../../platform/day.ts';
import { errorSummary } from '../../platform/error-summary.ts';
import { type Html, page } from '../../platform/page.ts';
import type { ShownName } from '../../portfolios/read.ts';
import type { Program } from '../../programs/read.ts';
import type { Rights } from '../acts/rights.ts';
import type { Credential } from '../credential.ts';
import { textsIn } from '../texts/texts.ts';
import { validityOf } from '../validity.ts';
import type { Standing } from '../viewing.ts';
import { endorsementsSection } from './endorsements-section.ts';
import { checkingSection, filesSection } from './files-section.ts';
import { groundsSections } from './grounds-section.ts';
import { apartFromPilot, badgeImage, pilotNote, prose, section, webLink } from './page-parts.ts';
import type { Filled } from './revocation-form.ts';
import { revocationSection } from './revocation-section.ts';
import { concernSection, sharingSection } from './sharing-section.ts';

export interface CredentialPage {
  language: 'en' | 'es';
  credential: Credential;
  as: Standing;
  rights: Rights;
  /** The name of whoever is signed in as a member of the program. */
  reader?: string | undefined;
  /** What everybody may know of the earner; nothing, unless the earner switched it on. */
  earner: ShownName | undefined;
  /** The holder's key, if the page was opened with it: its links keep it. */
  key: string | undefined;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors'> | undefined;
  now: Date;
  /** The form of a revocation that needs correcting. */
  filled?: Filled | undefined;
}

export const credentialPage = (view: CredentialPage): string => {
  const { language, program, credential, filled, reader } = view;
  const texts = textsIn(language);
  const { document } = credential;
  const { achievement } = document.credentialSubject;
  const said = achievement.inLanguage;
  const competency = apartFromPilot(document.description);
  const wrong = filled?.errors.map(({ at, code }) => ({ at, message: texts.errors[code] }));
  const body = html`${wrong ? errorSummary(texts.errors.summary, wrong) : ''}
    ${headOf(view)}
    ${statusOf(view)}
    <p class="lead" lang="${said}">${competency}</p>
    ${facts(view)}
    ${sharingSection(view)}
    ${pilotNote(competency !== document.description, language)}
    ${section(texts.why, prose(apartFromPilot(achievement.description), said))}
    ${section(texts.criteria, prose(achievement.criteria.narrative, said))}
    ${groundsSections(view)}
    ${endorsementsSection({ language, said, issuerId: document.issuer.id, endorsements: achievement.endorsement ?? [] })}
    ${checkingSection(view)}
    ${filesSection(view)}
    ${concernSection(view)}
    ${revocationSection(view)}`;
  const title = `${filled ? texts.errorTitle : ''}${document.name} · ${document.issuer.name}`;
  return page({ language, title, program, reader, preview: previewOf(view), body });
};

const headOf = (view: CredentialPage): Html => {
  const { language, credential } = view;
  const texts = textsIn(language);
  const { name, credentialSubject } = credential.document;
  const { id, image, inLanguage: said } = credentialSubject.achievement;
  return html`<div class="badge-head">
      ${badgeImage({ image, version: new URL(id).pathname, name, said }, language)}
      <div>
        <p class="above">${texts.awarded}</p>
        <h1 lang="${said}">${name}</h1>
        ${awardedTo(view)}
      </div>
    </div>`;
};

/** The earner sees what others see, and the way to change it. */
const awardedTo = ({ language, earner, program, credential, as }: CredentialPage): Html => {
  const texts = textsIn(language);
  const who = earner?.name ?? texts.aTeacher(program?.name ?? credential.document.issuer.name);
  const change = html`<p class="hint screen">${texts.seenSo} <a href="/programs/${credential.programId}/profile">${texts.changeName}</a></p>`;
  return html`<p>${texts.awardedTo} <strong>${who}</strong>${earner?.school ? html`, ${earner.school}` : ''}</p>
    ${as === 'earner' ? change : ''}`;
};

const statusOf = ({ language, credential, now, rights: { reason } }: CredentialPage): Html => {
  const texts = textsIn(language);
  const validity = validityOf(credential, now);
  const { state } = validity;
  const dates = Object.values(validity).slice(1);
  const [first = '', second = ''] = dates.map((date) => day(date, language));
  const counts = state === 'valid' || state === 'validUntil';
  return html`<div class="status${counts ? '' : ' ended'}">
      <p><strong>${texts.status[state](first, second)}</strong></p>
      <p>${texts.statusMore[state]}</p>
      ${reason ? html`<p class="prose">${texts.reason} ${reason}</p><p class="hint">${texts.reasonFor}</p>` : ''}
    </div>`;
};

const facts = ({ language, credential: { document }, program, earner }: CredentialPage): Html => {
  const texts = textsIn(language);
  const { issuer, awardedDate, credentialSubject } = document;
  const { achievement, creditsEarned, source } = credentialSubject;
  // The school that assessed is the earner's own: it goes with the name, before the credential is signed again without it.
  const assessor = source && earner ? html`<dt>${texts.assessedBy}</dt><dd>${source.name}</dd>` : '';
  return html`<dl>
    <dt>${texts.issuedBy}</dt><dd>${webLink(issuer.url, issuer.name)}</dd>
    ${assessor}
    ${program ? html`<dt>${texts.program}</dt><dd><a href="/programs/${program.programId}" lang="${program.languages[0] ?? 'en'}">${program.name}</a></dd>` : ''}
    <dt>${texts.issuedOn}</dt><dd><time datetime="${awardedDate}">${day(awardedDate, language)}</time></dd>
    <dt>${texts.credits}</dt><dd>${texts.hours(creditsEarned)}</dd>
    <dt>${texts.version}</dt><dd><a href="${new URL(achievement.id).pathname}">${texts.versionOf(achievement.version)}</a></dd>
  </dl>`;
};

/** Others keep copies of it, so it never says whose badge it is: a name that is switched off must be gone. */
const previewOf = ({ credential: { document, shared } }: CredentialPage) => {
  const { id, name, description, issuer, credentialSubject } = document;
  return shared
    ? {
        title: `${name} · ${issuer.name}`,
        description: apartFromPilot(description),
        url: id,
        image: `${credentialSubject.achievement.id}/image.png`,
      }
    : undefined;
};
