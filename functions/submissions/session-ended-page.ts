import { html } from 'hono/html';
import type { Language } from '../platform/http/language.ts';
import { page } from '../platform/page.ts';
import { textsOf } from './texts/texts.ts';

/** For a form that was sent after the sign-in ended: it holds what was typed, and sends it again. */
export const sessionEndedPage = (language: Language, action: string, typed: Readonly<Record<string, string>>) => {
  const texts = textsOf(language);
  const [signInAgain, comeBack] = texts.sessionEndedSteps;
  const body = html`<h1>${texts.sessionEnded}</h1>
    <p>${texts.sessionEndedMore}</p>
    <ol>
      <li>
        <p>${signInAgain}</p>
        <p><a class="button quiet" href="/sign-in" target="_blank" rel="noopener">${texts.signIn} ${texts.opensInNewTab}</a></p>
      </li>
      <li>
        <p>${comeBack}</p>
        <form method="post" action="${action}">
          ${Object.entries(typed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
          <button>${texts.sendAgain}</button>
        </form>
      </li>
    </ol>`;
  return page({ language, title: texts.sessionEnded, body });
};
