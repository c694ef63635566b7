/** What stands in the way of a post today, and what to do about it: down to the line of the program file. */
import { html } from 'hono/html';
import type { Html } from '../../platform/page.ts';
import type { Look } from './look.ts';
import type { PostPage } from './post-page.ts';
import type { Texts } from './texts/texts.ts';

type Waits = Extract<Look['today'], { kind: 'quarantined' }>;

export const adviceOf = (view: PostPage, texts: Texts): Html => {
  const { today } = view.look;
  if (today === undefined) return html``;
  if (today.kind === 'submission') return html`<p class="note">${texts.now}</p>`;
  if (today.kind === 'kept' || today.kind === 'passed-over') return html`<p class="note">${texts.ignored}</p>`;
  return html`${problemsOf(view, today, texts)}
    <h2>${texts.toDo}</h2>
    <p>${texts.reasons[today.reason].owner}</p>
    ${lineOf(view, today, texts)}`;
};

/** Requirements and badges by the names that people know them by. */
const problemsOf = ({ look: { badge }, badges }: PostPage, { problems }: Waits, texts: Texts): Html => {
  if (problems.length === 0) return html``;
  const titleOf = (at: string) =>
    badge?.requirements.find(({ id }) => id === at)?.title ?? badges.find(({ id }) => id === at)?.name;
  const items = problems.map(({ at, code, words }) => {
    const title = titleOf(at);
    return html`<li>${title ? html`${title} (<code>${at}</code>)` : html`<code>${at}</code>`} ${texts.problem(code, words)}</li>`;
  });
  return html`<h2>${texts.why}</h2><ul>${items}</ul>`;
};

/** The line of the program file that is missing, where one is. */
const lineOf = ({ look, badges }: PostPage, { reason, named, earnerId }: Waits, texts: Texts): Html => {
  const line = (how: string, text: string) => html`<p>${how}</p><pre>${text}</pre>`;
  switch (reason) {
    case 'unknown-earner': {
      const earner = named?.earner;
      if (!earner) return html``;
      if ('email' in earner) return line(texts.addAddress, `"addresses": ["…", ${JSON.stringify(earner.email)}]`);
      const member = `"employeeId": ${JSON.stringify(earner.employeeId)}, "name": "…", "addresses": ["…"]`;
      return line(texts.addMember, `{ ${member}, "roles": ["earner"] }`);
    }
    case 'not-an-earner':
      return line(texts.addRole(look.names[earnerId ?? ''] ?? earnerId ?? ''), '"roles": ["…", "earner"]');
    case 'program-not-published':
      return line(texts.publish, '"status": "published"');
    case 'unknown-badge':
      return html`<p>${texts.badgesThere}</p><ul>${badges.map(({ id, name }) => html`<li><code>${id}</code> ${name}</li>`)}</ul>`;
    default:
      return html``;
  }
};
