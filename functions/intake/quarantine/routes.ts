/** What the owner and the deputy see of posts that wait. */
import * as z from 'zod';
import { after, paging } from '../../platform/http/paging.ts';
import { defineRoutes } from '../../platform/http/route.ts';

const LEADS = 'For the owner and the deputy.';

export const quarantineRoutes = defineRoutes({
  listQuarantine: {
    method: 'GET',
    path: '/v1/programs/{programId}/quarantine',
    summary: 'The posts that could not become submissions and wait, newest last: since when, why, and for whom.',
    access: 'signed-in',
    query: z.object(paging),
    answers: { 200: 'The posts, without what was sent, and `next` while there are more.', 403: LEADS },
  },
  quarantinePage: {
    method: 'GET',
    path: '/programs/{programId}/quarantine',
    summary: 'The page of the posts that wait, newest last.',
    access: 'optional',
    query: z.object({ after }),
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: LEADS },
  },
});
