/** The posts that wait, for whoever answers for the program: why, since when and for whom. What was sent is not shown. */
import { html } from 'hono/html';
import type { Language } from '../../platform/http/language.ts';
import { page } from '../../platform/page.ts';
import type { Program } from '../../programs/read.ts';
import type { WaitingPost } from '../receipt.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';

export interface Quarantine {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: Pick<Program, 'programId' | 'name' | 'colors' | 'languages'>;
  /** `earnerName`: of the member whom the post names. */
  posts: readonly (WaitingPost & { earnerName: string | undefined })[];
  next: string | undefined;
}

export const quarantinePage = ({ language, reader, program, posts, next }: Quarantine) => {
  const texts = { en, es }[language];
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const list = posts.map(
    ({ receiptId, receivedAt, reason, problems, earnerName }) => html`<li>
      <h2>${texts.reasons[reason].what}</h2>
      <p><time datetime="${receivedAt}">${texts.since(when.format(new Date(receivedAt)))}</time>.
        ${earnerName ? texts.sentFor(earnerName) : texts.sentForNobody}</p>
      ${problems.length > 0 ? html`<ul>${problems.map(({ at, code, words }) => html`<li><code>${at}</code> ${texts.problem(code, words)}</li>`)}</ul>` : ''}
      <p class="hint">${texts.receipt} <code>${receiptId}</code></p>
    </li>`,
  );
  const more = next && `/programs/${program.programId}/quarantine?${new URLSearchParams({ after: next })}`;
  const body = html`
    <h1>${texts.quarantine}</h1>
    <p>${posts.length === 0 ? texts.empty : texts.how}</p>
    ${posts.length === 0 ? '' : html`<ol class="rows">${list}</ol>`}
    ${more ? html`<p class="screen"><a href="${more}">${texts.more}</a></p>` : ''}
  `;
  return page({ language, title: `${texts.quarantine}, ${program.name}`, program, reader, body });
};
