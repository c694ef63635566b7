/** What earners, reviewers and the owner see of a submission, and what waits in quarantine. */
import type { Page } from 'playwright-core';
import { type District, earnerOf } from '../district.ts';
import { earner, OWNER, REVIEWER, SPANISH_EARNER, SPANISH_REVIEWER, type Stop, send, submission } from './stop.ts';

const queue = ({ programId }: District) => `/programs/${programId}/submissions`;

const quarantine = ({ programId }: District) => `/programs/${programId}/quarantine`;
const openPost = (page: Page) => page.locator('main h2 a').last().click();
const sayWhoseItIs = async (page: Page) => {
  await openPost(page);
  await page.locator('#employeeId').fill('E-404');
  await page.locator('form:has(#employeeId) button').click();
};

export const submissions: Stop[] = [
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
