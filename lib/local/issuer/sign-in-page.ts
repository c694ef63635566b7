import { html, raw } from 'hono/html';
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

/** Signs out without asking, as Cognito does. `form` is the issuer's own, with the id `op.logoutForm`. */
export const signOutPage = (form: string): string =>
  localPage(
    'Sign out on this machine',
    html`<h1>Signing out</h1>
${raw(form)}
<p><button form="op.logoutForm" name="logout" value="yes">Sign out</button></p>
<script>document.querySelector('button').click()</script>`,
  );
