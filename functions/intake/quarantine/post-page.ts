/** One post that waits, or waited: why, what to do, what was sent, and the forms for all that can be done about it here. */
import { html } from 'hono/html';
import { errorSummary } from '../../platform/error-summary.ts';
import type { Language } from '../../platform/http/language.ts';
import { type Html, page } from '../../platform/page.ts';
import type { Badge, Program } from '../../programs/read.ts';
import { adviceOf } from './advice.ts';
import type { Look } from './look.ts';
import { actsOf } from './post-forms.ts';
import { shownOf } from './sent.ts';
import { minute, type Texts, textsIn } from './texts/texts.ts';

/** What was just done on the page. */
export type Done = 'replay' | 'attribute' | 'dismiss';

/** A form that is shown again, with what was typed and what is to be corrected. */
export interface Filled {
  typed: { employeeId: string };
  error: { at: 'employeeId' | 'dismissal'; code: 'employeeMissing' | 'employeeUnknown' | 'dismissalMissing' };
}

export interface PostPage {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: Pick<Program, 'programId' | 'name' | 'colors' | 'languages'>;
  look: Look;
  /** Of the program, as they are now. */
  badges: readonly Pick<Badge, 'id' | 'name'>[];
  done: Done | undefined;
  filled: Filled | undefined;
}

export const postPage = (view: PostPage): string => {
  const { language, reader, program, look, filled } = view;
  const texts = textsIn(language);
  const { reason, state } = look.post;
  const heading = state === 'waiting' ? texts.reasons[todaysReason(look) ?? reason].what : texts.state[state];
  const body = html`
    <p class="above screen"><a href="/programs/${program.programId}/quarantine">${texts.back}</a></p>
    ${filled ? errorSummary(texts.errors.summary, [{ at: filled.error.at, message: texts.errors[filled.error.code] }]) : ''}
    <h1>${heading}</h1>
    ${state === 'waiting' ? said(view, texts) : resolution(view, texts)}
    ${facts(view, texts)}
    ${state === 'waiting' ? html`${adviceOf(view, texts)}${actsOf(view, texts)}` : ''}
    ${sentSection(look, texts)}
  `;
  const title = `${filled ? `${texts.errors.prefix}: ` : ''}${heading} ${texts.quarantine}, ${program.name}`;
  return page({ language, title, program, reader, body });
};

/** The program may have changed since the post was last tried. */
const todaysReason = ({ today }: Look) => (today?.kind === 'quarantined' ? today.reason : undefined);

const said = ({ done, look: { today } }: PostPage, texts: Texts): Html => {
  if (done === 'replay') return html`<p class="note" role="status">${texts.stillWaits}</p>`;
  if (done === 'attribute' && today?.kind === 'submission') {
    return html`<p class="note" role="status">${texts.attributed}</p>`;
  }
  return html``;
};

const resolution = ({ language, look }: PostPage, texts: Texts): Html => {
  const { resolvedAt = '', resolvedBy = '', submissionId, dismissal } = look.post;
  return html`<div class="status${dismissal ? ' ended' : ''}" role="status">
      ${dismissal ? html`<p><strong>${texts.dismissals[dismissal]}</strong></p>` : ''}
      <p>${texts.resolved(minute(resolvedAt, language), look.names[resolvedBy] ?? resolvedBy)}</p>
      ${submissionId ? html`<p><a href="/submissions/${submissionId}">${texts.submission}</a></p>` : ''}
    </div>`;
};

const facts = ({ language, look: { post, sourceName, names, today } }: PostPage, texts: Texts): Html => {
  const { receivedAt, receiptId, attributedTo } = post;
  const earnerId = today && 'earnerId' in today ? today.earnerId : post.earnerId;
  const name = earnerId && (names[earnerId] ?? earnerId);
  const whose = name && earnerId === attributedTo ? texts.attributedTo(name) : (name ?? texts.sentForNobody);
  return html`<dl>
      <dt>${texts.came}</dt><dd><time datetime="${receivedAt}">${minute(receivedAt, language)} (UTC)</time></dd>
      <dt>${texts.by}</dt><dd>${sourceName}</dd>
      <dt>${texts.of}</dt><dd>${whose}</dd>
      <dt>${texts.receipt}</dt><dd><code>${receiptId}</code></dd>
    </dl>`;
};

const sentSection = ({ sent }: Look, texts: Texts): Html => {
  if (!sent) return html`<h2>${texts.sent}</h2><p>${texts.sentGone}</p>`;
  const { json, texts: long, cut } = shownOf(sent);
  return html`<h2>${texts.sent}</h2>
    <p>${texts.sentCare}</p>
    ${long.map(({ path, text, length }) => html`<details><summary>${texts.long(path, length)}</summary><p class="prose">${text}</p></details>`)}
    <pre>${json}</pre>
    ${cut ? html`<p class="hint">${texts.cut}</p>` : ''}`;
};
