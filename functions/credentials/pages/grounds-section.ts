/** What an award rests on: the levels that the reviewer found, and the evidence that is public. */
import { html } from 'hono/html';
import type { SignedCredential } from '../../open-badges/open-badge.ts';
import type { Html } from '../../platform/page.ts';
import { textsIn } from '../texts/texts.ts';
import type { CredentialPage } from './credential-page.ts';
import { items, section, webLink } from './page-parts.ts';

export const groundsSections = (view: CredentialPage): Html => {
  const texts = textsIn(view.language);
  const levels = items(levelsReached(view.credential.document));
  const evidence = evidenceList(view);
  return html`${section(texts.reached, levels && html`<p>${texts.reachedMore}</p>${levels}`)}
    ${section(texts.evidence, evidence && html`<p>${texts.evidenceMore}</p>${evidence}`, 'evidence')}`;
};

/** Each leads to its criterion on the page of the version that was judged by. */
const levelsReached = ({ credentialSubject: { achievement, result = [] } }: SignedCredential): Html[] =>
  result.flatMap(({ resultDescription, achievedLevel }) => {
    const criterion = achievement.resultDescription.find(({ id }) => id === resultDescription);
    const level = criterion?.rubricCriterionLevel.find(({ id }) => id === achievedLevel);
    if (!criterion || !level) return [];
    const { pathname, hash } = new URL(criterion.id);
    const said = html`<a href="${pathname}${hash}"><strong>${criterion.name}: ${level.name}</strong></a><br>${level.description}`;
    return [html`<div lang="${achievement.inLanguage}">${said}</div>`];
  });

type Evidence = NonNullable<SignedCredential['evidence']>[number];

/** What was withheld is gone at once, also while the signed document still has it. */
const evidenceList = (view: CredentialPage): Html | undefined => {
  const { document, evidenceItems, withheld } = view.credential;
  const shown = (document.evidence ?? [])
    .map((evidence, at) => ({ evidence, item: evidenceItems[at] }))
    .filter(({ item }) => item === undefined || !withheld.includes(item));
  return items(shown.map(({ evidence, item }) => evidenceItem(evidence, item, view)));
};

const evidenceItem = (
  { id, name, narrative }: Evidence,
  item: number | undefined,
  { language, credential, rights }: CredentialPage,
): Html => {
  const texts = textsIn(language);
  const withholding =
    item === undefined || !rights.mayWithhold
      ? ''
      : html`<details class="screen"><summary aria-label="${texts.withholdItem(name)}">${texts.withhold}</summary>
          <p>${texts.withholdMore}</p>
          <form method="post" action="/credentials/${credential.credentialId}/withholding">
            <button name="item" value="${item}" class="quiet" aria-label="${texts.withholdConfirm}: ${name}">${texts.withholdConfirm}</button>
          </form></details>`;
  return html`${webLink(id, name)}${narrative ? html`<p class="prose">${narrative}</p>` : ''}${withholding}`;
};
