/** The routes of what an earner shows of themself. */
import * as z from 'zod';
import { defineRoutes } from '../platform/http/route.ts';

const NOT_A_MEMBER = 'For members of the program.';
const Switch = z.enum(['yes', 'no']).optional();

export const portfolioRoutes = defineRoutes({
  portfolio: {
    method: 'GET',
    path: '/portfolios/{portfolioId}',
    summary: 'All badges that an earner shares: a page, or JSON. Names the earner only while they have switched it on.',
    access: 'public',
    anyOrigin: true,
    answers: { 200: 'The shared badges.', 404: 'No such portfolio, or it is closed.' },
  },
  profilePage: {
    method: 'GET',
    path: '/programs/{programId}/profile',
    summary: 'The page on which an earner sees and decides what others see of them.',
    access: 'optional',
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: NOT_A_MEMBER },
  },
  postProfile: {
    method: 'POST',
    path: '/programs/{programId}/profile',
    summary: 'The buttons of that page.',
    access: 'signed-in',
    body: { kind: 'form', schema: z.object({ named: Switch, portfolio: Switch }) },
    answers: {
      303: 'Back to the page.',
      403: 'For members, and only where the program allows their name.',
      409: 'No badge is shared yet.',
    },
  },
  profile: {
    method: 'GET',
    path: '/v1/programs/{programId}/profile',
    summary: 'What others see of the member who asks.',
    access: 'signed-in',
    answers: { 200: 'The profile.', 403: NOT_A_MEMBER },
  },
  putProfile: {
    method: 'PUT',
    path: '/v1/programs/{programId}/profile',
    summary: 'Switches the name on public pages, or the page of all shared badges, on or off. Each for themself.',
    access: 'signed-in',
    body: {
      kind: 'json',
      schema: z.strictObject({
        named: z.boolean().optional().describe('Whether public pages show the name and the school.'),
        portfolio: z.boolean().optional().describe('Whether the page of all shared badges is open.'),
      }),
    },
    answers: {
      200: 'The profile as it is now.',
      403: 'For members, and only where the program allows their name.',
      409: 'No badge is shared yet: there is nothing to open.',
    },
  },
});
