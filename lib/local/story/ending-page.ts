/** The page at `/` of the local host: the same seven things that the terminal ends with. */
import { html } from 'hono/html';
import type { LocalFile } from './local-file.ts';
import type { StoryProgram } from './people.ts';
import type { Ending, HistoryEntry } from './story.ts';

const STYLE = `
  body { font: 1.05rem/1.55 system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
  h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; }
  a { color: #0b4f8a; } code, pre { font: .95rem/1.5 ui-monospace, monospace; background: #f2f2f2; border-radius: .25rem; }
  code { padding: .1rem .3rem; overflow-wrap: anywhere; } pre { padding: .7rem; overflow-x: auto; }
  .yes::before { content: "\\2713  "; color: #0a6b2d; font-weight: bold; } .no::before { content: "\\2717  "; color: #a11; font-weight: bold; }
  ol, ul { padding-left: 1.3rem; } blockquote { margin: .2rem 0 .6rem; padding-left: .8rem; border-left: 3px solid #bbb; }
  a:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }`;

export const endingPage = (local: LocalFile, program: StoryProgram, ending: Ending): string => {
  const { teacher, badgeName, credentialUrl, verdict, alteredVerdict, history, awardMail } = ending;
  return String(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Accolade on this machine</title><style>${STYLE}</style></head>
<body><main>
<h1>${teacher.name} holds &ldquo;${badgeName}&rdquo;</h1>
<p>A signed post became a signed Open Badge on this machine. No mail left it. These are the seven things to look at:</p>
<h2>1. The mail to the earner</h2>
<p><a href="${local.inboxUrl}">Open the inbox</a> and look for &ldquo;${awardMail.subject}&rdquo;.</p>
<h2>2. The badge</h2>
<p><a href="${credentialUrl}">Open the holder's private link</a>. Nobody else sees the badge until ${teacher.name} shares it.</p>
<h2>3. Verified by a library that is not ours</h2>
<p class="${verdict.verified ? 'yes' : 'no'}">${verdict.verified ? 'Digital Bazaar’s @digitalbazaar/vc accepts the credential.' : verdict.reason}</p>
<h2>4. The altered one refused</h2>
<p class="${alteredVerdict.verified ? 'no' : 'yes'}">${alteredVerdict.verified ? 'It was accepted.' : `With one letter changed, the same library says: ${alteredVerdict.reason}`}</p>
<h2>5. Who decided what, when and why</h2>
<ol>${history.map(entry)}</ol>
<h2>6. Try it yourself</h2>
<pre>npm run ops -- post examples/submission.json</pre>
<h2>7. Be any of these people</h2>
<p>Open <a href="${local.apiUrl}/programs/${program.id}/submissions">the reviewers' queue</a>; the sign-in page lists everybody, and asks for no password on this machine:</p>
<ul>${program.members.map(({ name, roles }) => html`<li>${name}${roles.length > 0 ? ` (${roles.join(', ')})` : ''}</li>`)}</ul>
</main></body></html>`);
};

const entry = ({ what, when, who, why }: HistoryEntry) =>
  html`<li><code>${what}</code> by ${who?.name ?? who?.employeeId ?? 'the program'}, <time datetime="${when}">${when}</time>${why ? html`<blockquote>${why}</blockquote>` : ''}</li>`;
