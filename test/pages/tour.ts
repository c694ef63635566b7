/** Every page there is, and as whom to look at it. */
import type { Page } from 'playwright-core';
import { credentialPage } from '../../functions/credentials/credential-page.ts';
import { unsubscribePage } from '../../functions/notices/notice-settings-page.ts';
import { errorPage } from '../../functions/platform/http/error-page.ts';
import { errorTexts } from '../../functions/platform/http/error-texts.ts';
import { endingPage } from '../../lib/local/story/ending-page.ts';
import { BADGE } from '../played/played-stack.ts';
import { type District, ENDORSER, earnerOf, INVITED_ENDORSER } from './district.ts';

export interface Stop {
  name: string;
  language: 'en' | 'es';
  /** The beginning of the name of whoever looks; nobody is signed in without. */
  as?: (district: District) => string;
  /** Where a sign-in leads to, or where the look begins. */
  path: (district: District) => string | Promise<string>;
  /** What is done there before the page is the one to look at. */
  act?: (page: Page, district: District) => Promise<unknown>;
}

const REVIEWER = { language: 'en', as: () => 'Priya' } as const;
const SPANISH_REVIEWER = { language: 'es', as: () => 'Marisol' } as const;
const OWNER = { language: 'en', as: () => 'Ruth' } as const;
const SPANISH_EARNER = { language: 'es', as: () => 'Joaquín' } as const;
const PRINCIPAL = { as: () => 'Gerald' } as const;
/** With the comma that follows a name where one signs in: another name may begin alike. */
const earner = (fate: string) =>
  ({ language: 'en', as: (district: District) => `${earnerOf(district, fate).name},` }) as const;
const [EN, ES] = [{ language: 'en' }, { language: 'es' }] as const;

const submission = (fate: string) => (district: District) => district.submissionOf(earnerOf(district, fate));
const queue = ({ programId }: District) => `/programs/${programId}/submissions`;
const badge =
  (id: string) =>
  ({ programId }: District) =>
    `/programs/${programId}/badges/${id}`;
const credential = (fate: string) => async (district: District) =>
  (await district.credentialOf(earnerOf(district, fate))).path;

const send = (page: Page) => page.locator('main form button').last().click();

/** Badges of the example have no end date: a shared one, as its page will be if it had. */
const showExpired = async (page: Page, district: District) => {
  const { credential } = await district.credentialOf(earnerOf(district, 'shared'));
  const document = { ...credential.document, validUntil: '2027-01-01T00:00:00Z' };
  const rights = { reason: undefined, mayWithhold: false, mayRevoke: false };
  const view = { language: 'en', credential: { ...credential, document }, as: 'public', rights } as const;
  const program = undefined;
  const now = new Date('2040-01-01T00:00:00Z');
  await page.setContent(credentialPage({ ...view, earner: undefined, key: undefined, program, now }));
};

const quarantine = ({ programId }: District) => `/programs/${programId}/quarantine`;
const openPost = (page: Page) => page.locator('main h2 a').last().click();
const sayWhoseItIs = async (page: Page) => {
  await openPost(page);
  await page.locator('#employeeId').fill('E-404');
  await page.locator('form:has(#employeeId) button').click();
};

const submissions: Stop[] = [
  ...['submitted', 'in-review', 'returned', 'denied', 'withdrawn', 'awarded', 'approved'].map((fate) => ({
    ...{ name: `submission, for its earner: ${fate}`, ...earner(fate), path: submission(fate) },
  })),
  {
    name: 'submission, for its earner, in Spanish',
    ...SPANISH_EARNER,
    path: ({ submissionOf, member }) => submissionOf(member('Joaquín')),
  },
  { name: 'queue', ...REVIEWER, path: queue },
  { name: 'queue, in Spanish', ...SPANISH_REVIEWER, path: queue },
  { name: 'quarantine', ...OWNER, path: quarantine },
  { name: 'quarantine, one post', ...OWNER, path: quarantine, act: openPost },
  { name: 'quarantine, one post with errors', ...OWNER, path: quarantine, act: sayWhoseItIs },
  { name: 'submission, before its review', ...REVIEWER, path: submission('submitted') },
  { name: 'review', ...REVIEWER, path: submission('in-review') },
  { name: 'review, in Spanish', ...SPANISH_REVIEWER, path: submission('in-review') },
  { name: 'review with errors', ...REVIEWER, path: submission('in-review'), act: send },
  { name: 'review with errors, in Spanish', ...SPANISH_REVIEWER, path: submission('in-review'), act: send },
  { name: 'submission, after its review', ...REVIEWER, path: submission('returned') },
  { name: 'submission, for the owner', ...OWNER, path: submission('in-review') },
  {
    name: 'review, after the session ended',
    ...REVIEWER,
    path: submission('in-review'),
    async act(page) {
      await page.context().clearCookies();
      await send(page);
    },
  },
  {
    name: 'review, overtaken',
    ...SPANISH_REVIEWER,
    path: submission('contested'),
    async act(page, district) {
      await page.locator('#comment').fill('Con un ejemplo más estará.');
      await district.played.decide(earnerOf(district, 'contested'), 'return');
      await send(page);
    },
  },
];

