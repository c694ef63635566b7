/** The routes of signing in and out, for people with a browser, and of accounts that are no more. */
import * as z from 'zod';
import { defineRoutes } from '../platform/http/route.ts';

export const signInRoutes = defineRoutes({
  begin: {
    method: 'GET',
    path: '/sign-in',
    summary: 'Sends the browser to the sign-in service; `return` is the path to come back to.',
    access: 'public',
    query: z.object({ return: z.string().max(2000).optional() }),
    answers: { 302: 'To the sign-in service.' },
  },
  callback: {
    method: 'GET',
    path: '/sign-in/callback',
    summary: 'Where the sign-in service sends the browser back to.',
    access: 'public',
    answers: {
      303: 'Signed in: back to the page.',
      400: 'The sign-in is over, or was begun in another browser.',
      403: 'The sign-in service did not sign the person in.',
    },
  },
  status: {
    method: 'GET',
    path: '/sign-in/status',
    summary: 'Whether this browser is signed in, and the way out.',
    access: 'optional',
    answers: { 200: 'The page.' },
  },
  signOut: {
    method: 'POST',
    path: '/sign-out',
    summary: 'Ends the session of this browser, here and at the sign-in service.',
    access: 'public',
    body: { kind: 'form', schema: z.object({}) },
    answers: {
      200: 'Signed out here: the page leads on to the sign-in service, which signs out too.',
      303: 'Signed out here; the sign-in service offers no sign-out, or does not answer: to the status page.',
    },
  },
  releaseIdentity: {
    method: 'DELETE',
    path: '/v1/programs/{programId}/members/{employeeId}/identity',
    summary:
      'Lets the account of a member go and ends its sessions, when the person has a new one: the next account with one of the member’s verified addresses takes its place.',
    access: 'signed-in',
    answers: {
      204: 'The member has no account now.',
      403: 'For the owner, the deputy, and the administrators of the deployment.',
      404: 'No such program, or nobody of that id in it.',
    },
  },
});
