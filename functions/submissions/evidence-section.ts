import { html } from 'hono/html';
import { day } from '../platform/day.ts';
import type { AttemptRecord, Evidence } from './submission.ts';
import type { SubmissionView } from './submission-view.ts';

/** The evidence of every attempt, the newest open and first. */
export const evidenceSection = (view: SubmissionView) => html`
  <section aria-labelledby="evidence">
    <h2 id="evidence">${view.texts.evidence}</h2>
    ${view.attempts.toReversed().map((attempt, at) => attemptPart(view, attempt, at === 0))}
  </section>`;

const attemptPart = (
  { badge, said, texts, language, as }: SubmissionView,
  attempt: AttemptRecord,
  newest: boolean,
) => html`
  <details ${newest ? 'open' : ''}>
    <summary>${texts.attempt(attempt.attempt)}, ${texts.sentOn(day(attempt.sentAt, language))}</summary>
    ${groups(badge.requirements, attempt.evidence, texts.noSuchRequirement).map(
      ({ title, ours, items }) => html`<h3 lang="${ours ? language : said}">${title}</h3>
        ${items.map((item) => evidenceItem(item, texts, as))}`,
    )}
  </details>`;

/** In the order of the badge's requirements; what answers none of them comes last, so that nothing is hidden. */
const groups = (
  requirements: readonly { id: string; title: string }[],
  evidence: readonly Evidence[],
  other: string,
) => {
  const known = requirements.map(({ id, title }) => ({
    title,
    ours: false,
    items: evidence.filter(({ requirement }) => requirement === id),
  }));
  const rest = evidence.filter(({ requirement }) => !requirements.some(({ id }) => id === requirement));
  return [...known, { title: other, ours: true, items: rest }].filter(({ items }) => items.length > 0);
};

const evidenceItem = (
  { url, text, title, shareable }: Evidence,
  texts: SubmissionView['texts'],
  as: SubmissionView['as'],
) => html`
  <div class="item">
    ${url ? html`<p>${evidenceLink(url, title, texts)}</p>` : title ? html`<p><strong>${title}</strong></p>` : ''}
    ${text ? html`<p class="prose">${text}</p>` : ''}
    ${shareable ? html`<p class="hint">${as === 'earner' ? texts.shareableByYou : texts.shareable}</p>` : ''}
  </div>`;

/** Anything but a web address stays text: a link is something a browser runs. */
const evidenceLink = (url: string, title: string | undefined, { opensInNewTab }: SubmissionView['texts']) =>
  /^https?:\/\//i.test(url)
    ? html`<a href="${url}" target="_blank" rel="noopener noreferrer">${title ?? url} ${opensInNewTab}</a>`
    : html`${title ?? ''} ${url}`;
