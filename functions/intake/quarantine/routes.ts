/** What the owner and the deputy do about posts that wait: look, name the earner, replay, set aside. */
import * as z from 'zod';
import { EmployeeId } from '../../../events/ids.ts';
import { Dismissal } from '../../../events/post-dismissed.ts';
import { after, paging } from '../../platform/http/paging.ts';
import { defineRoutes } from '../../platform/http/route.ts';

const LEADS = 'For the owner and the deputy.';
const MISSING = 'No such post.';
const RESOLVED = 'It waits no longer: it became a submission, or was set aside for good.';

/** So many are replayed in one request, which must end within 20 seconds. */
const REPLAYED_AT_ONCE = 25;

const count = z.coerce.number().int().min(0).max(1_000_000);
/** What a replay of many has done so far, carried from page to page. */
const progress = { after, replayed: count.optional(), waiting: count.optional() };

/** A field may be missing: the page then says what to fill in. */
const Act = z.object({
  act: z.enum(['replay', 'attribute', 'dismiss']),
  employeeId: z.string().max(200).default(''),
  dismissal: z.string().max(20).default(''),
});

export const quarantineRoutes = defineRoutes({
  listQuarantine: {
    method: 'GET',
    path: '/v1/programs/{programId}/quarantine',
    summary: 'The posts that could not become submissions and wait, newest last: since when, why, and for whom.',
    access: 'signed-in',
    query: z.object(paging),
    answers: {
      200: 'The posts, without what was sent, how many there are, and `next` while there are more.',
      403: LEADS,
    },
  },
  replayAll: {
    method: 'POST',
    path: '/v1/programs/{programId}/quarantine/replay',
    summary:
      'Replays what waits, the oldest first, a part at a time: `next` says where to go on. A replay of what is replayed already answers alike and changes nothing.',
    access: 'signed-in',
    query: z.object({ after, limit: z.coerce.number().int().min(1).max(REPLAYED_AT_ONCE).default(REPLAYED_AT_ONCE) }),
    answers: {
      200: 'What became of each, which of them still wait and why, and `next` while there are more.',
      403: LEADS,
    },
  },
  getQuarantined: {
    method: 'GET',
    path: '/v1/programs/{programId}/quarantine/{receiptId}',
    summary: 'One post: why it waits, what would become of it today, what was sent; or what became of it.',
    access: 'signed-in',
    answers: { 200: 'The post.', 403: LEADS, 404: MISSING },
  },
  replayPost: {
    method: 'POST',
    path: '/v1/programs/{programId}/quarantine/{receiptId}/replay',
    summary: 'Replays one post with the program and the source of today. It becomes one submission, however often.',
    access: 'signed-in',
    answers: { 200: 'The submission it became, or why it still waits.', 403: LEADS, 404: MISSING, 409: RESOLVED },
  },
  attributePost: {
    method: 'POST',
    path: '/v1/programs/{programId}/quarantine/{receiptId}/earner',
    summary:
      'Says whose a post is that names nobody whom the program knows. It holds for this post alone, and is used when it is replayed.',
    access: 'signed-in',
    body: { kind: 'json', schema: z.object({ employeeId: EmployeeId }) },
    answers: {
      200: 'The post as it is now.',
      403: LEADS,
      404: MISSING,
      409: `The post names its earner, or: ${RESOLVED}`,
      422: 'No member with this employee id is an earner.',
    },
  },
  dismissPost: {
    method: 'POST',
    path: '/v1/programs/{programId}/quarantine/{receiptId}/dismiss',
    summary: 'Sets a post aside for good: it is kept, and never replayed.',
    access: 'signed-in',
    body: { kind: 'json', schema: z.object({ dismissal: Dismissal }) },
    answers: { 200: 'The post as it is now. The first reason stands.', 403: LEADS, 404: MISSING, 409: RESOLVED },
  },
  quarantinePage: {
    method: 'GET',
    path: '/programs/{programId}/quarantine',
    summary: 'The page of the posts that wait, newest last.',
    access: 'optional',
    query: z.object(progress),
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: LEADS },
  },
  postReplayAll: {
    method: 'POST',
    path: '/programs/{programId}/quarantine',
    summary: 'The button of that page that replays what waits, a part at a time.',
    access: 'signed-in',
    body: { kind: 'form', schema: z.object(progress) },
    answers: { 303: 'Back to the page, which says what was done.', 403: LEADS },
  },
  quarantinedPage: {
    method: 'GET',
    path: '/programs/{programId}/quarantine/{receiptId}',
    summary: 'The page of one post.',
    access: 'optional',
    query: z.object({ done: z.enum(['replay', 'attribute', 'dismiss']).optional() }),
    answers: { 200: 'The page.', 303: 'To the sign-in.', 403: LEADS, 404: MISSING },
  },
  postAct: {
    method: 'POST',
    path: '/programs/{programId}/quarantine/{receiptId}',
    summary: 'The forms of that page: replay, name the earner, set aside for good.',
    access: 'signed-in',
    body: { kind: 'form', schema: Act },
    answers: {
      303: 'Back to the page, which says what was done.',
      403: LEADS,
      404: MISSING,
      409: RESOLVED,
      422: 'The page again, with what is to be corrected.',
    },
  },
});
