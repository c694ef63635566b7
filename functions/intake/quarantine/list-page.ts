/** The posts that wait, for whoever answers for the program: why, since when and for whom. What was sent is not shown. */
import { html } from 'hono/html';
import type { Language } from '../../platform/http/language.ts';
import { type Html, page } from '../../platform/page.ts';
import type { Program } from '../../programs/read.ts';
import type { QuarantinedPost } from './quarantined-post.ts';
import type { Tally } from './tally.ts';
import { minute, type Texts, textsIn } from './texts/texts.ts';

export interface Quarantine {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: Pick<Program, 'programId' | 'name' | 'colors' | 'languages'>;
  tally: Tally;
  /** `earnerName`: of the member whom the post names. */
  posts: readonly (QuarantinedPost & { earnerName: string | undefined })[];
  next: string | undefined;
  /** What a replay of all has done so far, and where it goes on. */
  progress: Progress | undefined;
}

export interface Progress {
  replayed: number;
  waiting: number;
  after: string | undefined;
}

export const quarantinePage = (view: Quarantine) => {
  const { language, reader, program, posts, next, progress } = view;
  const texts = textsIn(language);
  const more = next && `/programs/${program.programId}/quarantine?${new URLSearchParams({ after: next })}`;
  const body = html`
    <h1>${texts.quarantine}</h1>
    ${progress ? done(view, progress, texts) : ''}
    <p>${posts.length === 0 ? texts.empty : texts.how}</p>
    ${posts.length === 0 ? '' : html`${counts(view, texts)}${progress?.after ? '' : replayForm(view, texts)}<ol class="rows">${posts.map((post) => row(view, post, texts))}</ol>`}
    ${more ? html`<p class="screen"><a href="${more}">${texts.more}</a></p>` : ''}
  `;
  return page({ language, title: `${texts.quarantine}, ${program.name}`, program, reader, body });
};

/** How much waits, and why; one by one below. */
const counts = ({ language, tally: { total, more, oldest, reasons } }: Quarantine, texts: Texts): Html => html`
    <p>${oldest === undefined ? '' : texts.waiting(total, more, minute(oldest, language))}</p>
    <ul>${reasons.map(({ reason, count }) => html`<li>${count} × ${texts.reasons[reason].what}</li>`)}</ul>`;

const replayForm = ({ program }: Quarantine, texts: Texts): Html => html`
    <form method="post" action="/programs/${program.programId}/quarantine" aria-describedby="replay-all">
      <p><button>${texts.replayAll}</button></p>
      <p class="hint" id="replay-all">${texts.replayAllHow}</p>
    </form>`;

const done = ({ program }: Quarantine, { replayed, waiting, after }: Progress, texts: Texts): Html => html`
    <div class="status" role="status">
      <p><strong>${texts.replayedAll(replayed, waiting)}</strong></p>
      ${after === undefined ? '' : goOn(program.programId, { replayed, waiting, after }, texts)}
    </div>`;

const goOn = (programId: string, progress: Required<Progress>, texts: Texts): Html => html`<p>${texts.goOn}</p>
      <form method="post" action="/programs/${programId}/quarantine">
        ${Object.entries(progress).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <p><button>${texts.replayRest}</button></p>
      </form>`;

const row = (
  { language, program }: Quarantine,
  { receiptId, receivedAt, reason, problems, earnerName }: Quarantine['posts'][number],
  texts: Texts,
): Html => html`<li>
      <h2><a href="/programs/${program.programId}/quarantine/${receiptId}">${texts.reasons[reason].what}</a></h2>
      <p><time datetime="${receivedAt}">${texts.since(minute(receivedAt, language))}</time>.
        ${earnerName ? texts.sentFor(earnerName) : texts.sentForNobody}</p>
      ${problems.length > 0 ? html`<ul>${problems.map(({ at, code, words }) => html`<li><code>${at}</code> ${texts.problem(code, words)}</li>`)}</ul>` : ''}
      <p class="hint">${texts.receipt} <code>${receiptId}</code></p>
    </li>`;
