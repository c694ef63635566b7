/** What everybody sees, signed in or not; and this machine’s own pages. */
import type { Page } from 'playwright-core';
import { errorPage } from '../../../functions/platform/http/error-page.ts';
import { errorTexts } from '../../../functions/platform/http/error-texts.ts';
import { endingPage } from '../../../lib/local/story/ending-page.ts';
import { BADGE } from '../../played/played-stack.ts';
import type { District } from '../district.ts';
import { EN, ES, PRINCIPAL, REVIEWER, SPANISH_EARNER, type Stop, submission } from './stop.ts';

const badge =
  (id: string) =>
  ({ programId }: District) =>
    `/programs/${programId}/badges/${id}`;

export const open: Stop[] = [
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

export const errors: Stop[] = [EN, ES].flatMap(({ language }) => [
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

export const local: Stop[] = [
  { name: 'end of the story, on this machine', ...EN, path: ending },
  { name: 'who are you, on this machine', ...EN, path: () => '/sign-in' },
];
