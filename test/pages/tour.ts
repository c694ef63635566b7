/** Every page there is, and as whom to look at it. */
import type { Page } from 'playwright-core';
import { errorPage } from '../../functions/platform/http/error-page.ts';
import { errorTexts } from '../../functions/platform/http/error-texts.ts';
import { endingPage } from '../../lib/local/story/ending-page.ts';
import { BADGE } from '../played/played-stack.ts';
import { type District, inEveryState } from './district.ts';

export interface Stop {
  name: string;
  language: 'en' | 'es';
  /** The beginning of the name of whoever looks; nobody is signed in without. */
  as?: string;
  /** Where a sign-in leads to, or where the look begins. */
  path: string;
  /** What is done there before the page is the one to look at. */
  act?(page: Page): Promise<unknown>;
}

const [REVIEWER, OWNER] = ['Priya', 'Ruth'];
const [SPANISH_REVIEWER, SPANISH_EARNER] = ['Marisol', 'Joaquín'];

export const tourOf = async (district: District): Promise<Stop[]> => {
  const earners = await inEveryState(district);
  return [
    ...(await submissionStops(district, earners)),
    ...(await credentialStops(district, earners)),
    ...publicStops(district),
    ...signInStops(),
    ...errorStops(),
    ...localStops(district),
  ];
};

type Earners = Awaited<ReturnType<typeof inEveryState>>;
const send = (page: Page) => page.locator('main form button').last().click();

const submissionStops = async ({ submissionOf, programId, call, member }: District, earners: Earners): Promise<Stop[]> => {
  const queue = `/programs/${programId}/submissions`;
  const asEarner = await Promise.all(
    Object.entries(earners).map(async ([state, earner]): Promise<Stop> => {
      const language = state === 'spanish' ? 'es' : 'en';
      return { name: `earner-${state}`, language, as: earner.name, path: await submissionOf(earner) };
    }),
  );
  const [waiting, open, returned] = await Promise.all(
    [earners.submitted, earners.inReview, earners.returned].map(submissionOf),
  ) as [string, string, string];
  return [
    ...asEarner,
    { name: 'queue', language: 'en', as: REVIEWER, path: queue },
    { name: 'queue-es', language: 'es', as: SPANISH_REVIEWER, path: queue },
    { name: 'reviewer-before', language: 'en', as: REVIEWER, path: waiting },
    { name: 'reviewer-form', language: 'en', as: REVIEWER, path: open },
    { name: 'reviewer-form-es', language: 'es', as: SPANISH_REVIEWER, path: open },
    { name: 'reviewer-errors', language: 'en', as: REVIEWER, path: open, act: send },
    { name: 'reviewer-errors-es', language: 'es', as: SPANISH_REVIEWER, path: open, act: send },
    { name: 'reviewer-after', language: 'en', as: REVIEWER, path: returned },
    { name: 'owner', language: 'en', as: OWNER, path: open },
    {
      name: 'session-ended',
      language: 'en',
      as: REVIEWER,
      path: open,
      async act(page) {
        await page.context().clearCookies();
        await send(page);
      },
    },
    {
      name: 'overtaken-es',
      language: 'es',
      as: SPANISH_EARNER,
      path: await submissionOf(earners.spanish),
      async act(page) {
        await page.locator('summary').last().click();
        await call(member(SPANISH_EARNER), 'POST', `/v1${await submissionOf(earners.spanish)}/withdraw`);
        await page.locator('details form button').click();
      },
    },
  ];
};

const credentialStops = async ({ credentialOf, call, played }: District, earners: Earners): Promise<Stop[]> => {
  const [mine, shared] = [await credentialOf(earners.awarded), await credentialOf(earners.shared)];
  const award = (await played.items()).find(
    ({ entity, earnerId }) => entity === 'Award' && earnerId === earners.shared.employeeId,
  );
  await call(earners.shared, 'POST', `/v1/awards/${award?.awardId}/share`);
  return [
    { name: 'credential-private-link', language: 'en', path: `${mine.path}?key=${mine.key}` },
    { name: 'credential-earner', language: 'en', as: earners.awarded.name, path: mine.path },
    { name: 'credential-shared', language: 'en', path: shared.path },
    { name: 'credential-shared-es', language: 'es', path: shared.path },
    { name: 'credential-earner-shared', language: 'en', as: earners.shared.name, path: shared.path },
    { name: 'credential-not-shared', language: 'en', path: mine.path },
  ];
};

const publicStops = ({ programId, played }: District): Stop[] => {
  const badges = played.program.badges.map(({ id }) => ({ id, path: `/programs/${programId}/badges/${id}` }));
  return [
    { name: 'program', language: 'en', path: `/programs/${programId}` },
    { name: 'program-es', language: 'es', path: `/programs/${programId}` },
    ...badges.map(({ id, path }): Stop => ({ name: `badge-${id}`, language: 'en', path })),
    { name: 'badge-es', language: 'es', path: `/programs/${programId}/badges/${BADGE}` },
  ];
};

const signInStops = (): Stop[] => [
  { name: 'signed-in', language: 'en', as: REVIEWER, path: '/sign-in/status' },
  { name: 'signed-in-es', language: 'es', as: SPANISH_EARNER, path: '/sign-in/status' },
  { name: 'signed-out', language: 'en', path: '/sign-in/status' },
  { name: 'signed-out-es', language: 'es', path: '/sign-in/status' },
];

const errorStops = (): Stop[] =>
  (['en', 'es'] as const).flatMap((language) => [
    { name: `not-found-${language}`, language, as: 'Gerald', path: '/submissions/0190a3f1-0000-7000-8000-000000000000' },
    {
      name: `failed-${language}`,
      language,
      path: '/sign-in/status',
      act: (page: Page) =>
        page.setContent(
          errorPage(language, { code: 'internal', message: errorTexts.internal?.[language] ?? '', correlationId: 'a1' }),
        ),
    },
  ]);

const localStops = ({ played: { host, local, program }, member }: District): Stop[] => {
  const [teacher, when] = [member('Anna'), '2026-10-14T21:05:00.000Z'];
  host.page(
    endingPage(local, program, {
      teacher,
      badgeName: program.badges[0]?.name ?? '',
      credentialUrl: `${host.apiUrl}/credentials/x?key=y`,
      verdict: { verified: true },
      alteredVerdict: { verified: false, reason: 'The signature does not hold.' },
      history: [
        { what: 'submission.created', when, who: teacher },
        { what: 'evidence.returned', when, who: member('Priya'), why: 'One more example, please.' },
      ],
      awardMail: { messageId: '1', subject: 'Your badge', destination: { to: [] }, body: {}, at: 0 },
    }),
  );
  return [
    { name: 'ending', language: 'en', path: '/' },
    { name: 'people', language: 'en', path: '/sign-in' },
  ];
};
