import type { District } from '../district.ts';
import { type Rows, row } from '../row.ts';

const SIGN_IN = { '401 not-signed-in': 'unsigned' };
/** A page that keeps what was typed. */
const SESSION_ENDED = { 401: 'unsigned' };
/** Returns, denials and attempts: never for administrators, principals, sponsors. To them the submission does not exist. */
const READ = { 200: 'earner staff', '404 not-found': 'others' };
const DECIDE = { '403 not-a-reviewer': 'earner leads', '404 not-found': 'others' };
const TAKE_BACK = { '403 not-yours': 'staff', '404 not-found': 'others' };

const judged = ({ rubric }: District) => ({
  attempt: 1,
  criteria: rubric.map(({ id, levels }) => ({ criterion: id, level: levels[0]?.id })),
  decision: 'return',
  comment: 'Say what the class did next.',
});
const typed = ({ rubric }: District) => ({
  attempt: '1',
  ...Object.fromEntries(rubric.map(({ id, levels }) => [`level.${id}`, levels[0]?.id ?? ''])),
  decision: 'return',
  comment: 'Say what the class did next.',
});

export const submissions: Rows = {
  listSubmissions: row(
    {},
    { 200: 'staff', '403 not-a-reviewer': 'others', '403 not-a-member': 'outsiders', ...SIGN_IN },
    { query: { state: 'returned' } },
  ),
  getSubmission: [
    row({ submissionId: 'waiting' }, { ...READ, ...SIGN_IN }),
    row({ submissionId: 'returned' }, { ...READ, ...SIGN_IN }),
    row({ submissionId: 'denied' }, { ...READ, ...SIGN_IN }),
    row({ submissionId: 'theirs' }, { 200: 'foreign-owner', '404 not-found': 'others', ...SIGN_IN }),
  ],
  getHistory: row({ submissionId: 'returned' }, { ...READ, ...SIGN_IN }),
  startReview: row({ submissionId: 'to-start' }, { 200: 'reviewer', ...DECIDE, ...SIGN_IN }),
  review: row({ submissionId: 'to-review' }, { 201: 'reviewer', ...DECIDE, ...SIGN_IN }, { json: judged }),
  withdraw: row({ submissionId: 'to-withdraw' }, { 200: 'earner', ...TAKE_BACK, ...SIGN_IN }),
  queuePage: row(
    {},
    { 200: 'staff', '403 not-a-reviewer': 'others', '403 not-a-member': 'outsiders', '303 sign-in': 'unsigned' },
  ),
  submissionPage: [
    row({ submissionId: 'returned' }, { ...READ, '303 sign-in': 'unsigned' }),
    row({ submissionId: 'denied' }, { ...READ, '303 sign-in': 'unsigned' }),
  ],
  postStartReview: row({ submissionId: 'to-start' }, { 303: 'reviewer', ...DECIDE, ...SESSION_ENDED }, { form: {} }),
  postReview: row(
    { submissionId: 'to-review-by-form' },
    { 303: 'reviewer', ...DECIDE, ...SESSION_ENDED },
    { form: typed },
  ),
  postWithdraw: row(
    { submissionId: 'to-withdraw-by-form' },
    { 303: 'earner', ...TAKE_BACK, ...SESSION_ENDED },
    { form: {} },
  ),
};
