/** The routes of endorsements: by whoever endorses, and by whoever answers for the program. */
import * as z from 'zod';
import { Slug } from '../../events/ids.ts';
import { SignedEndorsement } from '../open-badges/endorsement.ts';
import { defineRoutes } from '../platform/http/route.ts';

/** One line, as it stands in a mail and in a signed document: no control characters, no change of direction, whole letters. */
const Line = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u)
  .max(120);

const Invited = z.object({
  name: Line,
  url: z.url({ protocol: /^https?$/ }).max(500),
  email: z.email().max(254),
  language: z.enum(['en', 'es']),
});

/** A browser sends a line break as two characters, and counts it as one. */
const Comment = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(1000));

const LEADS = 'For the owner and the deputy.';
const DECIDED = {
  200: 'The endorsement as it is now. Deciding the same twice is no error.',
  403: LEADS,
  404: 'No such endorsement.',
  409: 'It is in another state by now, and nothing was changed.',
};
const FULL = 'So many endorsements of this badge wait, or are accepted, that there is no room for another.';
const decision = (path: `/v1/endorsements/{endorsementId}/${string}`, summary: string) =>
  ({ method: 'POST', path, summary, access: 'signed-in', answers: { ...DECIDED, 429: FULL } }) as const;

export const endorsementRoutes = defineRoutes({
  propose: {
    method: 'POST',
    path: '/v1/programs/{programId}/badges/{badgeId}/endorsements',
    summary:
      'An organization endorses a version of a badge: an EndorsementCredential that it signed (Data Integrity, eddsa-rdfc-2022), of at most 32 KiB, in the contexts that credentials are written in. The owner decides on it.',
    access: 'public',
    body: { kind: 'json', schema: SignedEndorsement },
    answers: {
      201: 'It is kept and waits for the owner.',
      200: 'It was sent before: what has become of it.',
      404: 'No such badge, or its program is not published.',
      413: 'It is larger than 32 KiB.',
      422: 'It does not verify, or is not of a version of this badge.',
      429: FULL,
    },
  },
  invite: {
    method: 'POST',
    path: '/v1/programs/{programId}/badges/{badgeId}/endorsements/invitations',
    summary: 'Asks an organization without a key for an endorsement, by mail with a link that is good for 30 days.',
    access: 'signed-in',
    body: { kind: 'json', schema: Invited },
    answers: {
      201: 'The mail will be sent.',
      200: 'An invitation to this address is open already.',
      403: LEADS,
      404: 'No such badge.',
      429: FULL,
    },
  },
  accept: decision('/v1/endorsements/{endorsementId}/accept', 'Accepts: what is issued from then on carries it.'),
  refuse: decision('/v1/endorsements/{endorsementId}/refuse', 'Refuses one that waits.'),
  withdrawEndorsement: decision(
    '/v1/endorsements/{endorsementId}/withdraw',
    'Withdraws an accepted one: what is issued from then on does not carry it, what was issued does.',
  ),
  listEndorsements: {
    method: 'GET',
    path: '/v1/programs/{programId}/endorsements',
    summary: 'The endorsements of a program that are asked for, wait, or are accepted.',
    access: 'signed-in',
    answers: { 200: 'The endorsements, by badge.', 403: LEADS },
  },
  endorsement: {
    method: 'GET',
    path: '/endorsements/{endorsementId}',
    summary: 'With the key of an invitation, its page. Without, a hosted endorsement that is accepted, as signed JSON.',
    access: 'public',
    anyOrigin: true,
    query: z.object({ key: z.string().max(100).optional() }),
    answers: { 200: 'The page, or the document.', 404: 'No such endorsement.', 410: 'The link is too old.' },
  },
  answerInvitation: {
    method: 'POST',
    path: '/endorsements/{endorsementId}',
    summary: 'The form of an invitation: the organization confirms or declines.',
    access: 'public',
    body: {
      kind: 'form',
      schema: z.object({
        key: z.string().max(100),
        answer: z.enum(['confirm', 'decline']),
        comment: Comment.default(''),
      }),
    },
    answers: {
      303: 'Back to the page.',
      404: 'No such invitation.',
      409: 'It was answered otherwise before.',
      410: 'The link is too old.',
    },
  },
  endorsementsPage: {
    method: 'GET',
    path: '/programs/{programId}/endorsements',
    summary: 'The page on which the owner asks for endorsements and decides on them.',
    access: 'optional',
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: LEADS },
  },
  postInvitation: {
    method: 'POST',
    path: '/programs/{programId}/endorsements',
    summary: 'The form of that page that asks for an endorsement.',
    access: 'signed-in',
    body: { kind: 'form', schema: Invited.extend({ badge: Slug }) },
    answers: { 303: 'Back to the page.', 403: LEADS, 404: 'No such badge.', 429: FULL },
  },
  postDecision: {
    method: 'POST',
    path: '/endorsements/{endorsementId}/decision',
    summary: 'The buttons of that page that decide.',
    access: 'signed-in',
    body: { kind: 'form', schema: z.object({ decision: z.enum(['accepted', 'refused', 'withdrawn']) }) },
    answers: { 303: 'Back to the page.', 403: LEADS, 404: DECIDED[404], 409: DECIDED[409], 429: FULL },
  },
});
