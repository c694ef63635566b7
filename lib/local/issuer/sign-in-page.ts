import { html } from 'hono/html';

interface Choice {
  subject: string;
  name: string;
  email: string;
  role: string;
}

const style = `
  body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
  ul { list-style: none; padding: 0 }
  li { margin: .75rem 0 }
  button { font: inherit; width: 100%; text-align: left; padding: .75rem 1rem; border: 2px solid #44546a; border-radius: .5rem; background: #fff; color: inherit; cursor: pointer }
  button:hover { background: #eef2f7 }
  button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
  small { color: #44546a }
`;

/** Who signs in: one button per person, by keyboard or pointer, without a script. */
export function signInPage(choices: Choice[]): string {
  const buttons = choices.map(
    ({ subject, name, email, role }) => html`
      <li>
        <button name="person" value="${subject}">${name}, ${role}<br /><small>${email}</small></button>
      </li>`,
  );
  const nobody = html`<p>There is nobody here yet: people appear once the program has members.</p>`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sign in on this machine</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <h1>Who are you?</h1>
          <p>
            This sign-in belongs to this machine alone and asks for no password. In AWS people sign in with the
            district's own accounts.
          </p>
          <form method="post">
            <ul>
              ${buttons}
            </ul>
          </form>
          ${choices.length === 0 ? nobody : ''}
        </main>
      </body>
    </html>`;
  return page.toString();
}
