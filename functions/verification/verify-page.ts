/** The page on which anybody checks a badge: the form, or the verdict with its grounds. */
import { html } from 'hono/html';
import { day } from '../platform/day.ts';
import { errorSummary } from '../platform/error-summary.ts';
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
  /** The address that a link to this page has filled in. It is fetched only once somebody sends the form. */
  url?: string | undefined;
}

export const verifyPage = ({ language, report, problem, url = '' }: VerifyPage): string => {
  const texts = textsIn(language);
  const body = report
    ? result(report, language)
    : html`<h1>${texts.title}</h1>
        <p class="lead">${texts.lead}</p>
        ${problem ? errorSummary(texts.errors, [{ at: FIELDS.file, message: texts[problem] }]) : ''} ${form(texts, url)}`;
  return page({ language, title: report ? `${headingOf(report, texts)} · ${texts.title}` : texts.title, body });
};

const form = (texts: Texts, url: string): Html => html`
  <form method="post" action="/verify" enctype="multipart/form-data">
    <fieldset>
      <legend>${texts.choose}</legend>
      ${field(FIELDS.file, texts.file, texts.fileHint, html`type="file" accept=".json,.jsonld,.jwt,.jws,.txt,.png,.svg,image/png,image/svg+xml,application/json"`)}
      ${field(FIELDS.url, texts.url, texts.urlHint, html`type="url" value="${url}" inputmode="url" autocomplete="off" size="40"`)}
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
  const { claims, checks } = report;
  return html`<p class="above">${texts.title}</p>
    <h1>${headingOf(report, texts)}</h1>
    ${grounds(report, language)}
    ${claims ? claimsSection(claims, isProven(checks), language) : ''}
    <h2>${texts.checks}</h2>
    <dl>
      ${checks.map((finding) => row(finding, language))}
    </dl>
    <p class="screen"><a class="button" href="/verify">${texts.again}</a></p>`;
};

/** An expired badge is the issuer's word too. */
const isProven = (checks: readonly Finding[]): boolean =>
  checks
    .filter(({ check }) => check === 'proof' || check === 'issuer')
    .every(({ outcome }) => outcome === 'passed' || outcome === 'warning');

/** What the verdict means; for one that is not good, what failed and what to do. */
const grounds = ({ verdict, claims, checks }: Report, language: Language): Html => {
  const texts = textsIn(language);
  if (verdict === 'valid') {
    const issuer = claims?.issuer.name ?? claims?.issuer.id ?? '';
    return html`<div class="note"><p>${texts.meaningOfValid(issuer)}</p></div>`;
  }
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  return html`<div class="${verdict === 'incomplete' ? 'note' : 'errors'}">
    ${verdict === 'incomplete' ? html`<p>${texts.meaningOfIncomplete}</p>` : ''}
    ${failed.map(({ code }) => {
      const { message, whatToDo } = sayingOf(code, language);
      return html`<p><strong>${message}</strong> ${whatToDo ?? ''}</p>`;
    })}
  </div>`;
};

const row = ({ check, outcome, code, details }: Finding, language: Language): Html => {
  const texts = textsIn(language);
  const { message, whatToDo } = sayingOf(code, language);
  const word = wordFor(outcome, code, texts);
  // What to do about a failure stands above already.
  return html`<dt>${texts.check[check]}</dt>
    <dd>
      <span${outcome === 'failed' ? html` class="error"` : ''}>${word}.</span> ${message}
      ${whatToDo && outcome !== 'failed' ? html`<br>${whatToDo}` : ''}
      ${details.length > 0 && outcome !== 'passed' ? detailsOf(code, details, texts) : ''}
    </dd>`;
};

const wordFor = (outcome: Finding['outcome'], code: Finding['code'], texts: Texts): string => {
  if (code === 'not-reached') return texts.notReached;
  return isUndecided(code) ? texts.undecided : texts.outcome[outcome];
};

/** For whoever has to mend the badge. */
const detailsOf = (code: string, details: readonly string[], texts: Texts): Html => html`<details>
    <summary>${texts.details}</summary>
    <ul>
      <li><code>${code}</code></li>
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
      ${subject ? html`<dt>${texts.holder}</dt><dd>${holder(subject, texts)}</dd>` : ''}
      ${validFrom ? html`<dt>${texts.from}</dt><dd>${day(validFrom, language)}</dd>` : ''}
      <dt>${texts.until}</dt><dd>${validUntil ? day(validUntil, language) : texts.noEnd}</dd>
    </dl>`;
};

/** Most badges name their holder by a code that says nothing to people. */
const holder = (subject: string, texts: Texts): Html =>
  /^(urn:|did:|sha256\$|md5\$)/.test(subject)
    ? html`${texts.nameless}<br><span class="hint">${subject}</span>`
    : html`${subject}`;
