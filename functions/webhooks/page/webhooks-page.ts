/** The page of the systems that are told: how each does, and what it was told lately. */
import { html } from 'hono/html';
import { day } from '../../platform/day.ts';
import { errorSummary } from '../../platform/error-summary.ts';
import type { Language } from '../../platform/http/language.ts';
import { type Html, page } from '../../platform/page.ts';
import type { Program } from '../../programs/read.ts';
import type { Delivery } from '../deliveries/delivery.ts';
import { MOST_REPLAYS } from '../deliveries/send-again.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { live, MOST_ENDPOINTS, OVERLAP_HOURS } from '../endpoints/endpoint-model.ts';
import type { Lane } from '../lanes/lane.ts';
import { fieldOf } from './endpoint-form.ts';
import { endpointForm, type Filled, idOf } from './endpoint-form-section.ts';
import { moment, type Texts, textsIn } from './texts/texts.ts';

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
  /** The number of the last change of any of them. */
  seen: number;
  said: Said;
  now: Date;
}

/** What came of a form, if there is anything to say. */
export interface Said {
  /** The form to be shown again. */
  filled?: Filled | undefined;
  /** Somebody changed something meanwhile: nothing was done. */
  isOvertaken?: boolean;
  /** How many deliveries are sent again. */
  replayed?: number;
}

export const webhooksPage = (view: WebhooksPage): string => {
  const { language, reader, program, shown, said } = view;
  const texts = textsIn(language);
  const { filled, isOvertaken, replayed } = said;
  const wrong = (filled?.wrong ?? []).map((error) => ({
    at: idOf(fieldOf(error), filled?.endpointId),
    message: texts.errors[error],
  }));
  const isWrong = wrong.length > 0 || isOvertaken === true;
  const body = html`${wrong.length > 0 ? errorSummary(texts.errors.summary, wrong) : ''}
    ${isOvertaken ? html`<div class="errors" role="alert" tabindex="-1" autofocus><p>${texts.overtaken}</p></div>` : ''}
    <h1>${texts.webhooks}</h1>
    ${replayed === undefined ? '' : html`<p class="note" role="status">${texts.replayed(replayed, replayed >= MOST_REPLAYS)}</p>`}
    <p>${shown.length === 0 ? texts.none : texts.how}</p>
    ${shown.map((one) => section(view, one, texts))}
    ${shown.length < MOST_ENDPOINTS ? endpointForm(view, texts) : html`<p>${texts.full(MOST_ENDPOINTS)}</p>`}`;
  const title = `${isWrong ? `${texts.errors.prefix}: ` : ''}${texts.webhooks}, ${program.name}`;
  return page({ language, title, program, reader, body });
};

const section = (view: WebhooksPage, { endpoint, lane, deliveries }: Shown, texts: Texts): Html => {
  const { language } = view;
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
    ${switches(view, endpoint, texts)}
    ${endpointForm(view, texts, endpoint)}
    ${rotation(view, endpoint, texts)}
    ${removal(view, endpoint, texts)}
    <h3>${texts.last}</h3>
    ${disabled || deliveries.length === 0 ? '' : missed(view, endpoint, texts)}
    ${deliveries.length === 0 ? html`<p>${texts.lastNone}</p>` : html`<ol class="rows">${deliveries.map((one) => row(view, endpoint, one))}</ol>`}
  </section>`;
};

const healthOf = (lane: Lane | undefined, language: Language): string => {
  const texts = textsIn(language);
  const { failures = 0, failingSince, succeededAt } = lane?.health ?? {};
  if (lane?.pausedUntil) return texts.paused(moment(lane.pausedUntil, language));
  if (failingSince) return texts.failing(failures, moment(failingSince, language));
  return succeededAt ? texts.well(moment(succeededAt, language)) : texts.untried;
};

/** What is done to one endpoint by a button. */
const form = ({ program }: WebhooksPage, endpointId: string, fields: Html): Html =>
  html`<form method="post" action="/programs/${program.programId}/webhooks">
    <input type="hidden" name="endpointId" value="${endpointId}">
    ${fields}
  </form>`;

const switches = (view: WebhooksPage, { endpointId, description, disabled }: Endpoint, texts: Texts): Html => {
  const button = (what: 'enable' | 'disable' | 'test', quiet: boolean) =>
    html`<button name="what" value="${what}" aria-label="${texts.which(texts[what], description)}"${quiet ? html` class="quiet"` : ''}>${texts[what]}</button>`;
  const offered = disabled ? button('enable', false) : html`${button('test', false)} ${button('disable', true)}`;
  return form(view, endpointId, html`<p>${offered}</p>`);
};

/** Folded away, so that nobody does it by a slip: its summary and its button say of which endpoint. */
const folded = (view: WebhooksPage, { endpointId, description }: Endpoint, what: 'rotate' | 'remove', about: Html) => {
  const texts = textsIn(view.language);
  const button = html`<p><button name="what" value="${what}" aria-label="${texts.which(texts[`${what}Send`], description)}">${texts[`${what}Send`]}</button></p>`;
  return html`<details class="screen">
    <summary aria-label="${texts.which(texts[what], description)}">${texts[what]}</summary>
    ${about}
    ${form(view, endpointId, what === 'rotate' ? html`<input type="hidden" name="seen" value="${view.seen}">${button}` : button)}
  </details>`;
};

const rotation = (view: WebhooksPage, endpoint: Endpoint, texts: Texts): Html => {
  const until = live(endpoint, view.now)[1]?.until;
  const about = html`<p>${texts.rotateHow(OVERLAP_HOURS)}</p>${until ? html`<p>${texts.overlapped(moment(until, view.language))}</p>` : ''}`;
  return folded(view, endpoint, 'rotate', about);
};

const removal = (view: WebhooksPage, endpoint: Endpoint, texts: Texts): Html =>
  folded(view, endpoint, 'remove', html`<p>${texts.removeHow}</p>`);

const missed = (view: WebhooksPage, { endpointId, description }: Endpoint, texts: Texts): Html =>
  form(
    view,
    endpointId,
    html`<p><button class="quiet" name="what" value="replay-missed" aria-label="${texts.which(texts.replayMissed, description)}">${texts.replayMissed}</button></p>`,
  );

const row = (view: WebhooksPage, { endpointId, disabled }: Endpoint, delivery: Delivery): Html => {
  const { language } = view;
  const texts = textsIn(language);
  const { webhookId, type, happenedAt, state, why, tries, dueAt, log } = delivery;
  const { pending, delivered, failed, abandoned } = texts.states;
  const ended = state === 'delivered' ? delivered : why === 'endpoint-disabled' ? abandoned : failed;
  const last = log.at(-1);
  return html`<li>
    <p><code>${type}</code>, <time datetime="${happenedAt}">${moment(happenedAt, language)}</time>:
      ${state === 'pending' ? pending(tries, moment(dueAt ?? happenedAt, language)) : ended}${last ? html` (<code>${last.status ?? last.outcome}</code>)` : ''}</p>
    ${last?.excerpt ? html`<blockquote>${last.excerpt}</blockquote>` : ''}
    <p class="hint">${texts.id} <code>${webhookId}</code></p>
    ${disabled || state === 'pending' ? '' : form(view, endpointId, again(webhookId, texts))}
  </li>`;
};

const again = (
  webhookId: string,
  texts: Texts,
): Html => html`<input type="hidden" name="webhookId" value="${webhookId}">
    <p><button class="quiet" name="what" value="replay" aria-label="${texts.which(texts.replay, webhookId)}">${texts.replay}</button></p>`;
