import { html } from 'hono/html';
import type { Html } from './page.ts';

/** What is wrong in a form: `at` is the id of the field to go to. */
export interface Wrong {
  at: string;
  message: string;
}

/** All that is to be corrected, each leading to its field. It takes the focus, so that nobody has to look for it. */
export const errorSummary = (heading: string, wrong: readonly Wrong[]): Html =>
  html`<div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors">
    <h2 id="errors">${heading}</h2>
    <ul>${wrong.map(({ at, message }) => html`<li><a href="#${at}">${message}</a></li>`)}</ul>
  </div>`;
