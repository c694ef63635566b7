/** The page on which anybody checks a badge: the verdict first, then the form again. */
import { html } from 'hono/html';
import { day } from '../platform/day.ts';
import type { Language } from '../platform/http/language.ts';
import { type Html, page } from '../platform/page.ts';
import { type Finding, isUndecided } from './findings.ts';
import { FIELDS, type FormProblem } from './input.ts';
import { sayingOf, type Texts, textsIn } from './texts/texts.ts';
import type { Claims, Report } from './verify.ts';

export interface VerifyPage {
  language: Language;
  report?: Report;
  problem?: FormProblem;
}

export const verifyPage = ({ language, report, problem }: VerifyPage): string => {
  const texts = textsIn(language);
  const body = report
    ? html`${result(report, language)}
        <h2 id="again">${texts.again}</h2>
        ${form(texts)}`
    : html`<h1>${texts.title}</h1>
        <p class="lead">${texts.lead}</p>
        ${problem ? summary(texts, problem) : ''} ${form(texts)}`;
  return page({ language, title: report ? `${headingOf(report, texts)} · ${texts.title}` : texts.title, body });
};

const summary = (texts: Texts, problem: FormProblem): Html => html`
  <div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors">
    <h2 id="errors">${texts.errors}</h2>
    <ul>
      <li><a href="#${FIELDS.file}">${texts[problem]}</a></li>
    </ul>
  </div>`;

const form = (texts: Texts): Html => html`
  <form method="post" action="/verify" enctype="multipart/form-data">
    <fieldset>
      <legend>${texts.choose}</legend>
      ${field(FIELDS.file, texts.file, texts.fileHint, html`type="file" accept=".json,.jsonld,.jwt,.jws,.txt,.png,.svg,image/png,image/svg+xml,application/json"`)}
      ${field(FIELDS.url, texts.url, texts.urlHint, html`type="url" inputmode="url" autocomplete="off" size="40"`)}
      <div class="field">
        <label for="${FIELDS.text}">${texts.paste}</label>
        <p class="hint" id="${FIELDS.text}.about">${texts.pasteHint}</p>
        <textarea id="${FIELDS.text}" name="${FIELDS.text}" rows="5" spellcheck="false" autocomplete="off" aria-describedby="${FIELDS.text}.about"></textarea>
      </div>
    </fieldset>
    <p class="hint">${texts.privacy}</p>
    <p><button>${texts.send}</button></p>
  </form>`;

const field = (name: string, label: string, hint: string, attributes: Html): Html => html`
  <div class="field">
    <label for="${name}">${label}</label>
    <p class="hint" id="${name}.about">${hint}</p>
    <input id="${name}" name="${name}" aria-describedby="${name}.about" ${attributes}>
  </div>`;

/** The verdict in words: by what failed, where that says more. */
const headingOf = ({ verdict, checks }: Report, texts: Texts): string => {
  const failed = checks.filter(({ outcome, code }) => outcome === 'failed' && !isUndecided(code));
  const [only] = failed;
  if (!only || failed.length > 1) return texts.verdicts[verdict];
  const words: Record<string, string | undefined> = texts.verdictsOf;
  return words[only.code] ?? words[only.check] ?? texts.verdicts[verdict];
};

const result = (report: Report, language: Language): Html => {
  const texts = textsIn(language);
  const { verdict, claims, checks } = report;
  const more = texts.verdictMore;
  const issuer = claims?.issuer.name ?? claims?.issuer.id ?? '';
  return html`<p class="above">${texts.title}</p>
    <h1 tabindex="-1" autofocus>${headingOf(report, texts)}</h1>
    <div class="${verdict === 'valid' ? 'note' : 'errors'}">
      <p>${verdict === 'valid' ? more.valid(issuer) : more[verdict]}</p>
      ${checks.filter(isFailure).map((finding) => html`<p><strong>${texts.check[finding.check]}:</strong> ${said(finding, language)}</p>`)}
    </div>
    ${claims ? claimsSection(claims, verdict === 'valid', language) : ''}
    <h2>${texts.checks}</h2>
    <ul class="rows">
      ${checks.map((finding) => row(finding, language))}
    </ul>`;
};

const isFailure = ({ outcome }: Finding) => outcome === 'failed';

const said = ({ code }: Finding, language: Language): Html => {
  const { message, whatToDo } = sayingOf(code, language);
  return html`${message} ${whatToDo ?? ''}`;
};

const row = (finding: Finding, language: Language): Html => {
  const texts = textsIn(language);
  const { message, whatToDo } = sayingOf(finding.code, language);
  const outcome = isUndecided(finding.code) ? texts.undecided : texts.outcome[finding.outcome];
  return html`<li>
    <h3>${MARKS[finding.outcome]} ${texts.check[finding.check]}</h3>
    <p><strong>${outcome}.</strong> ${message}</p>
    ${whatToDo && !isFailure(finding) ? html`<p>${whatToDo}</p>` : ''} ${detailsOf(finding, texts)}
  </li>`;
};

/** Beside the words, never in their place. */
const MARKS: Readonly<Record<Finding['outcome'], Html>> = {
  passed: html`<span aria-hidden="true">✓</span>`,
  failed: html`<span aria-hidden="true">✗</span>`,
  warning: html`<span aria-hidden="true">!</span>`,
  'not-applicable': html`<span aria-hidden="true">–</span>`,
};

/** For whoever has to mend the badge. */
const detailsOf = ({ code, outcome, details }: Finding, texts: Texts): Html =>
  details.length === 0 || outcome === 'passed'
    ? html``
    : html`<details>
        <summary>${texts.details}</summary>
        <p><code>${code}</code></p>
        <ul>
          ${details.map((detail) => html`<li><code>${detail}</code></li>`)}
        </ul>
      </details>`;

const claimsSection = (claims: Claims, proven: boolean, language: Language): Html => {
  const texts = textsIn(language);
  const { name, description, issuer, subject, validFrom, validUntil } = claims;
  return html`<h2>${proven ? texts.claims : texts.claimsUnproven}</h2>
    <dl>
      <dt>${texts.badge}</dt><dd>${name}</dd>
      ${description ? html`<dt>${texts.about}</dt><dd>${description}</dd>` : ''}
      <dt>${texts.issuer}</dt><dd>${issuer.name ? html`${issuer.name}<br>` : ''}<span class="hint">${issuer.id}</span></dd>
      ${subject ? html`<dt>${texts.holder}</dt><dd>${subject}</dd>` : ''}
      ${validFrom ? html`<dt>${texts.from}</dt><dd>${day(validFrom, language)}</dd>` : ''}
      <dt>${texts.until}</dt><dd>${validUntil ? day(validUntil, language) : texts.noEnd}</dd>
    </dl>`;
};
