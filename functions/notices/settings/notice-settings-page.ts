/** The pages on which a reader says how often award notices and digests come. */
import { html } from 'hono/html';
import type { Language } from '../../platform/http/language.ts';
import { type Html, page } from '../../platform/page.ts';
import type { Program } from '../../programs/read.ts';
import { type PageTexts, pageTexts } from '../texts/pages.ts';
import type { Settled } from './notice-settings.ts';

export const noticeSettingsPage = ({ member, program, settings, isSaved }: Settled & { isSaved: boolean }): string => {
  const { language, name: reader } = member;
  const texts = pageTexts(language);
  const body = html`<h1>${texts.settings}</h1>
    ${isSaved ? html`<p class="note" role="status">${texts.saved}</p>` : ''}
    <form method="post" action="/programs/${encodeURIComponent(program.programId)}/notices">
      ${settings.awards ? choices(texts, 'awards', ['immediate', 'daily', 'off'], settings.awards) : ''}
      ${settings.unreached ? choices(texts, 'unreached', ['daily', 'off'], settings.unreached) : ''}
      <p><button>${texts.save}</button></p>
    </form>`;
  return page({ language, title: texts.settings, program, reader, body });
};

const choices = <Name extends 'awards' | 'unreached'>(
  texts: PageTexts,
  name: Name,
  values: readonly (keyof PageTexts['choices'][Name] & string)[],
  chosen: string,
): Html =>
  html`<fieldset><legend>${texts.legends[name]}</legend>
    ${values.map(
      (value) => html`<div class="choice">
        <input type="radio" id="${name}-${value}" name="${name}" value="${value}" ${chosen === value ? 'checked' : ''}>
        <label for="${name}-${value}">${texts.choices[name][value]}</label>
      </div>`,
    )}
  </fieldset>`;

interface UnsubscribePage {
  language: Language;
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors'>;
  token: string;
  isOff: boolean;
}

/** Opening it changes nothing: mail scanners open every link. */
export const unsubscribePage = ({ language, program, token, isOff }: UnsubscribePage): string => {
  const texts = pageTexts(language);
  const action = `/unsubscribe/${encodeURIComponent(token)}`;
  const body = html`<h1>${isOff ? texts.stopped : texts.stop}</h1>
    <p class="lead">${isOff ? texts.stoppedMore : texts.stopMore}</p>
    <p>${texts.alwaysSent}</p>
    <form method="post" action="${action}">
      ${
        isOff
          ? html`<button name="again" value="yes" class="quiet">${texts.again}</button>`
          : html`<button name="List-Unsubscribe" value="One-Click">${texts.stopButton}</button>`
      }
    </form>`;
  return page({ language, title: isOff ? texts.stopped : texts.stop, program, body });
};
