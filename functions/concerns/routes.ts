/** The routes of concerns: anybody may report one, without an account. */
import * as z from 'zod';
import { defineRoutes } from '../platform/http/route.ts';

const NOT_SHARED = 'No such credential, or it is not shared.';

export const concernRoutes = defineRoutes({
  concernPage: {
    method: 'GET',
    path: '/credentials/{credentialId}/concern',
    summary: 'The page on which anybody reports a concern about a shared credential.',
    access: 'public',
    query: z.object({ reported: z.literal('yes').optional() }),
    answers: { 200: 'The page, or thanks for what was reported.', 404: NOT_SHARED },
  },
  postConcern: {
    method: 'POST',
    path: '/credentials/{credentialId}/concern',
    summary: 'The form of that page. The owner of the program is told by mail.',
    access: 'public',
    // Taken as typed: what is wrong with it is shown on the page again, beside the field.
    body: { kind: 'form', schema: z.record(z.string(), z.string()) },
    answers: {
      303: 'To the thanks.',
      404: NOT_SHARED,
      422: 'The page again, with what was typed and what to correct.',
      429: 'So many concerns about this credential were reported today; nothing was kept.',
    },
  },
});
