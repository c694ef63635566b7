/** The pages on which people read and decide. They work without a script, and no GET changes anything, but for docs/adr/010-first-use-binds.md. */
import * as z from 'zod';
import { after } from '../platform/http/paging.ts';
import { defineRoutes } from '../platform/http/route.ts';

/** Taken as typed: what is wrong with it is shown on the page again, beside the field. */
const Typed = z.record(z.string(), z.string());
const form = { kind: 'form', schema: Typed } as const;
const POSTED = {
  303: 'Done: back to the page.',
  401: 'The sign-in has ended; the page keeps what was typed.',
  403: 'Sent from a foreign page, or not for this person.',
  409: 'The submission is in another state by now; nothing was changed.',
};

export const pageRoutes = defineRoutes({
  queuePage: {
    method: 'GET',
    path: '/programs/{programId}/submissions',
    summary: 'The page of what waits for review, longest waiting first.',
    access: 'optional',
    query: z.object({ state: z.enum(['submitted', 'in-review']).optional(), after }),
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: 'For reviewers, the owner and the deputy.' },
  },
  submissionPage: {
    method: 'GET',
    path: '/submissions/{submissionId}',
    summary: 'The page of a submission: status for its earner, review for reviewers, history for the owner.',
    access: 'optional',
    answers: { 200: 'The page.', 303: 'To the sign-in.', 404: 'No such submission, or it is not for you.' },
  },
  postStartReview: {
    method: 'POST',
    path: '/submissions/{submissionId}/start-review',
    summary: 'The form with which a reviewer starts.',
    access: 'optional',
    body: form,
    answers: POSTED,
  },
  postReview: {
    method: 'POST',
    path: '/submissions/{submissionId}/review',
    summary: 'The form with which a reviewer judges and decides.',
    access: 'optional',
    body: form,
    answers: { ...POSTED, 422: 'The page again, with what was typed and what to correct.' },
  },
  postWithdraw: {
    method: 'POST',
    path: '/submissions/{submissionId}/withdraw',
    summary: 'The form with which an earner takes a submission back.',
    access: 'optional',
    body: form,
    answers: POSTED,
  },
});
