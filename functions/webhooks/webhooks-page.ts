/** The page of the systems that are told: how each does, and what it was told lately. */
import { html } from 'hono/html';
import { day } from '../platform/day.ts';
import type { Language } from '../platform/http/language.ts';
import { type Html, page } from '../platform/page.ts';
import type { Program } from '../programs/read.ts';
import type { Delivery } from './delivery.ts';
import type { Endpoint } from './endpoint.ts';
import type { Lane } from './lane.ts';
import { type Texts, textsIn } from './texts/texts.ts';

export interface Shown {
  endpoint: Endpoint;
  /** Undefined while there was nothing to send. */
  lane: Lane | undefined;
  /** The last few, the newest first. */
  deliveries: readonly Delivery[];
}

export interface WebhooksPage {
  language: Language;
  /** The name of whoever reads. */
  reader: string;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors'>;
  shown: readonly Shown[];
}

export const webhooksPage = ({ language, reader, program, shown }: WebhooksPage): string => {
  const texts = textsIn(language);
  const body = html`<h1>${texts.webhooks}</h1>
    <p>${shown.length === 0 ? texts.none : texts.how}</p>
    ${shown.map((one) => section(one, program.programId, language))}`;
  return page({ language, title: `${texts.webhooks}, ${program.name}`, program, reader, body });
};

const section = ({ endpoint, lane, deliveries }: Shown, programId: string, language: Language): Html => {
  const texts = textsIn(language);
  const { description, url, events, disabled, since } = endpoint;
  const state = disabled ? texts.disabled[disabled.reason] : texts.enabled;
  return html`<section class="card">
    <h2>${description}</h2>
    <dl>
      <dt>${texts.address}</dt><dd><code>${url}</code></dd>
      <dt>${texts.told}</dt><dd>${events ? events.map((type) => html`<code>${type}</code> `) : texts.announced}</dd>
      <dt>${texts.state}</dt><dd>${state(day(since, language))}</dd>
      <dt>${texts.health}</dt><dd>${healthOf(lane, language)}</dd>
    </dl>
    ${buttons(endpoint, programId, texts)}
    <h3>${texts.last}</h3>
    ${deliveries.length === 0 ? html`<p>${texts.lastNone}</p>` : html`<ol class="rows">${deliveries.map((one) => row(one, language))}</ol>`}
  </section>`;
};

const moment = (iso: string, language: Language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso));

const healthOf = (lane: Lane | undefined, language: Language): string => {
  const texts = textsIn(language);
  const { failures = 0, failingSince, succeededAt } = lane?.health ?? {};
  if (lane?.pausedUntil) return texts.paused(moment(lane.pausedUntil, language));
  if (failingSince) return texts.failing(failures, moment(failingSince, language));
  return succeededAt ? texts.well(moment(succeededAt, language)) : texts.untried;
};

const buttons = ({ endpointId, description, disabled }: Endpoint, programId: string, texts: Texts): Html => {
  const button = (what: 'enable' | 'disable' | 'test', quiet: boolean) =>
    html`<button name="what" value="${what}" aria-label="${texts.which(texts[what], description)}"${quiet ? html` class="quiet"` : ''}>${texts[what]}</button>`;
  return html`<form method="post" action="/programs/${programId}/webhooks">
    <input type="hidden" name="endpointId" value="${endpointId}">
    <p>${disabled ? button('enable', false) : html`${button('test', false)} ${button('disable', true)}`}</p>
  </form>`;
};

const row = ({ webhookId, type, happenedAt, state, why, tries, dueAt, log }: Delivery, language: Language): Html => {
  const texts = textsIn(language);
  const { pending, delivered, failed, abandoned } = texts.states;
  const ended = state === 'delivered' ? delivered : why === 'endpoint-disabled' ? abandoned : failed;
  const last = log.at(-1);
  return html`<li>
    <p><code>${type}</code>, <time datetime="${happenedAt}">${moment(happenedAt, language)}</time>:
      ${state === 'pending' ? pending(tries, moment(dueAt ?? happenedAt, language)) : ended}${last ? html` (<code>${last.status ?? last.outcome}</code>)` : ''}</p>
    ${last?.excerpt ? html`<blockquote>${last.excerpt}</blockquote>` : ''}
    <p class="hint">${texts.id} <code>${webhookId}</code></p>
  </li>`;
};