const credentials: Stop[] = [
  {
    name: 'badge awarded, by its private link',
    ...EN,
    async path(district) {
      const { path, key } = await district.credentialOf(earnerOf(district, 'awarded'));
      return `${path}?key=${key}`;
    },
  },
  { name: 'badge awarded, for its earner', ...earner('awarded'), path: credential('awarded') },
  { name: 'badge awarded, for its earner, shared', ...earner('shared'), path: credential('shared') },
  { name: 'badge awarded, shared', ...EN, path: credential('shared') },
  { name: 'badge awarded, shared, in Spanish', ...ES, path: credential('shared') },
  { name: 'badge awarded, not shared', ...EN, path: credential('awarded') },
  { name: 'badge awarded, with the name', ...EN, path: credential('named') },
  { name: 'badge awarded, with an item withheld, for its earner', ...earner('withheld'), path: credential('withheld') },
  {
    name: 'badge awarded, about to be withheld',
    ...REVIEWER,
    path: credential('shared'),
    act: (page) => page.locator('#evidence summary').first().click(),
  },
  { name: 'badge revoked', ...EN, path: credential('revoked') },
  { name: 'badge revoked, in Spanish', ...ES, path: credential('revoked') },
  { name: 'badge revoked, for its earner', ...earner('revoked'), path: credential('revoked') },
  { name: 'badge revoked, for the owner', ...OWNER, path: credential('revoked') },
  { name: 'badge expired', ...EN, path: credential('shared'), act: showExpired },
  {
    name: 'badge, about to be revoked, with errors',
    ...OWNER,
    path: credential('shared'),
    async act(page) {
      await page.locator('details.card > summary').click();
      await send(page);
    },
  },
];

const profile = ({ programId }: District) => `/programs/${programId}/profile`;
const concern = async (district: District) => `${await credential('shared')(district)}/concern`;

const shown: Stop[] = [
  { name: 'profile, of whoever shares', ...earner('shared'), path: profile },
  { name: 'profile, of whoever is named', ...earner('named'), path: profile },
  { name: 'profile, in Spanish', ...SPANISH_EARNER, path: profile },
  ...[EN, ES].flatMap(({ language }) => [
    {
      ...{ name: `portfolio (${language})`, language },
      path: (district: District) => district.portfolioOf(earnerOf(district, 'named')),
    },
    { name: `concern (${language})`, language, path: concern },
    { name: `concern with errors (${language})`, language, path: concern, act: send },
  ]),
  {
    name: 'concern, reported',
    ...EN,
    path: concern,
    async act(page) {
      await page.locator('#kind').check();
      await page.locator('#text').fill('A face can be seen in the second picture.');
      await send(page);
    },
  },
];

/** Hands in the shared badge as text, as it is or changed. */
const handIn = (change: (text: string) => string) => async (page: Page, district: District) => {
  const file = await page.request.get(`${district.apiUrl}${await credential('shared')(district)}.json`);
  await page.locator('#text').fill(change(await file.text()));
  await send(page);
};

const verification: Stop[] = [EN, ES].flatMap(({ language }) => [
  { name: `check (${language})`, language, path: () => '/verify' },
  { name: `check of nothing (${language})`, language, path: () => '/verify', act: send },
  { name: `check of a good badge (${language})`, language, path: () => '/verify', act: handIn((text) => text) },
  {
    name: `check of an altered badge (${language})`,
    ...{ language, path: () => '/verify' },
    act: handIn((text) => text.replace('Retrieval Practice', 'Retrieval Practices')),
  },
]);

