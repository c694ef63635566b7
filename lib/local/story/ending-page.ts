/** The page at `/` of the local host: the same seven things that the terminal ends with. */
import { html } from 'hono/html';
import { localPage } from '../page.ts';
import type { LocalFile } from './local-file.ts';
import type { StoryProgram } from './people.ts';
import type { Ending, HistoryEntry } from './story.ts';

/** What of the ending is told on the page. */
type Told = Omit<Ending, 'credential' | 'documents'>;

const HAPPENED: Record<string, string> = {
  'submission.created': 'Evidence was sent',
  'submission.withdrawn': 'The submission was withdrawn',
  'review.started': 'A review was started',
  'evidence.approved': 'The evidence was approved',
  'evidence.returned': 'The evidence was returned',
  'evidence.denied': 'The evidence does not show the competency yet',
};

const FORMS = [
  ['json', 'signed JSON'],
  ['jwt', 'a JWT'],
  ['png', 'a PNG with the badge in it'],
  ['svg', 'an SVG with the badge in it'],
] as const;

const fileUrl = (credentialUrl: string, suffix: string) => credentialUrl.replace('?', `.${suffix}?`);

export const endingPage = (local: LocalFile, program: StoryProgram, ending: Told): string => {
  const { teacher, badgeName, credentialUrl, verdict, alteredVerdict, history, awardMail } = ending;
  const body = html`<h1>${teacher.name} holds &ldquo;${badgeName}&rdquo;</h1>
<p>A signed post became a signed Open Badge on this machine. No mail left it. These are the seven things to look at:</p>
<h2>1. The mail to the earner</h2>
<p><a href="${local.inboxUrl}">Open the inbox</a> and look for &ldquo;${awardMail.subject}&rdquo;.</p>
<h2>2. The badge</h2>
<p><a href="${credentialUrl}">Open the holder's private link</a>. Nobody else sees the badge until ${teacher.name} shares it.</p>
<p>The same badge as a file: ${FORMS.map(([suffix, name], at) => html`${at === 0 ? '' : ', '}<a href="${fileUrl(credentialUrl, suffix)}">${name}</a>`)}.</p>
<h2>3. Verified by a library that is not ours</h2>
<p class="${verdict.verified ? 'yes' : 'no'}">${verdict.verified ? 'Digital Bazaar’s @digitalbazaar/vc accepts the credential.' : verdict.reason}</p>
<p><a href="${local.apiUrl}/verify">Check this badge, or any other, yourself</a>: save one of the files above and hand it in.</p>
<h2>4. The altered one refused</h2>
<p class="${alteredVerdict.verified ? 'no' : 'yes'}">${alteredVerdict.verified ? 'It was accepted.' : `With one letter changed, the same library says: ${alteredVerdict.reason}`}</p>
<h2>5. Who decided what, when and why</h2>
<ol>${history.map(entry)}</ol>
<h2>6. Try it yourself</h2>
<p>In a second terminal: <code>npm run ops -- post examples/submission.json</code></p>
<h2>7. Be any of these people</h2>
<p>Open <a href="${local.apiUrl}/programs/${program.id}/submissions">the reviewers' queue</a> or <a href="${local.apiUrl}/programs/${program.id}">the public page of the program</a>. The sign-in page lists everybody, and asks for no password on this machine:</p>
<ul>${program.members.map(({ name, roles }) => html`<li>${name}${roles.length > 0 ? ` (${roles.join(', ')})` : ''}</li>`)}</ul>
<p>To be somebody else, <a href="${local.apiUrl}/sign-in/status">sign out</a> first.</p>`;
  return localPage('Accolade on this machine', body);
};

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

const entry = ({ what, when, who, why }: HistoryEntry) =>
  html`<li>${HAPPENED[what] ?? what} by ${who?.name ?? who?.employeeId ?? 'the program'}, <time datetime="${when}">${time.format(new Date(when))}</time>${why ? html`<blockquote>${why}</blockquote>` : ''}</li>`;
