/** The routes of verification: open to everybody, and nothing of what is handed in is kept. */
import * as z from 'zod';
import { defineRoutes } from '../platform/http/route.ts';

export const verificationRoutes = defineRoutes({
  verify: {
    method: 'POST',
    path: '/v1/verify',
    summary:
      'Checks an Open Badge of any issuer. Takes `{"credential": ...}`, `{"url": "https://..."}`, or the badge itself as JSON, JWT, PNG or SVG, at most 1 MiB; what it is, is seen by its content.',
    access: 'public',
    anyOrigin: true,
    body: { kind: 'raw' },
    answers: {
      200: 'The verdict: `valid`, `invalid` or `incomplete` (something could not be read), with a finding for each check. What is no badge is `invalid` by its form.',
      400: 'Nothing was sent, or not what this address takes.',
      413: 'More than 1 MiB.',
    },
  },
  verifyPage: {
    method: 'GET',
    path: '/verify',
    summary: 'The page on which anybody checks a badge; with `url`, the address of one is filled in.',
    access: 'public',
    query: z.object({ url: z.string().max(2000).optional() }),
    answers: { 200: 'The page.' },
  },
  verifyForm: {
    method: 'POST',
    path: '/verify',
    summary: 'The form on that page: a file, an address or a text, as multipart/form-data.',
    access: 'public',
    body: { kind: 'raw' },
    answers: {
      200: 'The page, with what was found.',
      400: 'The page, saying what to correct.',
      413: 'The page, saying that it is more than 1 MiB.',
    },
  },
});
