/** The page of the owner: who cannot be reached, why, and what can be done about it. */
import { html } from 'hono/html';
import { day } from '../../platform/day.ts';
import type { Language } from '../../platform/http/language.ts';
import { type Html, page } from '../../platform/page.ts';
import type { Program } from '../../programs/read.ts';
import { type PageTexts, pageTexts } from '../texts/pages.ts';
import type { Unreached, UnreachedList, UnreachedNotice } from './unreached.ts';

export interface UnreachablePage extends UnreachedList {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors'>;
  /** What was done just now. */
  done?: keyof PageTexts['done'] | undefined;
}

interface Context {
  language: Language;
  texts: PageTexts;
  action: string;
  person: Unreached;
}

export const unreachablePage = ({ language, reader, program, done, people, more }: UnreachablePage): string => {
  const texts = pageTexts(language);
  const action = `/programs/${encodeURIComponent(program.programId)}/unreachable`;
  const body = html`<h1>${texts.unreachable}</h1>
    ${done ? html`<p class="note" role="status">${texts.done[done]}</p>` : ''}
    ${people.length === 0 ? html`<p>${texts.nobody}</p>` : html`<p>${texts.about}</p>`}
    ${people.map((person) => section({ language, texts, action, person }))}
    ${more ? html`<p>${texts.more}</p>` : ''}`;
  return page({ language, title: texts.unreachable, program, reader, body });
};

const section = (context: Context): Html => {
  const { texts, person } = context;
  const isStuck = person.addresses.every(({ suppressed }) => suppressed);
  return html`<section class="card">
    <h2>${person.name}</h2>
    <h3>${texts.addresses}</h3>
    <ul>${person.addresses.map((address) => addressItem(context, address))}</ul>
    ${isStuck ? html`<p>${texts.noAddress}</p>` : ''}
    <h3>${texts.notices}</h3>
    <ul class="rows">${person.notices.map((notice) => noticeItem(context, notice, isStuck))}</ul>
  </section>`;
};

const addressItem = (context: Context, { address, suppressed }: Unreached['addresses'][number]): Html => {
  const { language, texts, action, person } = context;
  if (!suppressed) return html`<li>${address}: ${texts.open}</li>`;
  const { reason, since } = suppressed;
  return html`<li>${address}: <strong>${texts.suppressed[reason](day(since, language))}</strong>
    <details><summary>${texts.which(texts.lift, address, person.name)}</summary>
      <p>${texts.sesList}</p>
      <p><code>aws sesv2 delete-suppressed-destination --email-address ${address}</code></p>
      <form method="post" action="${action}">
        <input type="hidden" name="claim" value="${person.notices[0]?.claimId}">
        <input type="hidden" name="address" value="${address}">
        <p><button name="act" value="lift" class="quiet" aria-label="${texts.which(texts.lift, address, person.name)}">${texts.lift}</button></p>
      </form></details></li>`;
};

const noticeItem = (context: Context, notice: UnreachedNotice, isStuck: boolean): Html => {
  const { language, texts, action, person } = context;
  const { claimId, kind, trouble, since, resent, mayResend } = notice;
  const button = (act: 'resend' | 'dismiss', look: string) =>
    html`<button name="act" value="${act}" class="${look}" aria-label="${texts.which(texts[act], texts.kinds[kind], person.name)}">${texts[act]}</button>`;
  return html`<li>
    <h4>${texts.kinds[kind]}</h4>
    <p>${texts.troubles[trouble]} <span class="above">${texts.since(day(since, language))}</span></p>
    <form method="post" action="${action}">
      <input type="hidden" name="claim" value="${claimId}">
      <input type="hidden" name="resent" value="${resent}">
      <p>${mayResend && !isStuck ? button('resend', '') : ''} ${button('dismiss', 'quiet')}</p>
    </form>
  </li>`;
};
