/** Every page there is, and as whom to look at it. */
import type { Page } from 'playwright-core';
import { errorPage } from '../../functions/platform/http/error-page.ts';
import { errorTexts } from '../../functions/platform/http/error-texts.ts';
import { endingPage } from '../../lib/local/story/ending-page.ts';
import { BADGE } from '../played/played-stack.ts';
import { type District, earnerOf } from './district.ts';

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
const earner = (fate: string) =>
  ({ language: 'en', as: (district: District) => earnerOf(district, fate).name }) as const;
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

const quarantine = ({ programId }: District) => `/programs/${programId}/quarantine`;

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

export const tour: readonly Stop[] = [...submissions, ...credentials, ...open, ...errors, ...local];
