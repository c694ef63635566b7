import { readJson, submission } from '../../played/played-stack.ts';
import { type Rows, row } from '../row.ts';

const REFUSED = { '403 not-the-owner-or-deputy': 'others', '403 not-a-member': 'outsiders' };
const LEADS = { ...REFUSED, '401 not-signed-in': 'unsigned' };
const PAGE = { ...REFUSED, '303 sign-in': 'unsigned' };
/** Of the other program, asked for under this one. */
const THEIRS = { '404 not-found': 'leads' };
const POST = { type: 'application/json', body: '{"type":"course.completed","data":{}}' };
/** What is read to its last field: evidence in our own form, and a form's answers through a mapping. */
const EVIDENCE = { type: 'application/json', body: JSON.stringify(submission) };
const MAPPED = {
  sample: readJson('test/functions/intake/formats/golden/google-forms.json'),
  mapping: readJson('examples/sources/google-forms.json').mapping,
};
const EARNER = { employeeId: 'H-1' };

const TRIED = {
  200: 'leads deployer',
  ...{ '403 not-the-owner': 'others', '403 not-a-member': 'account foreign-owner', '401 not-signed-in': 'unsigned' },
};

export const intake: Rows = {
  receivePost: [
    row({ sourceId: 'ours' }, { 202: 'source', '401 signature-invalid': 'others' }, { raw: POST }),
    row({ sourceId: 'nowhere' }, { '401 source-unknown': 'everybody' }, { raw: POST }),
    row({ sourceId: 'ours' }, { 202: 'source', '401 signature-invalid': 'others' }, { raw: EVIDENCE }),
  ],
  listQuarantine: row({}, { 200: 'leads', ...LEADS }),
  replayAll: row({}, { 200: 'leads', ...LEADS }),
  getQuarantined: [row({}, { 200: 'leads', ...LEADS }), row({ receiptId: 'theirs' }, { ...THEIRS, ...LEADS })],
  replayPost: [row({}, { 200: 'leads', ...LEADS }), row({ receiptId: 'theirs' }, { ...THEIRS, ...LEADS })],
  attributePost: [
    row({ receiptId: 'unclaimed' }, { 200: 'leads', ...LEADS }, { json: EARNER }),
    row({ receiptId: 'theirs' }, { ...THEIRS, ...LEADS }, { json: EARNER }),
  ],
  dismissPost: [
    row({ receiptId: 'to-dismiss' }, { 200: 'leads', ...LEADS }, { json: { dismissal: 'test' } }),
    row({ receiptId: 'theirs' }, { ...THEIRS, ...LEADS }, { json: { dismissal: 'test' } }),
  ],
  quarantinePage: row({}, { 200: 'leads', ...PAGE }),
  postReplayAll: row({}, { 303: 'leads', ...LEADS }, { form: {} }),
  quarantinedPage: [row({}, { 200: 'leads', ...PAGE }), row({ receiptId: 'theirs' }, { ...THEIRS, ...PAGE })],
  trySource: [
    row({ sourceId: 'ours' }, TRIED, { json: { sample: { type: 'course.completed' } } }),
    row({ sourceId: 'ours' }, TRIED, { json: MAPPED }),
    row(
      { sourceId: 'theirs' },
      { 200: 'foreign-owner deployer', '403 not-a-member': 'others', '401 not-signed-in': 'unsigned' },
      { json: { sample: { type: 'course.completed' } } },
    ),
  ],
  postAct: [
    row({ receiptId: 'unclaimed' }, { 303: 'leads', ...LEADS }, { form: { act: 'attribute', ...EARNER } }),
    row({ receiptId: 'theirs' }, { ...THEIRS, ...LEADS }, { form: { act: 'dismiss', dismissal: 'test' } }),
  ],
};
