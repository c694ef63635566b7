/** The page of a credential: what it is for, who issued it, on what grounds, and how to check and share it. */
import { html } from 'hono/html';
import type { SignedCredential } from '../open-badges/open-badge.ts';
import { day } from '../platform/day.ts';
import { type Html, page } from '../platform/page.ts';
import type { Program } from '../programs/read.ts';
import type { Credential } from './credential.ts';
import { apartFromPilot, badgeImage, items, pilotNote, prose, section } from './page-parts.ts';
import { textsIn } from './texts/texts.ts';
import type { Standing } from './viewing.ts';

export interface CredentialPage {
  language: 'en' | 'es';
  credential: Credential;
  as: Standing;
  /** The holder's key, if the page was opened with it: its links keep it. */
  key: string | undefined;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors'> | undefined;
  now: Date;
}

export const credentialPage = (view: CredentialPage): string => {
  const { language, program, credential } = view;
  const texts = textsIn(language);
  const { document } = credential;
  const { achievement } = document.credentialSubject;
  const inLanguage = achievement.inLanguage;
  const competency = apartFromPilot(document.description);
  const body = html`<p class="above">${texts.awarded}</p>
    <h1 lang="${inLanguage}">${document.name}</h1>
    ${badgeImage(achievement.image, texts.badgeImage(document.name))}
    <p class="lead" lang="${inLanguage}">${competency}</p>
    ${facts(view)}
    ${sharing(view)}
    ${pilotNote(competency !== document.description, language)}
    ${section(texts.why, prose(apartFromPilot(achievement.description), inLanguage))}
    ${section(texts.criteria, prose(achievement.criteria.narrative, inLanguage))}
    ${section(texts.reached, items(levelsReached(document)))}
    ${section(texts.evidence, items((document.evidence ?? []).map(evidenceItem)))}
    ${section(texts.verify, checking(view))}`;
  return page({ language, title: `${document.name} · ${document.issuer.name}`, program, body });
};

const facts = ({ language, credential: { document }, program, now }: CredentialPage): Html => {
  const texts = textsIn(language);
  const { achievement } = document.credentialSubject;
  const since = day(document.validFrom, language);
  const valid = new Date(document.validFrom) <= now;
  return html`<dl>
    <dt>${texts.issuedBy}</dt><dd>${document.issuer.url ? html`<a href="${document.issuer.url}">${document.issuer.name}</a>` : document.issuer.name}</dd>
    ${program ? html`<dt>${texts.program}</dt><dd><a href="/programs/${program.programId}">${program.name}</a></dd>` : ''}
    <dt>${texts.issuedOn}</dt><dd><time datetime="${document.awardedDate}">${day(document.awardedDate, language)}</time></dd>
    <dt>${texts.validity}</dt><dd>${valid ? texts.validFrom(since) : texts.notYetValid(since)}</dd>
    <dt>${texts.hours}</dt><dd>${texts.hoursOf(achievement.creditsAvailable)}</dd>
    <dt>${texts.version}</dt><dd><a href="${new URL(achievement.id).pathname}">${texts.versionOf(achievement.version)}</a></dd>
  </dl>`;
};

const levelsReached = ({ credentialSubject: { achievement, result = [] } }: SignedCredential): Html[] =>
  result.flatMap(({ resultDescription, achievedLevel }) => {
    const criterion = achievement.resultDescription.find(({ id }) => id === resultDescription);
    const level = criterion?.rubricCriterionLevel.find(({ id }) => id === achievedLevel);
    if (!criterion || !level) return [];
    const said = html`<strong>${criterion.name}: ${level.name}</strong><br>${level.description}`;
    return [html`<div lang="${achievement.inLanguage}">${said}</div>`];
  });

const evidenceItem = ({ id, name, narrative }: NonNullable<SignedCredential['evidence']>[number]): Html =>
  html`${id ? html`<a href="${id}" rel="noreferrer">${name}</a>` : name}${narrative ? html`<br>${narrative}` : ''}`;

const checking = ({ language, credential: { credentialId, document }, key }: CredentialPage): Html => {
  const texts = textsIn(language);
  const query = key === undefined ? '' : `?key=${encodeURIComponent(key)}`;
  const did = `/programs/${document.issuer.id.split(':').at(-1)}/did.json`;
  return html`<p>${texts.verifyMore}</p>
    <p class="screen"><a class="button" href="/credentials/${credentialId}.json${query}" download="badge.json">${texts.download}</a></p>
    <p><a href="${did}">${texts.issuerDocument}</a></p>`;
};

/** For the earner a form; for whoever has the private link, and may be the earner, a word on how. */
const sharing = ({ language, credential, as }: CredentialPage): Html => {
  if (as !== 'earner' && as !== 'holder') return html``;
  const texts = textsIn(language);
  const { credentialId, shared, document } = credential;
  const state = html`<h2 id="sharing">${texts.sharing}</h2>
    <p>${shared ? texts.shared : texts.notShared}</p>
    ${shared ? html`<p>${texts.shareAddress} <a href="/credentials/${credentialId}">${document.id}</a></p>` : ''}`;
  const form = html`<form method="post" action="/credentials/${credentialId}/sharing">
    <button name="shared" value="${shared ? 'no' : 'yes'}"${shared ? html` class="quiet"` : ''}>${shared ? texts.unshare : texts.share}</button>
  </form>`;
  const back = encodeURIComponent(`/credentials/${credentialId}`);
  const how = html`<p>${texts.shareHow}</p>
    <p class="screen"><a class="button quiet" href="/sign-in?return=${back}">${texts.signIn}</a></p>`;
  return html`<section class="note" aria-labelledby="sharing">${state}${as === 'earner' ? form : how}</section>`;
};
