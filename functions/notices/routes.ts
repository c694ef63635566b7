/** The routes of notices: who cannot be reached, and what is done about it; how often a reader hears. */
import * as z from 'zod';
import { defineRoutes } from '../platform/http/route.ts';
import { AwardNotices } from './digests/notice-reader.ts';

const LEADS = 'For the owner and the deputy.';
const ClaimId = z.string().max(60);
const Resent = z.coerce.number().int().nonnegative();
const ADDRESS_MISSING = 'Sent again already; or what it tells of is settled; or there is no address that takes mail.';

const READERS = 'For administrators, the owner and the deputy.';
const Settings = z.object({ awards: AwardNotices.optional(), unreached: z.enum(['daily', 'off']).optional() });

export const noticeRoutes = defineRoutes({
  unreachable: {
    method: 'GET',
    path: '/v1/programs/{programId}/unreachable',
    summary: 'Who cannot be reached by mail: their addresses, why, since when, and the notices that did not arrive.',
    access: 'signed-in',
    answers: { 200: 'The people, longest waiting first.', 403: LEADS },
  },
  resend: {
    method: 'POST',
    path: '/v1/programs/{programId}/notices/{claimId}/resend',
    summary: 'Sends a notice that did not arrive once more, to the address of today.',
    access: 'signed-in',
    body: { kind: 'json', schema: z.object({ resent: z.int().nonnegative() }) },
    answers: {
      202: 'It is sent; what becomes of it is heard later.',
      403: LEADS,
      404: 'No such notice.',
      409: ADDRESS_MISSING,
    },
  },
  dismiss: {
    method: 'POST',
    path: '/v1/programs/{programId}/notices/{claimId}/dismiss',
    summary: 'Takes a notice that did not arrive off the list: the person knows by now.',
    access: 'signed-in',
    answers: { 204: 'Done.', 403: LEADS, 404: 'No such notice.' },
  },
  liftSuppression: {
    method: 'POST',
    path: '/v1/programs/{programId}/members/{employeeId}/lift-suppression',
    summary: 'An address of a member works again: mail is sent to it. SES keeps a list of its own.',
    access: 'signed-in',
    body: { kind: 'json', schema: z.object({ address: z.email().max(254) }) },
    answers: { 204: 'Done.', 403: LEADS, 404: 'No such member, or not an address of theirs.' },
  },
  noticeSettings: {
    method: 'GET',
    path: '/v1/programs/{programId}/notice-settings',
    summary: 'How often whoever asks gets award notices and digests.',
    access: 'signed-in',
    answers: { 200: 'What they chose, or what the program says.', 403: READERS },
  },
  chooseNotices: {
    method: 'PUT',
    path: '/v1/programs/{programId}/notice-settings',
    summary:
      'Chooses for oneself: award notices at once, once a day, or not at all; a digest of who cannot be reached.',
    access: 'signed-in',
    body: { kind: 'json', schema: Settings },
    answers: { 204: 'Kept.', 403: READERS },
  },
  noticesPage: {
    method: 'GET',
    path: '/programs/{programId}/notices',
    summary: 'The page of these settings.',
    access: 'optional',
    query: z.object({ saved: z.literal('yes').optional() }),
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: READERS },
  },
  postNotices: {
    method: 'POST',
    path: '/programs/{programId}/notices',
    summary: 'The form of that page.',
    access: 'signed-in',
    body: { kind: 'form', schema: Settings },
    answers: { 303: 'Back to the page.', 403: READERS },
  },
  unsubscribePage: {
    method: 'GET',
    path: '/unsubscribe/{token}',
    summary: 'The page behind the link of a digest. Opening it changes nothing.',
    access: 'public',
    answers: { 200: 'The page, with a button.', 404: 'No such link.' },
  },
  unsubscribe: {
    method: 'POST',
    path: '/unsubscribe/{token}',
    summary:
      'Stops the digests and award notices of one reader, by one click in a mail program (RFC 8058), without a sign-in.',
    access: 'public',
    body: { kind: 'raw' },
    answers: { 200: 'Stopped, now or before; without a redirect.', 400: 'Not such a form.', 404: 'No such link.' },
  },
  unreachablePage: {
    method: 'GET',
    path: '/programs/{programId}/unreachable',
    summary: 'The page of it.',
    access: 'optional',
    query: z.object({ done: z.enum(['resent', 'dismissed', 'lifted']).optional() }),
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: LEADS },
  },
  postUnreachable: {
    method: 'POST',
    path: '/programs/{programId}/unreachable',
    summary: 'The buttons of that page.',
    access: 'signed-in',
    body: {
      kind: 'form',
      schema: z.discriminatedUnion('act', [
        z.object({ act: z.literal('resend'), claim: ClaimId, resent: Resent }),
        z.object({ act: z.literal('dismiss'), claim: ClaimId }),
        z.object({ act: z.literal('lift'), claim: ClaimId, address: z.email().max(254) }),
      ]),
    },
    answers: { 303: 'Back to the page.', 403: LEADS, 404: 'No such notice or address.', 409: ADDRESS_MISSING },
  },
});