const endorsements: Stop[] = [
  { name: 'endorsements', ...OWNER, path: ({ programId }) => `/programs/${programId}/endorsements` },
  { name: 'webhooks', ...OWNER, path: ({ programId }) => `/programs/${programId}/webhooks` },
  ...[INVITED_ENDORSER, ENDORSER].map((name) => ({
    ...{ name: `invitation of ${name}`, ...EN },
    async path(district: District) {
      const { path, key } = await district.invitationOf(name);
      return `${path}?key=${key}`;
    },
  })),
];

/** The page behind the link of a digest, before and after the mails were stopped. */
const showUnsubscribe =
  (language: 'en' | 'es', isOff: boolean) =>
  async (page: Page, { played: { program } }: District) => {
    const named = { programId: program.id, name: 'Future-Ready Teachers', languages: ['en' as const] };
    const colors = { primary: '#1f4d3a', accent: '#b45f06' };
    await page.setContent(unsubscribePage({ language, program: { ...named, colors }, token: 'a-token', isOff }));
  };

const unreachable = ({ programId }: District) => `/programs/${programId}/unreachable`;
const settings = ({ programId }: District) => `/programs/${programId}/notices`;

const notices: Stop[] = [
  { name: 'unreachable', ...OWNER, path: unreachable },
  {
    name: 'unreachable, about to lift',
    ...OWNER,
    path: unreachable,
    act: (page) => page.locator('summary').first().click(),
  },
  { name: 'notice settings', ...EN, ...PRINCIPAL, path: settings },
  { name: 'notice settings, of the owner', ...OWNER, path: settings },
  ...[EN, ES].flatMap(({ language }) =>
    [false, true].map((isOff) => ({
      ...{ name: `unsubscribe (${language}, ${isOff ? 'stopped' : 'asked'})`, language },
      ...{ path: () => '/verify', act: showUnsubscribe(language, isOff) },
    })),
  ),
];

const open: Stop[] = [
  { name: 'program', ...EN, path: ({ programId }) => `/programs/${programId}` },
  { name: 'program, in Spanish', ...ES, path: ({ programId }) => `/programs/${programId}` },
  { name: 'badge', ...EN, path: badge(BADGE) },
  { name: 'badge, in Spanish', ...ES, path: badge(BADGE) },
  { name: 'badge with a prerequisite', ...EN, path: badge('feedback-students-act-on') },
  { name: 'signed in', ...REVIEWER, path: () => '/sign-in/status' },
  { name: 'signed in, in Spanish', ...SPANISH_EARNER, path: () => '/sign-in/status' },
  { name: 'signed out', ...EN, path: () => '/sign-in/status' },
  { name: 'signed out, in Spanish', ...ES, path: () => '/sign-in/status' },
];

const errors: Stop[] = [EN, ES].flatMap(({ language }) => [
  { name: `not found (${language})`, language, ...PRINCIPAL, path: submission('submitted') },
  {
    name: `failed (${language})`,
    language,
    path: () => '/sign-in/status',
    act: (page: Page) => {
      const message = errorTexts.internal?.[language] ?? '';
      return page.setContent(errorPage(language, { status: 500, code: 'internal', message, correlationId: 'a1' }));
    },
  },
]);

/** The page at `/` once the story has ended, told of people who are here. */
const ending = ({ played: { host, local, program }, member }: District) => {
  const [teacher, when] = [member('Anna'), '2026-10-14T21:05:00.000Z'];
  const html = endingPage(local, program, {
    teacher,
    badgeName: 'Retrieval Practice',
    submissionId: 's',
    credentialUrl: `${host.apiUrl}/credentials/x?key=y`,
    verdict: { verified: true },
    alteredVerdict: { verified: false, reason: 'Invalid signature.' },
    history: [
      { what: 'submission.created', when, who: teacher },
      { what: 'evidence.returned', when, who: member('Priya'), why: 'One more example, please.' },
    ],
    awardMail: { messageId: '1', subject: 'Your badge', destination: { to: [] }, body: {}, at: 0 },
  });
  host.page(html);
  return '/';
};

const local: Stop[] = [
  { name: 'end of the story, on this machine', ...EN, path: ending },
  { name: 'who are you, on this machine', ...EN, path: () => '/sign-in' },
];

export const tour: readonly Stop[] = [
  ...submissions,
  ...credentials,
  ...shown,
  ...verification,
  ...endorsements,
  ...notices,
  ...open,
  ...errors,
  ...local,
];
