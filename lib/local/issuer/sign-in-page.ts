import { html } from 'hono/html';
import { localPage } from '../page.ts';

interface Choice {
  subject: string;
  name: string;
  email: string;
  role: string;
}

/** Who signs in: one button per person, by keyboard or pointer, without a script. */
export const signInPage = (choices: Choice[]): string => {
  const buttons = choices.map(
    ({ subject, name, email, role }) => html`
<li><button name="person" value="${subject}">${name}, ${role}<br><small>${email}</small></button></li>`,
  );
  const nobody = html`<p>There is nobody here yet: people appear once the program has members.</p>`;
  return localPage(
    'Sign in on this machine',
    html`<h1>Who are you?</h1>
<p>Choose whom to be. This sign-in belongs to this machine alone and asks for no password; in AWS people sign in with the district's own accounts.</p>
${choices.length === 0 ? nobody : html`<form method="post"><ul class="people">${buttons}</ul></form>`}`,
  );
};
