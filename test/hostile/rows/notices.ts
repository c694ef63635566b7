import { type Rows, row } from '../row.ts';
import { PLANTED } from '../who-sees-what.ts';

const REFUSED = { '403 not-the-owner-or-deputy': 'others', '403 not-a-member': 'outsiders' };
const LEADS = { ...REFUSED, '401 not-signed-in': 'unsigned' };
const THEIRS = { '404 not-found': 'leads', ...LEADS };
/** Who gets award notices chooses for themself. */
const READERS = 'leads administrator principal principal-elsewhere';
const NO_READER = { '403 no-award-notices': 'others', '403 not-a-member': 'outsiders' };
const SIGN_IN = { '401 not-signed-in': 'unsigned' };
const SIGN_IN_PAGE = { '303 sign-in': 'unsigned' };
const LIFT = { address: PLANTED.address };
const ONE_CLICK = { type: 'application/x-www-form-urlencoded', body: 'List-Unsubscribe=One-Click' };
const NO_LINK = row({ token: 'guessed' }, { '404 not-found': 'everybody' });

export const notices: Rows = {
  unreachable: row({}, { 200: 'leads', ...LEADS }),
  // It arrived: once more it is sent to nobody.
  resend: [
    row({}, { '409 notice-resent-already': 'leads', ...LEADS }, { json: { resent: 7 } }),
    row({ claimId: 'theirs' }, THEIRS, { json: { resent: 0 } }),
  ],
  dismiss: [row({}, { 204: 'leads', ...LEADS }), row({ claimId: 'theirs' }, THEIRS)],
  liftSuppression: [
    row({ employeeId: 'colleague' }, { 204: 'leads', ...LEADS }, { json: LIFT }),
    row({ employeeId: 'ours' }, THEIRS, { json: LIFT }),
    row({ employeeId: 'theirs' }, THEIRS, { json: { address: 'x-2@cedarhollow.example' } }),
  ],
  noticeSettings: row({}, { 200: READERS, ...NO_READER, ...SIGN_IN }),
  chooseNotices: row({}, { 204: READERS, ...NO_READER, ...SIGN_IN }, { json: { awards: 'daily' } }),
  noticesPage: row({}, { 200: READERS, ...NO_READER, ...SIGN_IN_PAGE }),
  postNotices: row({}, { 303: READERS, ...NO_READER, ...SIGN_IN }, { form: { awards: 'daily' } }),
  unsubscribePage: NO_LINK,
  unsubscribe: { ...NO_LINK, raw: ONE_CLICK },
  unreachablePage: row({}, { 200: 'leads', ...REFUSED, ...SIGN_IN_PAGE }),
  postUnreachable: [
    row(
      {},
      { 303: 'leads', ...LEADS },
      { form: ({ samples }) => ({ act: 'dismiss', claim: samples.claimId?.ours ?? '' }) },
    ),
    ...(['ours', 'theirs'] as const).map((whose) =>
      row({}, THEIRS, {
        form: ({ samples }) => ({
          act: 'lift',
          claim: samples.claimId?.[whose] ?? '',
          address: 'x-2@cedarhollow.example',
        }),
      }),
    ),
    row({}, THEIRS, { form: ({ samples }) => ({ act: 'dismiss', claim: samples.claimId?.theirs ?? '' }) }),
  ],
};
